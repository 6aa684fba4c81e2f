package io.graphc.compiler.template;

/**
 * Stands for the value of a variable that a failing statement would have set: what uses it ends without a further message.
 * Only {@link Frame}s hold it.
 */
enum Poison {
    VALUE
}
