package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Values;
import java.util.LinkedHashSet;
import java.util.Set;

/** The methods of Python's sets. A set keeps the order in which its elements came. */
final class SetMethods {
    static final OperationTable TABLE = new OperationTable()
            .add("add", SetMethods::add, "value")
            .add("discard", SetMethods::discard, "value")
            .alias("remove", "discard")
            .add("union", (value, a) -> union(value, a), "other")
            .add("intersection", (value, a) -> filtered(value, a, true), "other")
            .add("difference", (value, a) -> filtered(value, a, false), "other")
            .add("issubset", (value, a) -> other(a).containsAll(set(value)), "other")
            .add("issuperset", (value, a) -> set(value).containsAll(other(a)), "other")
            .add("update", SetMethods::update, "other")
            .add("copy", (value, a) -> new LinkedHashSet<>(set(value)));

    private SetMethods() {}

    @SuppressWarnings("unchecked")
    private static Set<Object> set(Object value) {
        return (Set<Object>) value;
    }

    private static Set<Object> other(BoundArguments a) {
        return of(a.value("other"), a);
    }

    /** A set of the elements of any collection. */
    static Set<Object> of(Object value, BoundArguments a) {
        Set<Object> set = new LinkedHashSet<>();
        SequenceFilters.elements(value, a).forEach(element -> set.add(Values.key(element)));
        return set;
    }

    private static Object add(Object value, BoundArguments a) {
        a.rendering().countElements(1);
        set(value).add(Values.key(a.value("value")));
        return None.NONE;
    }

    private static Object discard(Object value, BoundArguments a) {
        set(value).remove(Values.key(a.value("value")));
        return None.NONE;
    }

    private static Object union(Object value, BoundArguments a) {
        Set<Object> union = of(value, a);
        union.addAll(other(a));
        return union;
    }

    private static Object filtered(Object value, BoundArguments a, boolean common) {
        Set<Object> filtered = new LinkedHashSet<>();
        Set<Object> other = other(a);
        for (Object element : set(value)) {
            if (other.contains(element) == common) {
                filtered.add(element);
            }
        }
        return filtered;
    }

    private static Object update(Object value, BoundArguments a) {
        set(value).addAll(other(a));
        return None.NONE;
    }
}
