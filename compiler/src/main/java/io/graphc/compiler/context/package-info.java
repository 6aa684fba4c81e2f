/** What templates see of a project, as dbt offers it: ref, source, var, config and the rest, for one tenant. */
@NullMarked
package io.graphc.compiler.context;

import org.jspecify.annotations.NullMarked;
