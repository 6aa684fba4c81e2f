package io.graphc.compiler.template.value;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Python's tuple: a list that can't be changed, prints in parentheses and can be the key of a dict. */
public final class Tuple extends AbstractList<Object> implements RandomAccess {
    private final Object[] elements;
    private final List<String> names;

    private Tuple(Object[] elements, List<String> names) {
        this.elements = elements;
        this.names = names;
    }

    public static Tuple of(Object... elements) {
        return new Tuple(elements.clone(), List.of());
    }

    public static Tuple of(List<?> elements) {
        return new Tuple(elements.toArray(), List.of());
    }

    /** A tuple whose elements are attributes as well. */
    public static Tuple named(List<String> names, Object... elements) {
        return new Tuple(elements.clone(), List.copyOf(names));
    }

    /** Names of the elements, empty where they have none. */
    public List<String> names() {
        return names;
    }

    @Override
    public Object get(int index) {
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }
}
