package io.graphc.compiler.sql.function;

/** How a function meets rows: one at a time, a group of them, or a window of them. */
public enum FunctionKind {
    SCALAR,
    AGGREGATE,
    WINDOW
}
