/** What changed between two compilations of a project, by column, and what that reaches. */
@NullMarked
package io.graphc.plan.impact;

import org.jspecify.annotations.NullMarked;
