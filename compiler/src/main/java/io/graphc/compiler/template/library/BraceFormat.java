package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.Rendering;
import io.graphc.compiler.template.value.TemplateFailure;
import java.util.List;
import java.util.Map;

/** Python's {@code text.format(values)}. */
final class BraceFormat {
    private final String text;
    private final List<Object> positional;
    private final Map<String, Argument> named;
    private final Rendering rendering;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int automatic;

    BraceFormat(String text, List<Object> positional, Map<String, Argument> named, Rendering rendering) {
        this.text = text;
        this.positional = positional;
        this.named = named;
        this.rendering = rendering;
    }

    String format() {
        while (at < text.length()) {
            char character = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == character;
            if (character != '{' && character != '}') {
                out.append(character);
                at++;
            } else if (doubled) {
                out.append(character);
                at += 2;
            } else if (character == '{') {
                field();
            } else {
                throw TemplateFailure.error("the text to format has a single `}`");
            }
        }
        rendering.countCharacters(out.length());
        return out.toString();
    }

    private void field() {
        int close = text.indexOf('}', at);
        if (close < 0) {
            throw TemplateFailure.error("the text to format has a `{` that is never closed");
        }
        String field = text.substring(at + 1, close);
        if (field.indexOf('{') >= 0) {
            throw TemplateFailure.error("fields inside of fields are not supported");
        }
        at = close + 1;
        int colon = field.indexOf(':');
        String layout = colon < 0 ? "" : field.substring(colon + 1);
        String name = colon < 0 ? field : field.substring(0, colon);
        int mark = name.indexOf('!');
        Object value = value(mark < 0 ? name : name.substring(0, mark));
        if (mark >= 0 && name.endsWith("r")) {
            value = Printer.represent(value);
        }
        out.append(layout.isEmpty() ? Printer.print(value) : layout(layout).format(value, rendering));
    }

    private Object value(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        Object value = first(path.substring(0, end));
        for (String part : path.substring(end).split("[.\\[]", -1)) {
            if (!part.isEmpty()) {
                value = part(value, part.endsWith("]") ? part.substring(0, part.length() - 1) : part);
            }
        }
        return value;
    }

    private static Object part(Object value, String name) {
        Object key = isNumber(name) ? (Object) Long.parseLong(name) : name;
        Object found = Access.item(value, key);
        if (found == null) {
            found = Access.attribute(value, name);
        }
        if (found == null) {
            throw TemplateFailure.error("there is no `" + name + "` to format");
        }
        return found;
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Object first(String name) {
        if (name.isEmpty() || isNumber(name)) {
            int index = name.isEmpty() ? automatic++ : Integer.parseInt(name);
            if (index >= positional.size()) {
                throw TemplateFailure.error("the text to format has more fields than there are values");
            }
            return positional.get(index);
        }
        Argument argument = named.get(name);
        if (argument == null) {
            throw TemplateFailure.error("there is no value for the field `" + name + "`");
        }
        return argument.value();
    }

    /** Reads {@code [[fill]align][sign][0][width][,][.precision][type]}. */
    private static FieldFormat layout(String written) {
        int at = 0;
        char fill = ' ';
        char align = ' ';
        if (written.length() > 1 && "<>^=".indexOf(written.charAt(1)) >= 0) {
            fill = written.charAt(0);
            align = written.charAt(1);
            at = 2;
        } else if ("<>^=".indexOf(written.charAt(0)) >= 0) {
            align = written.charAt(0);
            at = 1;
        }
        char sign = '-';
        if (at < written.length() && "+- ".indexOf(written.charAt(at)) >= 0) {
            sign = written.charAt(at++);
        }
        if (at < written.length() && written.charAt(at) == '0') {
            fill = align == ' ' ? '0' : fill;
            align = align == ' ' ? '=' : align;
            at++;
        }
        int width = digits(written, at);
        at = behindDigits(written, at);
        boolean grouped = at < written.length() && (written.charAt(at) == ',' || written.charAt(at) == '_');
        at = grouped ? at + 1 : at;
        int precision = -1;
        if (at < written.length() && written.charAt(at) == '.') {
            precision = digits(written, at + 1);
            at = behindDigits(written, at + 1);
        }
        char type = at < written.length() ? written.charAt(at) : 0;
        if (at + 1 < written.length() || (type != 0 && "sdfFeEgGxXob%".indexOf(type) < 0)) {
            throw TemplateFailure.error("the format of a field is not known");
        }
        return new FieldFormat(fill, align, sign, width, grouped, precision, type);
    }

    private static int behindDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int digits(String text, int from) {
        int end = behindDigits(text, from);
        int number = 0;
        for (int i = from; i < end; i++) {
            number = Math.min(number * 10 + (text.charAt(i) - '0'), FieldFormat.WIDEST + 1);
        }
        return number;
    }
}
