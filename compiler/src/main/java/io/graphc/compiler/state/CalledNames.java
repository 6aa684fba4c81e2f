package io.graphc.compiler.state;

import io.graphc.source.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which macros and variables a template may use, told by its words: rather one too many than one too few, since what a
 * template calls can depend on what it is rendered with. A macro counts where its name stands before a parenthesis or
 * behind a quote, as in {@code adapter.dispatch('name')}; with a name count its variants {@code adapter__name}. Once all
 * macros are added, several threads can ask.
 */
final class CalledNames {
    private static final Pattern MACRO = Pattern.compile(
            "\\{%-?\\s*(?:macro|test|materialization)\\s+(\\w+)(.*?)\\{%-?\\s*end(?:macro|test|materialization)\\s*-?%}",
            Pattern.DOTALL);
    private static final Pattern VAR = Pattern.compile("\\bvar\\s*\\(\\s*['\"]([^'\"]+)['\"]");

    private final Map<String, String> macros = new HashMap<>();
    private final Map<String, List<String>> variants = new HashMap<>();
    private final Map<String, Set<String>> words = new ConcurrentHashMap<>();

    /** What a template may use. */
    record Called(Map<String, String> macros, Set<String> vars) {}

    void addMacros(SourceFile file) {
        Matcher macro = MACRO.matcher(file.text());
        while (macro.find()) {
            String name = macro.group(1);
            String text = macro.group().replace("\r\n", "\n");
            macros.merge(name, text, (first, second) -> first + "\n" + second);
            int separator = name.indexOf("__");
            if (separator > 0) {
                variants.computeIfAbsent(name.substring(separator + 2), key -> new ArrayList<>())
                        .add(name);
            }
        }
    }

    Called in(String template) {
        Map<String, String> found = new TreeMap<>();
        Set<String> vars = new TreeSet<>();
        String code = code(template);
        vars(code, vars);
        Deque<String> queue = new ArrayDeque<>(calls(code));
        while (!queue.isEmpty()) {
            String name = queue.remove();
            String text = macros.get(name);
            if (text != null && found.putIfAbsent(name, text) == null) {
                String inside = code(text);
                vars(inside, vars);
                queue.addAll(words.computeIfAbsent(name, key -> calls(inside)));
            }
        }
        return new Called(found, vars);
    }

    /** What stands inside of braces: words of the SQL around them and of comments call nothing. */
    private static String code(String text) {
        StringBuilder code = new StringBuilder();
        // Whether there is any end is asked before the next one is looked for: that keeps this linear in the text.
        Map<String, Integer> last = Map.of(
                "}}", text.lastIndexOf("}}"), "%}", text.lastIndexOf("%}"), "#}", text.lastIndexOf("#}"), "", -1);
        boolean matched = true;
        int open = text.indexOf('{');
        while (open >= 0 && open + 1 < text.length()) {
            String end = end(text.charAt(open + 1));
            int close = -1;
            if (last.getOrDefault(end, -1) >= open + 2) {
                close = matched && !end.equals("#}") ? close(text, open + 2, end) : text.indexOf(end, open + 2);
                if (close < 0) {
                    // Quotes or braces do not match; to look for their ends behind each tag would not be linear.
                    matched = false;
                    close = text.indexOf(end, open + 2);
                }
            }
            if (close >= 0 && !end.equals("#}")) {
                code.append(text, open + 2, close).append('\n');
            }
            open = text.indexOf('{', close >= 0 ? close : open + 1);
        }
        return code.toString();
    }

    private static String end(char kind) {
        return switch (kind) {
            case '{' -> "}}";
            case '%' -> "%}";
            case '#' -> "#}";
            default -> "";
        };
    }

    /** Where a tag ends, outside of quotes and of the braces of dicts; -1 where those have no end. */
    private static int close(String text, int from, String end) {
        int braces = 0;
        for (int i = from; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\'' || character == '"') {
                i = quoteEnd(text, i);
            } else if (braces == 0 && text.startsWith(end, i)) {
                return i;
            } else if (character == '{') {
                braces++;
            } else if (character == '}') {
                braces--;
            }
        }
        return -1;
    }

    private static int quoteEnd(String text, int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != text.charAt(start)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static void vars(String text, Set<String> into) {
        if (text.contains("var")) {
            Matcher variable = VAR.matcher(text);
            while (variable.find()) {
                into.add(variable.group(1));
            }
        }
    }

    /** The names of macros in a text, variants among them. */
    private Set<String> calls(String text) {
        Set<String> calls = new HashSet<>();
        int position = 0;
        while (position < text.length()) {
            if (!Character.isJavaIdentifierStart(text.charAt(position))) {
                position++;
                continue;
            }
            int end = position;
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
            if (isQuoted(text, position) || isCalled(text, end)) {
                String word = text.substring(position, end);
                if (macros.containsKey(word)) {
                    calls.add(word);
                }
                calls.addAll(variants.getOrDefault(word, List.of()));
            }
            position = end;
        }
        return calls;
    }

    private static boolean isQuoted(String text, int start) {
        return start > 0 && (text.charAt(start - 1) == '\'' || text.charAt(start - 1) == '"');
    }

    private static boolean isCalled(String text, int end) {
        int next = end;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next < text.length() && text.charAt(next) == '(';
    }
}
