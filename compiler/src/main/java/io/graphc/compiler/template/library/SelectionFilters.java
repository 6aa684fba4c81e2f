package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters that apply another filter or test to every element. */
final class SelectionFilters {
    private SelectionFilters() {}

    static OperationTable table() {
        return new OperationTable()
                .add("map", SelectionFilters::map, "*", "**")
                .add("select", (value, a) -> select(value, a, false, true), "*", "**")
                .add("reject", (value, a) -> select(value, a, false, false), "*", "**")
                .add("selectattr", (value, a) -> select(value, a, true, true), "*", "**")
                .add("rejectattr", (value, a) -> select(value, a, true, false), "*", "**");
    }

    private static Object map(Object value, BoundArguments a) {
        List<Object> elements = SequenceFilters.elements(value, a);
        List<Object> mapped = new ArrayList<>(elements.size());
        if (a.rest().isEmpty()) {
            Argument path = a.restNamed().get("attribute");
            if (path == null) {
                throw TemplateFailure.error("`map` needs the name of a filter, or `attribute`");
            }
            AttributePath attribute = new AttributePath(path.value());
            Argument fallback = a.restNamed().get("default");
            for (Object element : elements) {
                Object found = attribute.get(element, a);
                mapped.add(found instanceof Undefined && fallback != null ? fallback.value() : found);
            }
            return mapped;
        }
        Argument filter = a.rest().get(0);
        CallArguments call = rest(a, 1);
        for (Object element : elements) {
            mapped.add(Filters.apply(name(filter), filter.span(), element, call));
        }
        return mapped;
    }

    private static String name(Argument argument) {
        if (!Texts.isText(argument.value())) {
            throw TemplateFailure.error("expected the name of a filter or test, found " + Values.kind(argument.value()))
                    .at(argument.span());
        }
        return Texts.of(argument.value());
    }

    private static CallArguments rest(BoundArguments a, int from) {
        List<Argument> positional = a.rest();
        Map<String, Argument> named = new LinkedHashMap<>(a.restNamed());
        return new CallArguments(
                positional.subList(Math.min(from, positional.size()), positional.size()),
                named,
                a.call().origin(),
                a.rendering());
    }

    private static Object select(Object value, BoundArguments a, boolean byAttribute, boolean wanted) {
        List<Argument> positional = a.rest();
        if (byAttribute && positional.isEmpty()) {
            throw TemplateFailure.error("the name of an attribute is missing");
        }
        int testAt = byAttribute ? 1 : 0;
        boolean tested = positional.size() > testAt;
        CallArguments call = rest(a, testAt + 1);
        List<Object> selected = new ArrayList<>();
        for (Object element : SequenceFilters.elements(value, a)) {
            Object subject = byAttribute ? new AttributePath(positional.get(0).value()).get(element, a) : element;
            boolean passes = tested
                    ? Tests.apply(
                            name(positional.get(testAt)), positional.get(testAt).span(), subject, call)
                    : Values.isTrue(subject);
            if (passes == wanted) {
                selected.add(element);
            }
        }
        return selected;
    }
}
