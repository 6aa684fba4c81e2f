package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Numbers;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Filters that lay text out for people or for markup. */
final class LayoutFilters {
    private static final Pattern NO_NAME = Pattern.compile("[\\s/>=]");
    private static final List<String> SIZES = List.of("kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB");
    private static final List<String> BINARY = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB");

    private LayoutFilters() {}

    static OperationTable table() {
        return new OperationTable()
                .add(
                        "wordwrap",
                        LayoutFilters::wrapped,
                        "width?",
                        "break_long_words?",
                        "wrapstring?",
                        "break_on_hyphens?")
                .add("xmlattr", LayoutFilters::attributes, "autospace?")
                .add("striptags", (value, a) -> withoutTags(Texts.of(TextFilters.text(value))))
                .add("filesizeformat", LayoutFilters::size, "binary?")
                .add("pprint", (value, a) -> Printer.represent(value))
                .add("random", (value, a) -> {
                    throw TemplateFailure.error(
                            "`random` is refused: two runs with the same inputs give the same output");
                });
    }

    private static Object wrapped(Object value, BoundArguments a) {
        int width = a.integer("width", 79);
        if (width < 1) {
            throw TemplateFailure.error("`width` must be at least 1").at(a.span("width"));
        }
        String separator = a.text("wrapstring", "\n");
        List<String> lines = new ArrayList<>();
        LineWrap wrap = new LineWrap(width, a.flag("break_long_words", true), a.flag("break_on_hyphens", true));
        for (Object line : TextSplitting.lines(TextFilters.text(value), false)) {
            lines.add(String.join(separator, wrap.of(Texts.of(line))));
        }
        String text = String.join(separator, lines);
        a.rendering().countCharacters(text.length());
        return text;
    }

    private static Object attributes(Object value, BoundArguments a) {
        if (!(value instanceof Map<?, ?> map)) {
            throw TemplateFailure.error("`xmlattr` needs a dict, found " + Values.kind(value));
        }
        List<String> attributes = new ArrayList<>();
        map.forEach((key, content) -> {
            if (content != None.NONE && !(content instanceof Undefined)) {
                String name = Printer.print(key);
                if (NO_NAME.matcher(name).find()) {
                    throw TemplateFailure.error("`" + name + "` is no name of an attribute")
                            .help("leave out blanks, `/`, `>` and `=`");
                }
                attributes.add(escaped(name) + "=\"" + escaped(Printer.print(content)) + "\"");
            }
        });
        String text = String.join(" ", attributes);
        return a.flag("autospace", true) && !text.isEmpty() ? " " + text : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static Object withoutTags(String text) {
        String plain = without("<", ">", without("<!--", "-->", text));
        return String.join(" ", plain.strip().split("\\s+"))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#39;", "'")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    /** A text without what stands between two marks; a first mark with no second one behind it stays. */
    private static String without(String open, String close, String text) {
        StringBuilder left = new StringBuilder();
        int from = 0;
        int start = text.indexOf(open);
        while (start >= 0) {
            int end = text.indexOf(close, start);
            if (end < 0) {
                break;
            }
            left.append(text, from, start);
            from = end + close.length();
            start = text.indexOf(open, from);
        }
        return left.append(text, from, text.length()).toString();
    }

    private static Object size(Object value, BoundArguments a) {
        Object number =
                Texts.isText(value) ? NumberFilters.parse(Texts.of(value)).orElse(Double.NaN) : value;
        if (!Numbers.isNumber(number) || (number instanceof Double special && special.isNaN())) {
            throw TemplateFailure.error("`filesizeformat` needs a number, found " + Values.kind(value));
        }
        boolean binary = a.flag("binary", false);
        double bytes = Numbers.toDouble(number);
        double base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return (long) bytes + " Bytes";
        }
        List<String> names = binary ? BINARY : SIZES;
        int unit = 0;
        double scale = base * base;
        while (bytes >= scale && unit < names.size() - 1) {
            scale *= base;
            unit++;
        }
        // As Python rounds: the digits of the exact binary number, halves to the even one.
        BigDecimal shown = new BigDecimal(base * bytes / scale).setScale(1, RoundingMode.HALF_EVEN);
        return shown + " " + names.get(unit);
    }
}
