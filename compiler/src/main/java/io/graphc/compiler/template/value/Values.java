package io.graphc.compiler.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of values and their basic properties. A template value is one of: {@link None}, {@link Boolean}, {@link Long},
 * {@link BigInteger} (only beyond 64 bits), {@link Double}, {@link String}, {@link Text}, {@link List}, {@link Tuple},
 * {@link Map} and {@link Set} in insertion order, {@link Namespace}, {@link TemplateObject}, {@link TemplateCallable},
 * {@link Undefined}.
 */
public final class Values {
    private static final int DEEPEST = 100;

    private Values() {}

    /**
     * The template value for a value of Java: {@code null} becomes none, every integer a {@link Long}, collections are
     * copied, so that a template never changes what belongs to the host.
     */
    public static Object of(@Nullable Object value) {
        return of(value, 0);
    }

    private static Object of(@Nullable Object value, int depth) {
        if (value == null) {
            return None.NONE;
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (depth > DEEPEST) {
            throw tooDeep();
        }
        if (value instanceof Tuple tuple) {
            List<Object> copy = new ArrayList<>();
            tuple.forEach(element -> copy.add(of(element, depth + 1)));
            return Tuple.named(tuple.names(), copy.toArray());
        }
        if (value instanceof Set<?> set) {
            Set<Object> copy = new LinkedHashSet<>();
            set.forEach(element -> copy.add(key(of(element, depth + 1))));
            return copy;
        }
        if (value instanceof Collection<?> collection) {
            List<Object> copy = new ArrayList<>(collection.size());
            collection.forEach(element -> copy.add(of(element, depth + 1)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key(of(key, depth + 1)), of(element, depth + 1)));
            return copy;
        }
        return value;
    }

    private static Object ofNumber(Number number) {
        if (number instanceof Long || number instanceof Double) {
            return number;
        }
        if (number instanceof BigInteger integer) {
            return Numbers.integer(integer);
        }
        if (number instanceof BigDecimal decimal) {
            return decimal.scale() <= 0 && decimal.precision() - decimal.scale() < 400
                    ? Numbers.integer(decimal.toBigInteger())
                    : (Object) decimal.doubleValue();
        }
        return number instanceof Float ? (Object) number.doubleValue() : (Object) number.longValue();
    }

    /**
     * The plain Java value of a template value: {@code null} for none and undefined, {@link String} for every text, and
     * lists and maps of such.
     */
    public static @Nullable Object toJava(Object value) {
        return toJava(value, 0);
    }

    private static @Nullable Object toJava(Object value, int depth) {
        if (value instanceof Text text) {
            return text.text();
        }
        if (value instanceof None || value instanceof Undefined) {
            return null;
        }
        if (depth > DEEPEST) {
            throw tooDeep();
        }
        if (value instanceof Collection<?> collection) {
            List<@Nullable Object> copy = new ArrayList<>(collection.size());
            for (Object element : collection) {
                copy.add(toJava(element, depth + 1));
            }
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(toJava(key, depth + 1), toJava(element, depth + 1)));
            return copy;
        }
        return value;
    }

    static TemplateFailure tooDeep() {
        return TemplateFailure.limit("the value is nested more than " + DEEPEST + " levels deep");
    }

    /** Python's truth: false, none, zero, undefined and everything empty are false. */
    public static boolean isTrue(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Text text) {
            return !text.text().isEmpty();
        }
        if (value instanceof None || value instanceof Undefined) {
            return false;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof Collection<?> collection) {
            return !collection.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return !(value instanceof TemplateObject object) || object.isTrue();
    }

    /** The noun for a value's kind, for messages. */
    public static String kind(Object value) {
        if (Texts.isText(value)) {
            return "text";
        }
        if (value instanceof None) {
            return "none";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return "an integer";
        }
        if (value instanceof Double) {
            return "a float";
        }
        if (value instanceof Tuple) {
            return "a tuple";
        }
        if (value instanceof List<?>) {
            return "a list";
        }
        if (value instanceof Map<?, ?>) {
            return "a dict";
        }
        if (value instanceof Set<?>) {
            return "a set";
        }
        if (value instanceof TemplateObject object) {
            return "a " + object.kind();
        }
        if (value instanceof TemplateCallable) {
            return "a function or macro";
        }
        return value instanceof Namespace ? "a namespace" : "an undefined value";
    }

    /** The form of a value under which dicts and sets keep it; what can change can't be a key. */
    public static Object key(Object value) {
        return key(value, 0);
    }

    private static Object key(Object value, int depth) {
        if (value instanceof Text text) {
            return text.text();
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return number.longValue();
        }
        if (value instanceof Tuple tuple) {
            if (depth > DEEPEST) {
                throw tooDeep();
            }
            List<Object> keys = new ArrayList<>(tuple.size());
            tuple.forEach(element -> keys.add(key(element, depth + 1)));
            return Tuple.of(keys);
        }
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            throw TemplateFailure.error(kind(value) + " cannot be the key of a dict or an element of a set");
        }
        return value;
    }

    /**
     * What a loop goes through: elements, the keys of a dict, the characters of a text, nothing of what is undefined. The result is a snapshot, so a
     * loop may change the collection.
     */
    public static List<Object> elements(Object value) {
        if (value instanceof Tuple tuple) {
            return tuple;
        }
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        if (Texts.isText(value)) {
            return characters(value);
        }
        if (value instanceof TemplateSequence sequence) {
            return sequence.elements();
        }
        if (value instanceof Undefined) {
            return List.of();
        }
        throw TemplateFailure.error("a loop needs a list, a dict or text, found " + kind(value));
    }

    private static List<Object> characters(Object value) {
        String text = Texts.of(value);
        List<Object> characters = new ArrayList<>(text.length());
        for (int at = 0; at < text.length(); ) {
            int next = at + Character.charCount(text.codePointAt(at));
            characters.add(text.substring(at, next));
            at = next;
        }
        return characters;
    }

    public static boolean isIterable(Object value) {
        return value instanceof Collection<?>
                || value instanceof Map<?, ?>
                || value instanceof TemplateSequence
                || Texts.isText(value);
    }
}
