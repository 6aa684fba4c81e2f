package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods of Python's dicts. */
final class DictMethods {
    static final OperationTable TABLE = new OperationTable()
            .add("items", (value, a) -> items(dict(value)))
            .add("keys", (value, a) -> new ArrayList<>(dict(value).keySet()))
            .add("values", (value, a) -> new ArrayList<>(dict(value).values()))
            .add("get", DictMethods::get, "key", "default?")
            .add("pop", DictMethods::pop, "key", "default?")
            .add("setdefault", DictMethods::setDefault, "key", "default?")
            .add("update", DictMethods::update, "other?", "**")
            .add("copy", (value, a) -> new LinkedHashMap<>(dict(value)))
            .add("clear", DictMethods::clear);

    private DictMethods() {}

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> dict(Object value) {
        return (Map<Object, Object>) value;
    }

    /** The pairs of a dict. */
    static List<Object> items(Map<?, ?> map) {
        List<Object> items = new ArrayList<>(map.size());
        map.forEach((key, element) -> items.add(Tuple.of(key, element)));
        return items;
    }

    private static Object get(Object value, BoundArguments a) {
        Object found = dict(value).get(Values.key(a.value("key")));
        return found == null ? a.value("default") : found;
    }

    private static Object pop(Object value, BoundArguments a) {
        Object found = dict(value).remove(Values.key(a.value("key")));
        if (found == null && !a.has("default")) {
            throw TemplateFailure.error("the dict has no such key").at(a.span("key"));
        }
        return found == null ? a.value("default") : found;
    }

    private static Object setDefault(Object value, BoundArguments a) {
        a.rendering().countElements(1);
        Object before = dict(value).putIfAbsent(Values.key(a.value("key")), a.value("default"));
        return before == null ? a.value("default") : before;
    }

    private static Object update(Object value, BoundArguments a) {
        Map<Object, Object> target = dict(value);
        if (a.has("other")) {
            addAll(target, a.value("other"), a);
        }
        a.rendering().countElements(a.restNamed().size());
        for (Map.Entry<String, Argument> entry : a.restNamed().entrySet()) {
            target.put(entry.getKey(), entry.getValue().value());
        }
        return None.NONE;
    }

    /** Adds the entries of a dict, or of a list of pairs. */
    static void addAll(Map<Object, Object> target, Object source, BoundArguments a) {
        if (source instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (source instanceof Map<?, ?> map) {
            a.rendering().countElements(map.size());
            target.putAll(map);
            return;
        }
        for (Object pair : SequenceFilters.elements(source, a)) {
            List<Object> parts = Values.elements(pair);
            if (parts.size() != 2) {
                throw TemplateFailure.error("a dict is made of pairs, found " + parts.size() + " values together");
            }
            target.put(Values.key(parts.get(0)), parts.get(1));
        }
    }

    private static Object clear(Object value, BoundArguments a) {
        dict(value).clear();
        return None.NONE;
    }
}
