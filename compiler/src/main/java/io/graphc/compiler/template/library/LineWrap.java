package io.graphc.compiler.template.library;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks a line at blanks and hyphens, as Python's {@code textwrap} does. Immutable. */
record LineWrap(int width, boolean breakWords, boolean breakHyphens) {
    private static final String BLANK = "[\\t\\n\\u000b\\f\\r ]";
    private static final String WORD = "[^\\t\\n\\u000b\\f\\r ]";
    private static final String LETTER = "[^\\d\\W]";
    private static final String DASHED = "(?<=[\\w!\"'&.,?])";

    /** A hyphen where a word may break: it needs two letters before it, between which another may stand, and two behind. */
    private static final String HYPHEN =
            "-(?:(?<=" + LETTER + "{2}-)|(?<=" + LETTER + "-" + LETTER + "-))(?=" + LETTER + "-?" + LETTER + ")";

    private static final Pattern WORDS = Pattern.compile(BLANK + "+|" + WORD + "+");
    private static final Pattern PIECES = Pattern.compile(
            BLANK + "+|" + DASHED + "-{2,}(?=\\w)|" + WORD + "+?(?:" + HYPHEN + "|(?=" + BLANK + "|\\z)|" + DASHED
                    + "(?=-{2,}\\w))",
            Pattern.UNICODE_CHARACTER_CLASS);

    List<String> of(String line) {
        Deque<String> left = pieces(line);
        List<String> lines = new ArrayList<>();
        while (!left.isEmpty()) {
            if (!lines.isEmpty() && left.element().isBlank()) {
                left.remove();
            }
            String next = next(left);
            if (!next.isEmpty()) {
                lines.add(next);
            }
        }
        return lines;
    }

    private Deque<String> pieces(String line) {
        Deque<String> pieces = new ArrayDeque<>();
        Matcher found = (breakHyphens ? PIECES : WORDS).matcher(line);
        while (found.find()) {
            pieces.add(found.group());
        }
        return pieces;
    }

    /** Takes from the pieces what fits on a line, at least a part of one. */
    private String next(Deque<String> left) {
        List<String> line = new ArrayList<>();
        int room = width;
        while (!left.isEmpty() && left.element().length() <= room) {
            room -= left.element().length();
            line.add(left.remove());
        }
        if (!left.isEmpty() && left.element().length() > width) {
            addLong(left, line, room);
        }
        int last = line.size() - 1;
        if (last >= 0 && line.get(last).isBlank()) {
            line.remove(last);
        }
        return String.join("", line);
    }

    /** Adds what there is room for of a piece that is longer than a line, or all of it where words are not broken. */
    private void addLong(Deque<String> left, List<String> line, int room) {
        if (breakWords) {
            String piece = left.remove();
            int end = breakHyphens ? end(piece, room) : room;
            line.add(piece.substring(0, end));
            left.addFirst(piece.substring(end));
        } else if (line.isEmpty()) {
            line.add(left.remove());
        }
    }

    /** Behind the last hyphen that there is room for, if anything stands before it. */
    private static int end(String word, int room) {
        int hyphen = word.lastIndexOf('-', room - 1);
        boolean behindText = hyphen > 0 && word.substring(0, hyphen).chars().anyMatch(character -> character != '-');
        return behindText ? hyphen + 1 : room;
    }
}
