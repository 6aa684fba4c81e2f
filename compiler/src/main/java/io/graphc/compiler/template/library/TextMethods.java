package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Locale;

/** The methods of Python's {@code str} that templates use. Results keep the written places of what they are made of. */
final class TextMethods {
    static final OperationTable TABLE = new OperationTable()
            .add("upper", (text, a) -> upper(text))
            .add("lower", (text, a) -> lower(text))
            .alias("casefold", "lower")
            .add("capitalize", (text, a) -> capitalize(text))
            .add("title", (text, a) -> title(text))
            .add("swapcase", (text, a) -> swapCase(text))
            .add("strip", (text, a) -> Texts.strip(text, a.text("chars", ""), true, true), "chars?")
            .add("lstrip", (text, a) -> Texts.strip(text, a.text("chars", ""), true, false), "chars?")
            .add("rstrip", (text, a) -> Texts.strip(text, a.text("chars", ""), false, true), "chars?")
            .add("replace", TextMethods::replace, "old", "new", "count?")
            .add("startswith", (text, a) -> affix(text, a, true), "prefix")
            .add("endswith", (text, a) -> affix(text, a, false), "suffix")
            .add("removeprefix", (text, a) -> removePrefix(text, a.text("prefix")), "prefix")
            .add("removesuffix", (text, a) -> removeSuffix(text, a.text("suffix")), "suffix")
            .add("split", (text, a) -> TextSplitting.split(text, a, false), "sep?", "maxsplit?")
            .add("rsplit", (text, a) -> TextSplitting.split(text, a, true), "sep?", "maxsplit?")
            .add("splitlines", (text, a) -> TextSplitting.lines(text, a.flag("keepends", false)), "keepends?")
            .add("partition", (text, a) -> TextSplitting.partition(text, a, false), "sep")
            .add("rpartition", (text, a) -> TextSplitting.partition(text, a, true), "sep")
            .add("join", (text, a) -> SequenceFilters.join(a.value("iterable"), text, a), "iterable")
            .add("format", TextMethods::format, "*", "**")
            .add("find", (text, a) -> find(text, a, false), "sub", "start?")
            .add("rfind", (text, a) -> find(text, a, true), "sub")
            .add("index", TextMethods::index, "sub")
            .add("count", (text, a) -> count(Texts.of(text), a.text("sub")), "sub")
            .add("zfill", TextMethods::zeroFill, "width")
            .add("ljust", (text, a) -> pad(text, 0, missing(text, a), fill(a), a), "width", "fillchar?")
            .add("rjust", (text, a) -> pad(text, missing(text, a), 0, fill(a), a), "width", "fillchar?")
            .add("center", (text, a) -> center(text, a.integer("width"), fill(a), a), "width", "fillchar?")
            .addAll(TextChecks.TABLE);

    private TextMethods() {}

    static Object upper(Object text) {
        return Texts.withCharacters(text, Texts.of(text).toUpperCase(Locale.ROOT));
    }

    static Object lower(Object text) {
        return Texts.withCharacters(text, Texts.of(text).toLowerCase(Locale.ROOT));
    }

    static Object capitalize(Object value) {
        String text = Texts.of(value);
        if (text.isEmpty()) {
            return value;
        }
        int first = Character.charCount(text.codePointAt(0));
        String head = text.substring(0, first).toUpperCase(Locale.ROOT);
        return Texts.withCharacters(value, head + text.substring(first).toLowerCase(Locale.ROOT));
    }

    private static Object title(Object value) {
        StringBuilder out = new StringBuilder();
        boolean start = true;
        for (char character : Texts.of(value).toCharArray()) {
            out.append(start ? Character.toUpperCase(character) : Character.toLowerCase(character));
            start = !Character.isLetter(character);
        }
        return Texts.withCharacters(value, out.toString());
    }

    private static Object swapCase(Object value) {
        StringBuilder out = new StringBuilder();
        for (char character : Texts.of(value).toCharArray()) {
            out.append(
                    Character.isUpperCase(character)
                            ? Character.toLowerCase(character)
                            : Character.toUpperCase(character));
        }
        return Texts.withCharacters(value, out.toString());
    }

    /** What a builder collected, as text with places where the text that it was made from had some. */
    static Object like(Object original, MappedText.Builder builder) {
        MappedText built = builder.build();
        return original instanceof io.graphc.compiler.template.value.Text
                ? new io.graphc.compiler.template.value.Text(built)
                : built.text();
    }

    private static Object replace(Object text, BoundArguments a) {
        a.text("new");
        return Texts.replace(text, a.text("old"), a.value("new"), a.integer("count", -1), a.call());
    }

    private static Object affix(Object value, BoundArguments a, boolean start) {
        String text = Texts.of(value);
        String parameter = start ? "prefix" : "suffix";
        if (a.value(parameter) instanceof Tuple tuple) {
            return tuple.stream()
                    .filter(Texts::isText)
                    .map(Texts::of)
                    .anyMatch(part -> start ? text.startsWith(part) : text.endsWith(part));
        }
        return start ? text.startsWith(a.text(parameter)) : text.endsWith(a.text(parameter));
    }

    private static Object removePrefix(Object value, String prefix) {
        String text = Texts.of(value);
        return text.startsWith(prefix) ? Texts.slice(value, prefix.length(), text.length()) : value;
    }

    private static Object removeSuffix(Object value, String suffix) {
        String text = Texts.of(value);
        return text.endsWith(suffix) ? Texts.slice(value, 0, text.length() - suffix.length()) : value;
    }

    private static Object format(Object text, BoundArguments a) {
        List<Object> positional = a.rest().stream().map(Argument::value).toList();
        return new BraceFormat(Texts.of(text), positional, a.restNamed(), a.rendering()).format();
    }

    private static long find(Object value, BoundArguments a, boolean last) {
        String text = Texts.of(value);
        String part = a.text("sub");
        int from = last ? 0 : Math.max(a.integer("start", 0), 0);
        if (from > Texts.length(text)) {
            return -1;
        }
        int found = last ? text.lastIndexOf(part) : text.indexOf(part, text.offsetByCodePoints(0, from));
        return found < 0 ? -1 : text.codePointCount(0, found);
    }

    private static Object index(Object text, BoundArguments a) {
        int found = Texts.of(text).indexOf(a.text("sub"));
        if (found < 0) {
            throw TemplateFailure.error("the text to find does not occur").at(a.span("sub"));
        }
        return (long) Texts.of(text).codePointCount(0, found);
    }

    private static long count(String text, String part) {
        if (part.isEmpty()) {
            return Texts.length(text) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static Object zeroFill(Object value, BoundArguments a) {
        String text = Texts.of(value);
        int zeros = a.integer("width") - Texts.length(text);
        if (zeros <= 0) {
            return value;
        }
        a.rendering().countCharacters(zeros);
        boolean signed = text.startsWith("-") || text.startsWith("+");
        return signed ? text.charAt(0) + "0".repeat(zeros) + text.substring(1) : "0".repeat(zeros) + text;
    }

    private static int missing(Object text, BoundArguments a) {
        return Math.max(a.integer("width") - Texts.length(Texts.of(text)), 0);
    }

    private static String fill(BoundArguments a) {
        String fill = a.text("fillchar", " ");
        if (Texts.length(fill) != 1) {
            throw TemplateFailure.error("`fillchar` must be one character").at(a.span("fillchar"));
        }
        return fill;
    }

    static Object center(Object text, int width, String fill, BoundArguments a) {
        int missing = Math.max(width - Texts.length(Texts.of(text)), 0);
        int left = missing / 2 + (missing & width & 1);
        return pad(text, left, missing - left, fill, a);
    }

    private static Object pad(Object text, int left, int right, String fill, BoundArguments a) {
        a.rendering().countCharacters((long) left + right);
        return Texts.concatenate(
                List.of(fill.repeat(left), text, fill.repeat(right)), a.call().origin());
    }
}
