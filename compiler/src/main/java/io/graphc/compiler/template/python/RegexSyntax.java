package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.TemplateFailure;
import java.util.Map;
import java.util.regex.Matcher;

/** What Python's regular expressions write otherwise than Java's: named groups, the end of the text, replacements. */
final class RegexSyntax {
    private RegexSyntax() {}

    /** The expression as Java writes it; named groups become numbered ones, whose numbers are collected. */
    static String toJava(String written, Map<String, Integer> names) {
        StringBuilder out = new StringBuilder();
        int groups = 0;
        boolean set = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                char next = written.charAt(++i);
                out.append(c).append(next == 'Z' && !set ? 'z' : next);
            } else if (set) {
                // Java knows sets within sets, and `&&`
                out.append(c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
                set = c != ']';
            } else if (c == '[') {
                i = openSet(written, i, out);
                set = true;
            } else if (c == '(' && written.startsWith("(?P<", i)) {
                int end = written.indexOf('>', i);
                names.put(name(written, i + 4, end), ++groups);
                out.append('(');
                i = end;
            } else if (c == '(' && written.startsWith("(?P=", i)) {
                int end = written.indexOf(')', i);
                out.append("(?:\\")
                        .append(number(name(written, i + 4, end), names))
                        .append(')');
                i = end;
            } else {
                groups += c == '(' && !written.startsWith("(?", i) ? 1 : 0;
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Copies the start of a set; a bracket right behind it belongs to the set. */
    private static int openSet(String written, int at, StringBuilder out) {
        int last = at;
        out.append('[');
        if (written.startsWith("^", last + 1)) {
            out.append('^');
            last++;
        }
        if (written.startsWith("]", last + 1)) {
            out.append("\\]");
            last++;
        }
        return last;
    }

    private static String name(String text, int start, int end) {
        if (end < start) {
            throw TemplateFailure.error("the regular expression `" + text + "` is not well formed");
        }
        return text.substring(start, end);
    }

    private static int number(String group, Map<String, Integer> names) {
        Integer named = names.get(group);
        if (named != null) {
            return named;
        }
        if (!group.isEmpty() && group.length() < 4 && group.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(group);
        }
        throw TemplateFailure.error("the regular expression has no group `" + group + "`");
    }

    /** A replacement with its references, such as {@code \1} and {@code \g<name>}, filled in. */
    static String expand(String replacement, Matcher match, Map<String, Integer> names) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '\\' || i + 1 == replacement.length()) {
                out.append(c);
                continue;
            }
            char next = replacement.charAt(++i);
            if (next >= '1' && next <= '9') {
                out.append(group(match, next - '0'));
            } else if (next == 'g' && replacement.startsWith("<", i + 1)) {
                int end = replacement.indexOf('>', i);
                out.append(group(match, number(name(replacement, i + 2, end), names)));
                i = end;
            } else {
                int plain = "nrt\\".indexOf(next);
                out.append(plain < 0 ? "\\" + next : String.valueOf("\n\r\t\\".charAt(plain)));
            }
        }
        return out.toString();
    }

    private static String group(Matcher match, int number) {
        if (number > match.groupCount()) {
            throw TemplateFailure.error("the regular expression has no group " + number);
        }
        String text = match.group(number);
        return text == null ? "" : text;
    }
}
