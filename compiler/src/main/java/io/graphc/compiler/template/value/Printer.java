package io.graphc.compiler.template.value;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How values print: as Python's {@code str}, and inside collections as Python's {@code repr}. */
public final class Printer {
    private static final int DEEPEST = 100;
    private static final int LONGEST = 20_000_000;

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private Printer() {}

    /** The text that an expression of this value prints; nothing for an undefined value. */
    public static String print(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Text text) {
            return text.text();
        }
        if (value instanceof TemplateObject object) {
            return object.print();
        }
        if (value instanceof Undefined) {
            return "";
        }
        if (value instanceof TemplateCallable) {
            throw TemplateFailure.error("a function or macro cannot be printed")
                    .help("call it: put parentheses behind its name");
        }
        return represent(value);
    }

    /** The text of a value as it stands in a printed list. */
    public static String represent(Object value) {
        Printer printer = new Printer();
        printer.add(value);
        return printer.out.toString();
    }

    private void add(Object value) {
        if (depth > DEEPEST) {
            throw Values.tooDeep();
        }
        if (out.length() > LONGEST) {
            throw TemplateFailure.limit("the printed value is longer than " + LONGEST + " characters");
        }
        depth++;
        if (Texts.isText(value)) {
            quote(Texts.of(value));
        } else if (value instanceof Boolean flag) {
            out.append(flag ? "True" : "False");
        } else if (value instanceof Double number) {
            out.append(Numbers.print(number));
        } else if (value instanceof Tuple tuple) {
            addAll(tuple, "(", tuple.size() == 1 ? ",)" : ")");
        } else if (value instanceof List<?> list) {
            addAll(list, "[", "]");
        } else if (value instanceof Set<?> set) {
            addAll(set, set.isEmpty() ? "set(" : "{", set.isEmpty() ? ")" : "}");
        } else if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else if (value instanceof Namespace namespace) {
            out.append("<Namespace ");
            addMap(namespace.attributes());
            out.append('>');
        } else {
            addOther(value);
        }
        depth--;
    }

    private void addOther(Object value) {
        if (value instanceof TemplateObject object) {
            out.append(object.print());
        } else if (value instanceof Undefined) {
            out.append("Undefined");
        } else if (value instanceof TemplateCallable) {
            out.append("<callable>");
        } else {
            out.append(value);
        }
    }

    private void addAll(Collection<?> elements, String open, String close) {
        out.append(open);
        boolean first = true;
        for (Object element : elements) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            add(element);
        }
        out.append(close);
    }

    private void addMap(Map<?, ?> map) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            add(entry.getKey());
            out.append(": ");
            add(entry.getValue());
        }
        out.append('}');
    }

    private void quote(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (character == quote) {
                        out.append('\\').append(character);
                    } else if (character < 0x20 || (character >= 0x7f && character <= 0xa0) || character == 0xad) {
                        out.append(String.format(Locale.ROOT, "\\x%02x", (int) character));
                    } else {
                        out.append(character);
                    }
                }
            }
        }
        out.append(quote);
    }
}
