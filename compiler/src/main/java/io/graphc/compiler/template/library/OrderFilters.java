package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.Comparison;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters that order, group and compare elements. */
final class OrderFilters {
    private OrderFilters() {}

    static OperationTable table() {
        return new OperationTable()
                .add("sort", OrderFilters::sort, "reverse?", "case_sensitive?", "attribute?")
                .add("dictsort", OrderFilters::dictSort, "case_sensitive?", "by?", "reverse?")
                .add("unique", OrderFilters::unique, "case_sensitive?", "attribute?")
                .add("min", (value, a) -> extreme(value, a, "min"), "case_sensitive?", "attribute?")
                .add("max", (value, a) -> extreme(value, a, "max"), "case_sensitive?", "attribute?")
                .add("groupby", OrderFilters::groupBy, "attribute", "default?", "case_sensitive?");
    }

    private record Keyed(Object key, Object element) {}

    private static List<Keyed> keyed(Object value, BoundArguments a) {
        boolean caseSensitive = a.flag("case_sensitive", false);
        List<Keyed> keyed = new ArrayList<>();
        for (Object element : SequenceFilters.elements(value, a)) {
            Object key = a.isGiven("attribute") ? attribute(element, a) : element;
            keyed.add(new Keyed(caseSensitive ? key : SequenceFilters.withoutCase(key), element));
        }
        return keyed;
    }

    /** The attribute of an element; several names with commas between give a tuple. */
    private static Object attribute(Object element, BoundArguments a) {
        Object written = a.value("attribute");
        if (Texts.isText(written) && Texts.of(written).contains(",")) {
            List<Object> keys = new ArrayList<>();
            for (String part : Texts.of(written).split(",", -1)) {
                Object key = new AttributePath(part).get(element, a);
                keys.add(a.flag("case_sensitive", false) ? key : SequenceFilters.withoutCase(key));
            }
            return Tuple.of(keys);
        }
        return AttributePath.of(a).get(element, a);
    }

    private static Object sort(Object value, BoundArguments a) {
        List<Keyed> keyed = keyed(value, a);
        return elements(sorted(keyed, a.flag("reverse", false)));
    }

    /** Sorted by key, stable in both directions as in Python. */
    private static List<Keyed> sorted(List<Keyed> keyed, boolean reverse) {
        Comparator<Keyed> order = (left, right) -> Comparison.compare(left.key(), right.key());
        List<Keyed> sorted = new ArrayList<>(keyed);
        try {
            sorted.sort(reverse ? order.reversed() : order);
        } catch (IllegalArgumentException noOrder) {
            // a NaN among the elements breaks the order that sorting relies on
            throw TemplateFailure.error("the elements have no order");
        }
        return sorted;
    }

    private static List<Object> elements(List<Keyed> keyed) {
        List<Object> elements = new ArrayList<>(keyed.size());
        keyed.forEach(entry -> elements.add(entry.element()));
        return elements;
    }

    private static Object dictSort(Object value, BoundArguments a) {
        if (!(value instanceof Map<?, ?> map)) {
            if (value instanceof Undefined undefined) {
                throw undefined.failure();
            }
            throw TemplateFailure.error("`dictsort` needs a dict, found " + Values.kind(value));
        }
        String by = a.text("by", "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw TemplateFailure.error("`by` must be `key` or `value`").at(a.span("by"));
        }
        List<Keyed> keyed = new ArrayList<>();
        for (Object item : DictMethods.items(map)) {
            Object key = ((Tuple) item).get(by.equals("key") ? 0 : 1);
            keyed.add(new Keyed(a.flag("case_sensitive", false) ? key : SequenceFilters.withoutCase(key), item));
        }
        return elements(sorted(keyed, a.flag("reverse", false)));
    }

    private static Object unique(Object value, BoundArguments a) {
        Map<Object, Object> seen = new LinkedHashMap<>();
        for (Keyed entry : keyed(value, a)) {
            seen.putIfAbsent(Values.key(entry.key()), entry.element());
        }
        return new ArrayList<>(seen.values());
    }

    private static Object extreme(Object value, BoundArguments a, String filter) {
        List<Keyed> keyed = keyed(value, a);
        if (keyed.isEmpty()) {
            return Missing.element(a, filter);
        }
        Keyed best = keyed.get(0);
        for (Keyed entry : keyed.subList(1, keyed.size())) {
            int order = Comparison.compare(entry.key(), best.key());
            if (filter.equals("min") ? order < 0 : order > 0) {
                best = entry;
            }
        }
        return best.element();
    }

    private static Object groupBy(Object value, BoundArguments a) {
        List<Keyed> keyed = new ArrayList<>();
        for (Object element : SequenceFilters.elements(value, a)) {
            keyed.add(new Keyed(groupKey(element, a), element));
        }
        List<Object> groups = new ArrayList<>();
        List<Object> current = new ArrayList<>();
        Object key = "";
        for (Keyed entry : sorted(keyed, false)) {
            if (current.isEmpty() || !Comparison.equal(key, entry.key())) {
                key = entry.key();
                current = new ArrayList<>();
                groups.add(Tuple.named(List.of("grouper", "list"), grouper(entry.element(), a), current));
            }
            current.add(entry.element());
        }
        return groups.isEmpty() ? Collections.emptyList() : groups;
    }

    private static Object grouper(Object element, BoundArguments a) {
        Object key = AttributePath.of(a).get(element, a);
        return key instanceof Undefined && a.has("default") ? a.value("default") : key;
    }

    private static Object groupKey(Object element, BoundArguments a) {
        Object key = grouper(element, a);
        return a.flag("case_sensitive", false) ? key : SequenceFilters.withoutCase(key);
    }
}
