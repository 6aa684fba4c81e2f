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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code fromyaml} and {@code toyaml}. */
final class YamlFunctions {
    private static final int DEEPEST = 100;
    private static final int LONGEST = 20_000_000;

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
            out.append(scalar(value)).append("\n...\n");
        }
        a.rendering().countCharacters(out.length());
        return out.toString();
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
                keys.sort(java.util.Comparator.comparing(Printer::print));
            }
            for (Object key : keys) {
                Object element = map.get(key);
                out.append(margin).append(scalar(key)).append(':');
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
            out.append(' ').append(scalar(element)).append('\n');
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
            out.append(' ').append(scalar(element)).append('\n');
        }
    }

    private static void limit(StringBuilder out) {
        if (out.length() > LONGEST) {
            throw TemplateFailure.limit("the YAML text is longer than " + LONGEST + " characters");
        }
    }

    private static String scalar(Object value) {
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
            return Printer.print(value);
        }
        return quoted(Printer.print(value));
    }

    private static String quoted(String text) {
        boolean plain = text.matches("[A-Za-z_/.][A-Za-z0-9_ ./()-]*")
                && !text.endsWith(" ")
                && !text.matches("(?i)true|false|yes|no|on|off|null|y|n|~|\\.inf|\\.nan|\\.?[0-9_.]+|---|\\.\\.\\.");
        boolean simple = text.indexOf('\n') < 0 && text.chars().allMatch(c -> c >= ' ' && c != 0x7f);
        if (plain) {
            return text;
        }
        return simple ? "'" + text.replace("'", "''") + "'" : JsonWriter.write(text, false);
    }
}
