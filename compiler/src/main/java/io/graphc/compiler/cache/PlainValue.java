package io.graphc.compiler.cache;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user may write where any value is allowed: by its kind. */
final class PlainValue extends Shape {
    private static final List<Class<?>> KINDS = List.of(
            Void.class,
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            BigDecimal.class,
            List.class,
            Map.class);

    @Override
    void write(@Nullable Object value, Encoder to) {
        int kind = 0;
        while (value != null && !KINDS.get(kind).isInstance(value)) {
            if (++kind == KINDS.size()) {
                throw new Encoder.NotStorable();
            }
        }
        to.number(kind);
        if (value instanceof List<?> items) {
            to.number(items.size());
            items.forEach(item -> write(item, to));
        } else if (value instanceof Map<?, ?> entries) {
            to.number(entries.size());
            entries.forEach((key, held) -> {
                write(key, to);
                write(held, to);
            });
        } else if (value != null) {
            to.text(value.toString());
        }
    }

    @Override
    @SuppressWarnings("NullAway") // Null stands where a map or a list of the user's holds it, and nowhere else.
    Object read(Decoder from) {
        return value(from);
    }

    private static @Nullable Object value(Decoder from) {
        Class<?> kind = KINDS.get(from.number());
        if (kind == Void.class) {
            return null;
        } else if (kind == List.class) {
            return list(from);
        } else if (kind == Map.class) {
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            for (int left = from.number(); left > 0; left--) {
                entries.put(value(from), value(from));
            }
            return Collections.unmodifiableMap(entries);
        }
        String text = from.text();
        return kind == String.class ? text : scalar(kind, text);
    }

    private static List<@Nullable Object> list(Decoder from) {
        int size = from.number();
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(value(from));
        }
        return Collections.unmodifiableList(items);
    }

    private static Object scalar(Class<?> kind, String text) {
        if (kind == Boolean.class) {
            return Boolean.valueOf(text);
        } else if (kind == Integer.class) {
            return Integer.valueOf(text);
        } else if (kind == Long.class) {
            return Long.valueOf(text);
        }
        return kind == Double.class ? Double.valueOf(text) : new BigDecimal(text);
    }
}
