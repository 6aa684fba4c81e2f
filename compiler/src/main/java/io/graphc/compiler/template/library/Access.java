package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.Namespace;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.TemplateSequence;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes, methods, elements and slices of values. */
public final class Access {
    private Access() {}

    /** {@code value.name}: a method or an attribute, null where there is none. */
    public static @Nullable Object attribute(Object value, String name) {
        if (value instanceof TemplateObject object) {
            return object.attribute(name).map(found -> own(object, found)).orElse(null);
        }
        Operation method = method(value, name);
        if (method != null) {
            return method.on(value);
        }
        if (value instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (value instanceof Namespace namespace) {
            return namespace.attributes().get(name);
        }
        if (value instanceof Tuple tuple && !tuple.names().isEmpty()) {
            return tuple.names().contains(name) ? tuple.get(tuple.names().indexOf(name)) : rowMethod(tuple, name);
        }
        return null;
    }

    private static Object own(TemplateObject object, Object found) {
        return object.isChangeable() ? found : Values.of(found);
    }

    /** The methods of a row whose values have names. */
    private static @Nullable Object rowMethod(Tuple row, String name) {
        EngineCallable method = switch (name) {
            case "values" -> call -> Tuple.of(new ArrayList<>(row));
            case "keys" -> call -> Tuple.of(row.names());
            case "dict" ->
                call -> {
                    Map<Object, Object> dict = new LinkedHashMap<>();
                    row.names().forEach(key -> dict.put(key, row.get(row.names().indexOf(key))));
                    return dict;
                };
            default -> null;
        };
        return method;
    }

    private static @Nullable Operation method(Object value, String name) {
        if (Texts.isText(value)) {
            return TextMethods.TABLE.find(name);
        }
        if (value instanceof Tuple tuple) {
            return tuple.names().contains(name) ? null : ListMethods.READING.find(name);
        }
        if (value instanceof List<?>) {
            return ListMethods.TABLE.find(name);
        }
        if (value instanceof Map<?, ?>) {
            return DictMethods.TABLE.find(name);
        }
        return value instanceof Set<?> ? SetMethods.TABLE.find(name) : null;
    }

    /** {@code value[key]}, null where there is no such element. */
    public static @Nullable Object item(Object value, Object key) {
        if (value instanceof Map<?, ?> map) {
            return map.get(Values.key(key));
        }
        if (value instanceof TemplateObject object) {
            Object found = object.item(key).map(element -> own(object, element)).orElse(null);
            return found == null && value instanceof TemplateSequence sequence ? item(sequence.elements(), key) : found;
        }
        if (value instanceof Namespace namespace) {
            return Texts.isText(key) ? namespace.attributes().get(Texts.of(key)) : null;
        }
        if (value instanceof Tuple tuple && Texts.isText(key)) {
            int at = tuple.names().indexOf(Texts.of(key));
            return at < 0 ? null : tuple.get(at);
        }
        if (key instanceof Long index && value instanceof List<?> list) {
            long at = index < 0 ? index + list.size() : index;
            return at >= 0 && at < list.size() ? list.get((int) at) : null;
        }
        if (key instanceof Long index && Texts.isText(value)) {
            int length = Texts.length(Texts.of(value));
            long at = index < 0 ? index + length : index;
            return at >= 0 && at < length ? characters(value, (int) at, (int) at + 1) : null;
        }
        return null;
    }

    /** Names that follow a dot behind a value, for "did you mean". */
    public static List<String> names(Object value) {
        List<String> names = new ArrayList<>();
        if (value instanceof TemplateObject object) {
            names.addAll(object.attributeNames());
        } else if (value instanceof Map<?, ?> map) {
            map.keySet().stream().filter(Texts::isText).forEach(key -> names.add(Texts.of(key)));
            names.addAll(DictMethods.TABLE.names());
        } else if (value instanceof Namespace namespace) {
            names.addAll(namespace.attributes().keySet());
        } else if (Texts.isText(value)) {
            names.addAll(TextMethods.TABLE.names());
        } else if (value instanceof Tuple tuple) {
            names.addAll(tuple.names());
            names.addAll(ListMethods.READING.names());
        } else if (value instanceof List<?>) {
            names.addAll(ListMethods.TABLE.names());
        } else if (value instanceof Set<?>) {
            names.addAll(SetMethods.TABLE.names());
        }
        return names;
    }

    private static Object characters(Object text, int from, int to) {
        String characters = Texts.of(text);
        int start = characters.offsetByCodePoints(0, from);
        return Texts.slice(text, start, characters.offsetByCodePoints(start, to - from));
    }

    /** {@code value[start:stop:step]} with Python's rules; {@code null} for a bound that was left out. */
    public static Object slice(Object value, @Nullable Long from, @Nullable Long to, @Nullable Long by) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (value instanceof TemplateSequence sequence) {
            return slice(sequence.elements(), from, to, by);
        }
        if (!Texts.isText(value) && !(value instanceof List<?>)) {
            throw TemplateFailure.error("only text and lists have slices, found " + Values.kind(value));
        }
        long step = by == null ? 1 : by;
        if (step == 0) {
            throw TemplateFailure.error("the step of a slice cannot be 0");
        }
        int length = value instanceof List<?> list ? list.size() : Texts.length(Texts.of(value));
        long start = from == null ? (step > 0 ? 0 : length - 1) : bound(from, length, step);
        long stop = to == null ? (step > 0 ? length : -1) : bound(to, length, step);
        if (step == 1 && Texts.isText(value)) {
            return characters(value, (int) start, (int) Math.max(start, stop));
        }
        List<Object> elements = Values.elements(value);
        List<Object> picked = new ArrayList<>();
        for (long at = start; step > 0 ? at < stop : at > stop; at += step) {
            picked.add(elements.get((int) at));
            if (Math.abs(step) > length) {
                break;
            }
        }
        if (Texts.isText(value)) {
            StringBuilder text = new StringBuilder();
            picked.forEach(text::append);
            return text.toString();
        }
        return value instanceof Tuple ? Tuple.of(picked) : picked;
    }

    private static long bound(long written, int length, long step) {
        long least = step > 0 ? 0 : -1;
        long most = step > 0 ? length : length - 1L;
        long bound = written < 0 ? written + length : written;
        return Math.min(Math.max(bound, least), most);
    }

    /** The list that a method works on. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    /** A position in a list for {@code pop}: negative ones count from the end. */
    static int position(BoundArguments a, String parameter, int size) {
        int index = a.integer(parameter, -1);
        int at = index < 0 ? index + size : index;
        if (at < 0 || at >= size) {
            throw TemplateFailure.error("the list has no element " + index).at(a.span(parameter));
        }
        return at;
    }
}
