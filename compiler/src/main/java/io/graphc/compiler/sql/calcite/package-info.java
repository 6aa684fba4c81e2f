/** The border to Calcite: operators that know Trino's types, the validator that finds names, and its messages reworded. */
@NullMarked
package io.graphc.compiler.sql.calcite;

import org.jspecify.annotations.NullMarked;
