package io.graphc.runtime.policy;

import io.graphc.runtime.emit.PropertyText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values as they stand in reject files. */
final class RejectText {
    private RejectText() {}

    /** A value as text: arrays in square brackets, text inside them in quotes as JSON has it. */
    static String of(Object value) {
        if (!(value instanceof List<?> values)) {
            return PropertyText.of(value);
        }
        StringBuilder text = new StringBuilder("[");
        for (Object element : values) {
            text.append(text.length() > 1 ? ", " : "").append(element(element));
        }
        return text.append(']').toString();
    }

    private static String element(@Nullable Object element) {
        if (element == null) {
            return "null";
        }
        return element instanceof String text ? quoted(text) : of(element);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '"', '\\' -> json.append('\\').append(letter);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (letter < ' ') {
                        json.append("\\u00").append(letter < 0x10 ? "0" : "").append(Integer.toHexString(letter));
                    } else {
                        json.append(letter);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /** A field of a CSV line: quoted around what would break it, and where it is empty. */
    static String field(String text) {
        boolean plain = !text.isEmpty();
        for (int i = 0; plain && i < text.length(); i++) {
            char letter = text.charAt(i);
            plain = letter != ',' && letter != '"' && letter != '\n' && letter != '\r';
        }
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
