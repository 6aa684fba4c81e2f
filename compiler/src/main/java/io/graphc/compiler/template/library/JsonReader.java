package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.None;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON text as values. */
final class JsonReader {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** Ends the reading of text that is no JSON. */
    private static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotJson() {
            super(null, null, false, false);
        }
    }

    /** The value, or empty where the text is no JSON. */
    static Optional<Object> read(String text) {
        try {
            JsonReader reader = new JsonReader(text);
            Object value = reader.value();
            reader.skipBlanks();
            return reader.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NotJson notJson) {
            return Optional.empty();
        }
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        skipBlanks();
        if (at >= text.length()) {
            throw new NotJson();
        }
        return text.charAt(at);
    }

    private boolean accept(char character) {
        if (peek() != character) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char character) {
        if (!accept(character)) {
            throw new NotJson();
        }
    }

    private Object value() {
        char first = peek();
        if (first == '"') {
            return text();
        }
        if (first == '[' || first == '{') {
            if (++depth > DEEPEST) {
                throw new NotJson();
            }
            Object collection = first == '[' ? list() : dict();
            depth--;
            return collection;
        }
        return word();
    }

    private List<Object> list() {
        expect('[');
        List<Object> list = new ArrayList<>();
        if (accept(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (accept(','));
        expect(']');
        return list;
    }

    private Map<Object, Object> dict() {
        expect('{');
        Map<Object, Object> dict = new LinkedHashMap<>();
        if (accept('}')) {
            return dict;
        }
        do {
            peek();
            String key = text();
            expect(':');
            dict.put(key, value());
        } while (accept(','));
        expect('}');
        return dict;
    }

    private Object word() {
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        switch (word) {
            case "true" -> {
                return true;
            }
            case "false" -> {
                return false;
            }
            case "null" -> {
                return None.NONE;
            }
            default -> {
                boolean plain = !word.startsWith("+") && word.indexOf('_') < 0;
                Optional<Object> number = plain ? NumberFilters.integer(word, 10) : Optional.empty();
                return number.or(() -> NumberFilters.parse(word).map(parsed -> (Object) parsed))
                        .orElseThrow(NotJson::new);
            }
        }
    }

    private String text() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw new NotJson();
            }
            char character = text.charAt(at++);
            if (character == '"') {
                return out.toString();
            }
            out.append(character == '\\' ? escape() : character);
        }
    }

    private char escape() {
        if (at >= text.length()) {
            throw new NotJson();
        }
        char kind = text.charAt(at++);
        int plain = "\"\\/bfnrt".indexOf(kind);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (kind != 'u' || at + 4 > text.length()) {
            throw new NotJson();
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(at++), 16);
            if (digit < 0) {
                throw new NotJson();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }
}
