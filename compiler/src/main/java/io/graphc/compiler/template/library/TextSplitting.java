package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Python's ways to cut text into parts. */
final class TextSplitting {
    /** All characters that end a line in Python. */
    private static final String LINE_ENDS = "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029";

    private TextSplitting() {}

    static List<Object> split(Object text, BoundArguments a, boolean fromEnd) {
        int most = a.integer("maxsplit", -1);
        List<Object> parts;
        if (a.isGiven("sep")) {
            String separator = separator(a);
            parts = fromEnd ? splitFromEnd(text, separator, most) : splitBy(text, separator, most);
        } else {
            parts = fromEnd ? splitBlanksFromEnd(text, most) : splitBlanks(text, most);
        }
        a.rendering().countElements(parts.size());
        return parts;
    }

    private static String separator(BoundArguments a) {
        String separator = a.text("sep");
        if (separator.isEmpty()) {
            throw TemplateFailure.error("the separator is empty").at(a.span("sep"));
        }
        return separator;
    }

    private static List<Object> splitBy(Object text, String separator, int most) {
        String characters = Texts.of(text);
        List<Object> parts = new ArrayList<>();
        int start = 0;
        for (int at = characters.indexOf(separator); at >= 0 && parts.size() != most; ) {
            parts.add(Texts.slice(text, start, at));
            start = at + separator.length();
            at = characters.indexOf(separator, start);
        }
        parts.add(Texts.slice(text, start, characters.length()));
        return parts;
    }

    private static List<Object> splitFromEnd(Object text, String separator, int most) {
        String characters = Texts.of(text);
        List<Object> parts = new ArrayList<>();
        int end = characters.length();
        for (int at = characters.lastIndexOf(separator); at >= 0 && parts.size() != most; ) {
            parts.add(Texts.slice(text, at + separator.length(), end));
            end = at;
            at = at == 0 ? -1 : characters.lastIndexOf(separator, at - separator.length());
        }
        parts.add(Texts.slice(text, 0, end));
        Collections.reverse(parts);
        return parts;
    }

    private static List<Object> splitBlanks(Object text, int most) {
        String characters = Texts.of(text);
        List<Object> parts = new ArrayList<>();
        int at = skip(characters, 0, true);
        while (at < characters.length()) {
            boolean last = parts.size() == most;
            int end = last ? characters.length() : skip(characters, at, false);
            parts.add(last ? Texts.strip(Texts.slice(text, at, end), "", false, true) : Texts.slice(text, at, end));
            at = skip(characters, end, true);
        }
        return parts;
    }

    private static int skip(String text, int from, boolean blanks) {
        int at = from;
        while (at < text.length() && Texts.isSpace(text.charAt(at)) == blanks) {
            at++;
        }
        return at;
    }

    private static List<Object> splitBlanksFromEnd(Object text, int most) {
        String characters = Texts.of(text);
        List<Object> parts = new ArrayList<>();
        int end = skipBack(characters, characters.length(), true);
        while (end > 0) {
            boolean last = parts.size() == most;
            int start = last ? 0 : skipBack(characters, end, false);
            parts.add(last ? Texts.strip(Texts.slice(text, 0, end), "", true, false) : Texts.slice(text, start, end));
            end = skipBack(characters, start, true);
        }
        Collections.reverse(parts);
        return parts;
    }

    private static int skipBack(String text, int from, boolean blanks) {
        int at = from;
        while (at > 0 && Texts.isSpace(text.charAt(at - 1)) == blanks) {
            at--;
        }
        return at;
    }

    static List<Object> lines(Object text, boolean keepEnds) {
        String characters = Texts.of(text);
        List<Object> lines = new ArrayList<>();
        int start = 0;
        while (start < characters.length()) {
            int stop = start;
            while (stop < characters.length() && LINE_ENDS.indexOf(characters.charAt(stop)) < 0) {
                stop++;
            }
            int end = characters.startsWith("\r\n", stop) ? stop + 2 : Math.min(stop + 1, characters.length());
            lines.add(Texts.slice(text, start, keepEnds ? end : stop));
            start = end;
        }
        return lines;
    }

    static Tuple partition(Object text, BoundArguments a, boolean last) {
        String characters = Texts.of(text);
        String separator = separator(a);
        int at = last ? characters.lastIndexOf(separator) : characters.indexOf(separator);
        if (at < 0) {
            return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
        }
        int behind = at + separator.length();
        return Tuple.of(
                Texts.slice(text, 0, at),
                Texts.slice(text, at, behind),
                Texts.slice(text, behind, characters.length()));
    }
}
