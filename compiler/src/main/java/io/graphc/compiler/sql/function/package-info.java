/** Trino's functions, operators, coercions and casts: from names and argument types to result types. */
@NullMarked
package io.graphc.compiler.sql.function;

import org.jspecify.annotations.NullMarked;
