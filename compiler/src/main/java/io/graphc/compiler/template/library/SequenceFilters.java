package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.Arithmetic;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateSequence;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filters that take a collection apart or put it together. */
final class SequenceFilters {
    private SequenceFilters() {}

    static OperationTable table() {
        return new OperationTable()
                .add("first", (value, a) -> end(value, a, "first"))
                .add("last", (value, a) -> end(value, a, "last"))
                .add("length", (value, a) -> length(value))
                .alias("count", "length")
                .add("list", (value, a) -> new ArrayList<>(elements(value, a)))
                .add("reverse", SequenceFilters::reverse)
                .add("join", (value, a) -> join(value, TextFilters.text(a.value("d", "")), a), "d?", "attribute?")
                .add("sum", SequenceFilters::sum, "attribute?", "start?")
                .add("batch", SequenceFilters::batch, "linecount", "fill_with?")
                .add("slice", SequenceFilters::slice, "slices", "fill_with?")
                .add("items", (value, a) -> items(value));
    }

    static List<Object> elements(Object value, BoundArguments a) {
        List<Object> elements = Values.elements(value);
        a.rendering().countElements(elements.size());
        return elements;
    }

    private static Object end(Object value, BoundArguments a, String filter) {
        List<Object> elements = elements(value, a);
        if (elements.isEmpty()) {
            return Missing.element(a, filter);
        }
        return elements.get(filter.equals("first") ? 0 : elements.size() - 1);
    }

    /** Number of elements or characters. */
    static long length(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (Texts.isText(value)) {
            return Texts.length(Texts.of(value));
        }
        if (value instanceof TemplateSequence sequence) {
            return sequence.elements().size();
        }
        if (value instanceof Undefined) {
            return 0;
        }
        throw TemplateFailure.error("only text and collections have a length, found " + Values.kind(value));
    }

    private static Object reverse(Object value, BoundArguments a) {
        if (Texts.isText(value)) {
            return new StringBuilder(Texts.of(value)).reverse().toString();
        }
        List<Object> reversed = new ArrayList<>(elements(value, a));
        Collections.reverse(reversed);
        return reversed;
    }

    /** The printed elements with a separator between them. */
    static Object join(Object value, Object separator, BoundArguments a) {
        List<Object> elements = elements(value, a);
        List<Object> parts = new ArrayList<>();
        boolean byAttribute = hasAttribute(a);
        for (Object element : elements) {
            if (!parts.isEmpty()) {
                parts.add(separator);
            }
            Object part = byAttribute ? AttributePath.of(a).get(element, a) : element;
            Object text = TextFilters.text(part);
            a.rendering()
                    .countCharacters(
                            Texts.of(text).length() + Texts.of(separator).length());
            parts.add(text);
        }
        return Texts.concatenate(parts, a.call().origin());
    }

    private static boolean hasAttribute(BoundArguments a) {
        return a.declares("attribute") && a.isGiven("attribute");
    }

    private static Object sum(Object value, BoundArguments a) {
        Object total = a.value("start", 0L);
        for (Object element : elements(value, a)) {
            Object part = hasAttribute(a) ? AttributePath.of(a).get(element, a) : element;
            total = Arithmetic.add(total, part, a.call());
        }
        return total;
    }

    private static Object batch(Object value, BoundArguments a) {
        int size = positive(a, "linecount");
        List<Object> batches = new ArrayList<>();
        List<Object> current = new ArrayList<>();
        for (Object element : elements(value, a)) {
            if (current.size() == size) {
                batches.add(current);
                current = new ArrayList<>();
            }
            current.add(element);
        }
        if (!current.isEmpty()) {
            if (a.isGiven("fill_with")) {
                a.rendering().countElements(size - current.size());
                current.addAll(Collections.nCopies(size - current.size(), a.value("fill_with")));
            }
            batches.add(current);
        }
        return batches;
    }

    private static int positive(BoundArguments a, String parameter) {
        int number = a.integer(parameter);
        if (number < 1) {
            throw TemplateFailure.error("`" + parameter + "` must be at least 1")
                    .at(a.span(parameter));
        }
        return number;
    }

    private static Object slice(Object value, BoundArguments a) {
        int slices = positive(a, "slices");
        a.rendering().countElements(slices);
        List<Object> elements = elements(value, a);
        int each = elements.size() / slices;
        int longer = elements.size() % slices;
        List<Object> result = new ArrayList<>();
        int start = 0;
        for (int number = 0; number < slices; number++) {
            int end = start + each + (number < longer ? 1 : 0);
            List<Object> part = new ArrayList<>(elements.subList(start, end));
            if (a.isGiven("fill_with") && number >= longer && longer > 0) {
                part.add(a.value("fill_with"));
            }
            result.add(part);
            start = end;
        }
        return result;
    }

    private static Object items(Object value) {
        if (value instanceof Undefined) {
            return new ArrayList<>();
        }
        if (value instanceof Map<?, ?> map) {
            return DictMethods.items(map);
        }
        throw TemplateFailure.error("`items` needs a dict, found " + Values.kind(value));
    }

    /** A value in the form that comparisons without regard to case use. */
    static Object withoutCase(Object value) {
        return Texts.isText(value) ? Printer.print(value).toLowerCase(Locale.ROOT) : value;
    }
}
