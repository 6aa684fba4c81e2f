package io.graphc.compiler.template.library;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks lines at blanks, as Python's {@code textwrap} does. Immutable. */
record LineWrap(int width, boolean breakWords, boolean breakHyphens) {
    private static final Pattern PARTS = Pattern.compile("[\\t\\n\\u000b\\f\\r ]+|[^\\t\\n\\u000b\\f\\r ]+");
    private static final Pattern HYPHENATED = Pattern.compile("[^-]*\\w[^-]*-(?=\\w)|.+$");

    List<String> of(String line) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String part : parts(line)) {
            boolean blank = part.isBlank();
            if (current.length() + part.length() <= width) {
                if (!(blank && current.length() == 0 && !lines.isEmpty())) {
                    current.append(part);
                }
                continue;
            }
            String rest = part;
            if (breakWords && !blank && rest.length() > width) {
                while (current.length() + rest.length() > width) {
                    int room = width - current.length();
                    current.append(rest, 0, room);
                    rest = rest.substring(room);
                    flush(current, lines);
                }
            } else {
                flush(current, lines);
            }
            if (!rest.isBlank()) {
                current.append(rest);
            }
        }
        flush(current, lines);
        return lines.isEmpty() ? List.of("") : lines;
    }

    private static void flush(StringBuilder current, List<String> lines) {
        String line = current.toString().stripTrailing();
        if (!line.isEmpty()) {
            lines.add(line);
        }
        current.setLength(0);
    }

    private List<String> parts(String line) {
        List<String> parts = new ArrayList<>();
        Matcher words = PARTS.matcher(line);
        while (words.find()) {
            if (!breakHyphens || words.group().isBlank()) {
                parts.add(words.group());
                continue;
            }
            Matcher pieces = HYPHENATED.matcher(words.group());
            while (pieces.find()) {
                parts.add(pieces.group());
            }
        }
        return parts;
    }
}
