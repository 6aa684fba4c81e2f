package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Numbers;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code fromyaml} and {@code toyaml}. */
final class YamlFunctions {
    private static final int DEEPEST = 100;
    private static final int LONGEST = 20_000_000;

    /** A longer key is not written in front of its colon. */
    private static final int LONGEST_KEY = 128;

    private YamlFunctions() {}

    /** The value that a YAML text stands for, or the default where it is no YAML. */
    static Object read(BoundArguments a) {
        Object value = a.value("value");
        Object fallback = a.value("default", None.NONE);
        if (!Texts.isText(value)) {
            return fallback;
        }
        DiagnosticBag problems = new DiagnosticBag();
        Optional<YamlNode> document = YamlParser.parse(new SourceFile("value.yml", Texts.of(value)), problems);
        return document.isEmpty() || problems.hasErrors()
                ? fallback
                : Values.of(document.get().toValue());
    }

    /** A value in YAML's block style. */
    static Object write(BoundArguments a) {
        StringBuilder out = new StringBuilder();
        Object value = a.value("value");
        if (isCollection(value)) {
            add(out, value, 0, a.flag("sort_keys", false));
        } else {
            String scalar = scalar(value, 0, 2);
            out.append(scalar).append('\n').append(isOpen(value, scalar) ? "...\n" : "");
        }
        a.rendering().countCharacters(out.length());
        return out.toString();
    }

    /** Whether the end of a document that is this scalar alone is marked: nothing else tells where it ends. */
    private static boolean isOpen(Object value, String scalar) {
        boolean part = value instanceof Map<?, ?> || value instanceof List<?>;
        boolean quoted = Texts.isText(value) && (scalar.startsWith("'") || scalar.startsWith("\""));
        return !part && !quoted;
    }

    private static boolean isCollection(Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }

    private static void add(StringBuilder out, Object value, int indent, boolean sorted) {
        if (indent > DEEPEST) {
            throw TemplateFailure.limit("the value is nested too deep for YAML");
        }
        String margin = "  ".repeat(indent);
        if (value instanceof Map<?, ?> map) {
            List<Object> keys = new ArrayList<>(map.keySet());
            if (sorted) {
                keys.sort(Comparator.comparing(Printer::print));
            }
            for (Object key : keys) {
                Object element = map.get(key);
                out.append(margin);
                key(out, key, margin);
                out.append(':');
                addElement(
                        out, element == null ? None.NONE : element, indent, element instanceof List<?> ? 0 : 1, sorted);
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                out.append(margin).append('-');
                addItem(out, element, indent, sorted);
            }
        }
    }

    private static void addElement(StringBuilder out, Object element, int indent, int deeper, boolean sorted) {
        limit(out);
        if (isCollection(element)) {
            out.append('\n');
            add(out, element, indent + deeper, sorted);
        } else {
            addScalar(out, element, indent);
        }
    }

    private static void addScalar(StringBuilder out, Object value, int indent) {
        out.append(' ');
        int column = out.length() - out.lastIndexOf("\n") - 1;
        out.append(scalar(value, column, (indent + 1) * 2)).append('\n');
    }

    /** A key that is empty, long or has several lines is marked as one. */
    private static void key(StringBuilder out, Object key, String margin) {
        String text = Texts.isText(key) ? Texts.of(key) : "key";
        if (text.isEmpty() || text.length() >= LONGEST_KEY || text.indexOf('\n') >= 0) {
            out.append("? ")
                    .append(scalar(key, margin.length() + 2, margin.length() + 2))
                    .append('\n')
                    .append(margin);
        } else {
            out.append(scalar(key, margin.length(), -1));
        }
    }

    /** An item of a list: what it holds starts on the line of its dash. */
    private static void addItem(StringBuilder out, Object element, int indent, boolean sorted) {
        limit(out);
        if (isCollection(element)) {
            StringBuilder inner = new StringBuilder();
            add(inner, element, indent + 1, sorted);
            out.append(' ').append(inner.substring((indent + 1) * 2));
        } else {
            addScalar(out, element, indent);
        }
    }

    private static void limit(StringBuilder out) {
        if (out.length() > LONGEST) {
            throw TemplateFailure.limit("the YAML text is longer than " + LONGEST + " characters");
        }
    }

    private static String scalar(Object value, int column, int indent) {
        if (value == None.NONE) {
            return "null";
        }
        if (value instanceof Boolean flag) {
            return flag ? "true" : "false";
        }
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        if (value instanceof List<?>) {
            return "[]";
        }
        if (Numbers.isNumber(value)) {
            return number(Printer.print(value));
        }
        return YamlText.write(Printer.print(value), column, indent);
    }

    /** A number in YAML's words: one with an exponent needs a point. */
    private static String number(String printed) {
        return switch (printed) {
            case "inf", "-inf" -> printed.replace("inf", ".inf");
            case "nan" -> ".nan";
            default -> printed.indexOf('.') < 0 ? printed.replace("e", ".0e") : printed;
        };
    }
}
