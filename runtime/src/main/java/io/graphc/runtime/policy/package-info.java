/** Policies: rows that cannot become elements are taken out, merged or kept by rule, and each of them is accounted for. */
@NullMarked
package io.graphc.runtime.policy;

import org.jspecify.annotations.NullMarked;
