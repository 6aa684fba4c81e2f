package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Values;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filters on text. A value that is no text is taken as what it prints. */
final class TextFilters {
    private static final String WORD_STARTS = "-({[<";

    private TextFilters() {}

    static OperationTable table() {
        return new OperationTable()
                .add("upper", (value, a) -> TextMethods.upper(text(value)))
                .add("lower", (value, a) -> TextMethods.lower(text(value)))
                .add("capitalize", (value, a) -> TextMethods.capitalize(text(value)))
                .add("title", (value, a) -> title(text(value)))
                .add("trim", (value, a) -> Texts.strip(text(value), a.text("chars", ""), true, true), "chars?")
                .add("string", (value, a) -> text(value))
                .add("safe", (value, a) -> text(value))
                .add("escape", (value, a) -> escape(text(value)))
                .alias("e", "escape")
                .alias("forceescape", "escape")
                .add("replace", TextFilters::replace, "old", "new", "count?")
                .add("truncate", TextFilters::truncate, "length?", "killwords?", "end?", "leeway?")
                .add("indent", TextFilters::indent, "width?", "first?", "blank?")
                .add("center", (value, a) -> TextMethods.center(text(value), a.integer("width", 80), " ", a), "width?")
                .add("wordcount", (value, a) -> wordCount(Texts.of(text(value))))
                .add("urlencode", (value, a) -> urlEncode(value))
                .add("format", TextFilters::format, "*", "**");
    }

    /** The text of any value, with its places where it has them. */
    static Object text(Object value) {
        return Texts.isText(value) ? value : Printer.print(value);
    }

    private static Object replace(Object value, BoundArguments a) {
        Object to = text(a.value("new"));
        return Texts.replace(text(value), Texts.of(text(a.value("old"))), to, a.integer("count", -1), a.call());
    }

    private static Object title(Object value) {
        String text = Texts.of(value);
        StringBuilder out = new StringBuilder(text.length());
        boolean start = true;
        for (int i = 0; i < text.length(); i++) {
            String character = text.substring(i, i + 1);
            out.append(start ? character.toUpperCase(Locale.ROOT) : character.toLowerCase(Locale.ROOT));
            char written = text.charAt(i);
            start = Texts.isSpace(written) || WORD_STARTS.indexOf(written) >= 0;
        }
        return Texts.withCharacters(value, out.toString());
    }

    private static Object escape(Object value) {
        String text = Texts.of(value);
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static Object truncate(Object value, BoundArguments a) {
        Object text = text(value);
        String characters = Texts.of(text);
        int length = a.integer("length", 255);
        String end = a.text("end", "...");
        if (Texts.length(characters) <= (long) length + a.integer("leeway", 5)) {
            return text;
        }
        int kept = Math.max(length - Texts.length(end), 0);
        int cut = characters.offsetByCodePoints(0, Math.min(kept, Texts.length(characters)));
        if (!a.flag("killwords", false)) {
            int space = characters.lastIndexOf(' ', cut - 1);
            cut = space >= 0 && cut > 0 ? space : cut;
        }
        return Texts.concatenate(
                List.of(Texts.slice(text, 0, cut), end), a.call().origin());
    }

    private static Object indent(Object value, BoundArguments a) {
        Object text = text(value);
        Object width = a.value("width", 4L);
        String indent = Texts.isText(width) ? Texts.of(width) : " ".repeat(clamp(a.integer("width", 4), a));
        boolean blank = a.flag("blank", false);
        String characters = Texts.of(text);
        Origin origin = a.call().origin();
        MappedText.Builder builder = new MappedText.Builder();
        int start = 0;
        boolean first = true;
        while (start <= characters.length()) {
            int stop = characters.indexOf('\n', start);
            int end = stop < 0 ? characters.length() : stop + 1;
            boolean empty = stop < 0 ? start == end : stop == start;
            if (first ? a.flag("first", false) : blank || !empty) {
                a.rendering().countCharacters(indent.length());
                builder.computed(indent, origin);
            }
            Texts.append(builder, Texts.slice(text, start, end), origin);
            first = false;
            start = stop < 0 ? characters.length() + 1 : end;
        }
        return TextMethods.like(text, builder);
    }

    private static int clamp(int width, BoundArguments a) {
        a.rendering().countCharacters(Math.max(width, 0));
        return Math.max(width, 0);
    }

    private static long wordCount(String text) {
        long count = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean word = text.charAt(i) == '_' || Character.isLetterOrDigit(text.charAt(i));
            if (word && !inside) {
                count++;
            }
            inside = word;
        }
        return count;
    }

    private static Object urlEncode(Object value) {
        if (value instanceof Map<?, ?> || (value instanceof List<?> && !Texts.isText(value))) {
            List<String> pairs = new ArrayList<>();
            List<Object> elements = value instanceof Map<?, ?> map ? DictMethods.items(map) : Values.elements(value);
            for (Object pair : elements) {
                List<Object> parts = Values.elements(pair);
                if (parts.size() == 2) {
                    String key = percentEncode(Printer.print(parts.get(0)), "");
                    String content = percentEncode(Printer.print(parts.get(1)), "");
                    pairs.add((key + "=" + content).replace("%20", "+"));
                }
            }
            return String.join("&", pairs);
        }
        return percentEncode(Printer.print(value), "/");
    }

    private static String percentEncode(String text, String safe) {
        StringBuilder out = new StringBuilder();
        for (byte encoded : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (encoded & 0xff);
            boolean plain = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || ("_.-~" + safe).indexOf(character) >= 0;
            if (plain) {
                out.append(character);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return out.toString();
    }

    private static Object format(Object value, BoundArguments a) {
        if (!a.restNamed().isEmpty()) {
            Map<Object, Object> named = new LinkedHashMap<>();
            a.restNamed().forEach((name, argument) -> named.put(name, argument.value()));
            return PercentFormat.format(Texts.of(text(value)), named, a.rendering());
        }
        List<Object> values = a.rest().stream().map(Argument::value).toList();
        return PercentFormat.format(Texts.of(text(value)), Tuple.of(values), a.rendering());
    }
}
