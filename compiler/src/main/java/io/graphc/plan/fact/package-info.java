/** What is known of the rows of a relation without asking the engine: keys, columns without nulls, values, numbers of rows. */
@NullMarked
package io.graphc.plan.fact;

import org.jspecify.annotations.NullMarked;
