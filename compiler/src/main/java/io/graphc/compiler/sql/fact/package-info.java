/** What is known of the rows of a query without asking the engine: keys, columns without nulls, values, numbers of rows. */
@NullMarked
package io.graphc.compiler.sql.fact;

import org.jspecify.annotations.NullMarked;
