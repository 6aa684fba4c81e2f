package io.graphc.compiler.sql.trino;

import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/**
 * The tokens of a statement. Trino's tree says only where a node's own token starts; the tokens tell where it ends.
 * Offsets are those of the text in UTF-16 units. All in arrays, since every node of the tree asks several times. Immutable.
 */
final class Tokens {
    /** A word or symbol of the text: {@code [start, end)}. */
    record Word(int start, int end, String text) {
        boolean is(String other) {
            return text.equalsIgnoreCase(other);
        }
    }

    private final String text;
    private final boolean wide;
    private final int[] lineStarts;
    private final int[] starts;
    private final int[] ends;
    private final int[] partner;
    private final int[] byOffset;

    Tokens(String text, List<Token> tokens) {
        this.text = text;
        this.wide = text.codePointCount(0, text.length()) != text.length();
        this.lineStarts = lineStarts(text);
        int[] from = new int[tokens.size()];
        int[] to = new int[tokens.size()];
        int count = 0;
        for (Token token : tokens) {
            if (token.getType() != Token.EOF && token.getChannel() == Token.DEFAULT_CHANNEL) {
                // The parser counts in code points.
                from[count] = wide ? text.offsetByCodePoints(0, token.getStartIndex()) : token.getStartIndex();
                to[count] = wide ? text.offsetByCodePoints(0, token.getStopIndex() + 1) : token.getStopIndex() + 1;
                count++;
            }
        }
        this.starts = Arrays.copyOf(from, count);
        this.ends = Arrays.copyOf(to, count);
        this.partner = partners(text, starts);
        this.byOffset = byOffset(ends);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    private static int[] partners(String text, int[] starts) {
        int[] partner = new int[starts.length];
        int[] open = new int[starts.length];
        int depth = 0;
        for (int i = 0; i < partner.length; i++) {
            partner[i] = -1;
            char first = text.charAt(starts[i]);
            if (first == '(' || first == '[') {
                open[depth++] = i;
            } else if ((first == ')' || first == ']') && depth > 0) {
                int start = open[--depth];
                partner[start] = i;
                partner[i] = start;
            }
        }
        return partner;
    }

    /** The word of each offset up to the end of the last word, or the next one. */
    private static int[] byOffset(int[] ends) {
        int[] words = new int[ends.length == 0 ? 0 : ends[ends.length - 1]];
        int done = 0;
        for (int word = 0; word < ends.length; word++) {
            Arrays.fill(words, done, Math.max(done, ends[word]), word);
            done = Math.max(done, ends[word]);
        }
        return words;
    }

    String text() {
        return text;
    }

    int offsetOf(NodeLocation location) {
        int line = Math.min(location.getLineNumber(), lineStarts.length);
        int start = lineStarts[line - 1];
        int column = Math.max(location.getColumnNumber() - 1, 0);
        int stop = line < lineStarts.length ? lineStarts[line] : text.length();
        if (!wide) {
            return Math.min(start + column, stop);
        }
        return text.offsetByCodePoints(start, Math.min(column, text.codePointCount(start, stop)));
    }

    /** Where a node's own token starts. */
    int offsetOf(Node node) {
        NodeLocation location = node.getLocation().orElse(null);
        return location == null ? 0 : offsetOf(location);
    }

    /** The index of the word that holds an offset, or of the next one. */
    int indexAt(int offset) {
        return offset < byOffset.length ? byOffset[Math.max(offset, 0)] : Math.max(starts.length - 1, 0);
    }

    Word word(int index) {
        int at = Math.min(index, starts.length - 1);
        return new Word(starts[at], ends[at], text.substring(starts[at], ends[at]));
    }

    private int end(int index) {
        return ends[Math.min(index, ends.length - 1)];
    }

    int count() {
        return starts.length;
    }

    /** The word at an offset. */
    Word wordAt(int offset) {
        return word(indexAt(offset));
    }

    /** The end of the word that is {@code more} words after the one at an offset. */
    int endAfter(int offset, int more) {
        return end(indexAt(offset) + more);
    }

    /** The end of a call that starts at an offset with a dotted name or a keyword: its closing parenthesis. */
    int callEnd(int offset) {
        int at = indexAt(offset);
        int open = at;
        while (open < count() && partner[open] < 0 && isNamePart(open, at)) {
            open++;
        }
        if (open < count() && partner[open] > open) {
            return end(partner[open]);
        }
        return end(at);
    }

    private boolean isNamePart(int index, int first) {
        return index == first || isDot(index) || isDot(index - 1);
    }

    private boolean isDot(int index) {
        return ends[index] == starts[index] + 1 && text.charAt(starts[index]) == '.';
    }

    /** The end of the next word of a kind at or after an offset. */
    int endOfNext(int offset, String keyword) {
        for (int i = indexAt(offset); i < count(); i++) {
            boolean is = ends[i] - starts[i] == keyword.length()
                    && text.regionMatches(true, starts[i], keyword, 0, keyword.length());
            if (is && starts[i] >= offset) {
                return ends[i];
            }
        }
        return offset;
    }

    /** A range made wider so that parentheses in it have their partners: {@code {start, end}}. */
    int[] balanced(int start, int end) {
        int first = indexAt(start);
        int last = Math.max(first, indexAt(Math.max(end - 1, start)));
        int from = first;
        int to = last;
        for (int i = first; i <= last && i < count(); i++) {
            if (partner[i] >= 0) {
                from = Math.min(from, partner[i]);
                to = Math.max(to, partner[i]);
            }
        }
        return new int[] {from == first ? start : starts[from], to == last ? end : end(to)};
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
