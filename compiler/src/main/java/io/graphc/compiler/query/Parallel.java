package io.graphc.compiler.query;

import java.util.List;
import java.util.function.Function;

/** Applies a function to every item of a list, several at a time; results come in the order of the items. */
public interface Parallel {
    <T, R> List<R> map(List<T> items, Function<T, R> work);
}
