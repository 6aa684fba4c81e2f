/** Derives what is known of the rows of a query from what is known of the relations that it reads. */
@NullMarked
package io.graphc.compiler.sql.fact;

import org.jspecify.annotations.NullMarked;
