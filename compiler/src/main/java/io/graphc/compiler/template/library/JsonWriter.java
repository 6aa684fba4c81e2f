package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Numbers;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values as JSON, laid out as Python's {@code json.dumps} does: ASCII, a blank behind commas and colons. */
final class JsonWriter {
    private static final int DEEPEST = 100;
    private static final int LONGEST = 20_000_000;
    private static final int WIDEST_INDENT = 40;

    private final StringBuilder out = new StringBuilder();
    private final boolean sorted;
    private final int indent;
    private int depth;

    private JsonWriter(boolean sorted, int indent) {
        this.sorted = sorted;
        this.indent = Math.min(Math.max(indent, 0), WIDEST_INDENT);
    }

    static String write(Object value, boolean sorted) {
        JsonWriter writer = new JsonWriter(sorted, 0);
        writer.add(value);
        return writer.out.toString();
    }

    /** What Jinja2's filter writes: keys sorted, and safe inside of HTML. */
    static String forFilter(Object value, int indent) {
        JsonWriter writer = new JsonWriter(true, indent);
        writer.add(value);
        return writer.out
                .toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027");
    }

    private void add(Object value) {
        if (depth > DEEPEST) {
            throw TemplateFailure.limit("the value is nested more than " + DEEPEST + " levels deep");
        }
        if (out.length() > LONGEST) {
            throw TemplateFailure.limit("the JSON text is longer than " + LONGEST + " characters");
        }
        if (Texts.isText(value)) {
            quote(Texts.of(value));
        } else if (value == None.NONE) {
            out.append("null");
        } else if (value instanceof Double number) {
            out.append(number.isNaN() ? "NaN" : Numbers.print(number).replace("inf", "Infinity"));
        } else if (value instanceof Boolean || Numbers.isNumber(value)) {
            out.append(value);
        } else if (value instanceof List<?> list) {
            addList(list);
        } else if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else if (value instanceof Undefined undefined) {
            throw undefined.failure();
        } else {
            throw TemplateFailure.error(Values.kind(value) + " cannot be written as JSON");
        }
    }

    private void addList(List<?> list) {
        out.append('[');
        depth++;
        for (int i = 0; i < list.size(); i++) {
            separate(i > 0);
            add(list.get(i));
        }
        depth--;
        newLine(!list.isEmpty());
        out.append(']');
    }

    private void addMap(Map<?, ?> map) {
        List<Tuple> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(Tuple.of(key(key), value)));
        if (sorted) {
            entries.sort(Comparator.comparing(entry -> (String) entry.get(0)));
        }
        out.append('{');
        depth++;
        boolean first = true;
        for (Tuple entry : entries) {
            separate(!first);
            first = false;
            quote((String) entry.get(0));
            out.append(": ");
            add(entry.get(1));
        }
        depth--;
        newLine(!entries.isEmpty());
        out.append('}');
    }

    private static String key(Object key) {
        if (key == None.NONE) {
            return "null";
        }
        if (key instanceof Boolean flag) {
            return flag ? "true" : "false";
        }
        if (key instanceof Tuple) {
            throw TemplateFailure.error("a tuple cannot be a key in JSON");
        }
        return Printer.print(key);
    }

    private void separate(boolean comma) {
        if (comma) {
            out.append(indent > 0 ? "," : ", ");
        }
        newLine(true);
    }

    private void newLine(boolean wanted) {
        if (indent > 0 && wanted) {
            out.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (character < 0x20 || character > 0x7e) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                    } else {
                        out.append(character);
                    }
                }
            }
        }
        out.append('"');
    }
}
