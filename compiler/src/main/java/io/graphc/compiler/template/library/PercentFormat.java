package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.Rendering;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Undefined;
import java.util.List;
import java.util.Map;

/** Python's {@code text % values}. */
public final class PercentFormat {
    private final String text;
    private final Object values;
    private final List<Object> positional;
    private final Rendering rendering;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int used;

    private PercentFormat(String text, Object values, Rendering rendering) {
        this.text = text;
        this.values = values;
        this.positional = values instanceof Tuple tuple ? tuple : List.of(values);
        this.rendering = rendering;
    }

    /** The text with its {@code %} fields filled in. */
    public static String format(String text, Object values, Rendering rendering) {
        if (values instanceof Undefined undefined) {
            throw undefined.failure();
        }
        return new PercentFormat(text, values, rendering).run();
    }

    private String run() {
        while (at < text.length()) {
            int field = text.indexOf('%', at);
            if (field < 0) {
                break;
            }
            out.append(text, at, field);
            at = field + 1;
            field();
        }
        rendering.countCharacters(out.length() + (long) text.length());
        boolean all = values instanceof Map<?, ?> || used >= positional.size();
        if (!all) {
            throw TemplateFailure.error("the text has fewer `%` fields than there are values");
        }
        return out.append(text, Math.min(at, text.length()), text.length()).toString();
    }

    private char peek() {
        if (at >= text.length()) {
            throw TemplateFailure.error("the `%` field at the end of the text is incomplete");
        }
        return text.charAt(at);
    }

    private void field() {
        if (peek() == '%') {
            out.append('%');
            at++;
            return;
        }
        String key = null;
        if (peek() == '(') {
            int close = text.indexOf(')', at);
            if (close < 0) {
                throw TemplateFailure.error("the `%(` field is never closed");
            }
            key = text.substring(at + 1, close);
            at = close + 1;
        }
        String flags = flags();
        int width = number();
        int precision = -1;
        if (peek() == '.') {
            at++;
            precision = number();
        }
        char type = peek();
        at++;
        if ("sdifFrxXoeEgG".indexOf(type) < 0) {
            throw TemplateFailure.error("the `%` field of kind `" + type + "` is not known")
                    .help("write `%%` for a percent sign");
        }
        boolean zero = flags.indexOf('0') >= 0 && flags.indexOf('-') < 0 && type != 's' && type != 'r';
        char align = flags.indexOf('-') >= 0 ? '<' : zero ? '=' : '>';
        char sign = flags.indexOf('+') >= 0 ? '+' : flags.indexOf(' ') >= 0 ? ' ' : '-';
        Object value = key == null ? next() : byKey(key);
        out.append(
                new FieldFormat(zero ? '0' : ' ', align, sign, width, false, precision, type).format(value, rendering));
    }

    private String flags() {
        int start = at;
        while ("-+ 0#".indexOf(peek()) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private int number() {
        int number = 0;
        while (peek() >= '0' && peek() <= '9') {
            number = Math.min(number * 10 + (peek() - '0'), FieldFormat.WIDEST + 1);
            at++;
        }
        return number;
    }

    private Object next() {
        if (used >= positional.size()) {
            throw TemplateFailure.error("the text has more `%` fields than there are values");
        }
        return positional.get(used++);
    }

    private Object byKey(String key) {
        Object found = values instanceof Map<?, ?> map ? map.get(key) : null;
        if (found == null) {
            throw TemplateFailure.error("there is no value for the `%(" + key + ")` field");
        }
        return found;
    }
}
