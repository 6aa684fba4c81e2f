/** Trino's own parser, and the translation of its syntax tree to the operators of {@code sql.calcite}, whose validator then checks it. */
@NullMarked
package io.graphc.compiler.sql.trino;

import org.jspecify.annotations.NullMarked;
