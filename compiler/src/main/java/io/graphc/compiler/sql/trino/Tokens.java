package io.graphc.compiler.sql.trino;

import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/**
 * The tokens of a statement. Trino's tree says only where a node's own token starts; the tokens tell where it ends.
 * Offsets are those of the text in UTF-16 units. Immutable.
 */
final class Tokens {
    /** A word or symbol of the text: {@code [start, end)}. */
    record Word(int start, int end, String text) {
        boolean is(String other) {
            return text.equalsIgnoreCase(other);
        }
    }

    private final List<Word> words;
    private final int[] partner;
    private final List<Integer> lineStarts;
    private final String text;

    Tokens(String text, List<Token> tokens) {
        this.text = text;
        this.lineStarts = lineStarts(text);
        this.words = words(text, tokens);
        this.partner = partners(words);
    }

    private static List<Integer> lineStarts(String text) {
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            starts.add(at + 1);
        }
        return starts;
    }

    private static List<Word> words(String text, List<Token> tokens) {
        List<Word> words = new ArrayList<>();
        boolean wide = text.codePointCount(0, text.length()) != text.length();
        for (Token token : tokens) {
            if (token.getType() != Token.EOF && token.getChannel() == Token.DEFAULT_CHANNEL) {
                // The parser counts in code points.
                int start = wide ? text.offsetByCodePoints(0, token.getStartIndex()) : token.getStartIndex();
                int end = wide ? text.offsetByCodePoints(0, token.getStopIndex() + 1) : token.getStopIndex() + 1;
                words.add(new Word(start, end, text.substring(start, end)));
            }
        }
        return words;
    }

    private static int[] partners(List<Word> words) {
        int[] partner = new int[words.size()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < partner.length; i++) {
            partner[i] = -1;
            String word = words.get(i).text();
            if (word.equals("(") || word.equals("[")) {
                open.push(i);
            } else if ((word.equals(")") || word.equals("]")) && !open.isEmpty()) {
                int start = open.pop();
                partner[start] = i;
                partner[i] = start;
            }
        }
        return partner;
    }

    String text() {
        return text;
    }

    int offsetOf(NodeLocation location) {
        int start = lineStarts.get(Math.min(location.getLineNumber(), lineStarts.size()) - 1);
        int column = Math.max(location.getColumnNumber() - 1, 0);
        int stop =
                location.getLineNumber() < lineStarts.size() ? lineStarts.get(location.getLineNumber()) : text.length();
        String line = text.substring(start, stop);
        return start + line.offsetByCodePoints(0, Math.min(column, line.codePointCount(0, line.length())));
    }

    /** Where a node's own token starts. */
    int offsetOf(Node node) {
        return node.getLocation().map(this::offsetOf).orElse(0);
    }

    /** The index of the word that holds an offset, or of the next one. */
    int indexAt(int offset) {
        int low = 0;
        int high = words.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (words.get(middle).end() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    Word word(int index) {
        return words.get(Math.min(index, words.size() - 1));
    }

    int count() {
        return words.size();
    }

    /** The word at an offset. */
    Word wordAt(int offset) {
        return word(indexAt(offset));
    }

    /** The end of the word that is {@code more} words after the one at an offset. */
    int endAfter(int offset, int more) {
        return word(indexAt(offset) + more).end();
    }

    /** The end of a call that starts at an offset with a dotted name or a keyword: its closing parenthesis. */
    int callEnd(int offset) {
        int at = indexAt(offset);
        int open = at;
        while (open < count() && partner[open] < 0 && isNamePart(open, at)) {
            open++;
        }
        if (open < count() && partner[open] > open) {
            return word(partner[open]).end();
        }
        return word(at).end();
    }

    private boolean isNamePart(int index, int first) {
        return index == first
                || word(index).text().equals(".")
                || word(index - 1).text().equals(".");
    }

    /** The end of the next word of a kind at or after an offset. */
    int endOfNext(int offset, String keyword) {
        for (int i = indexAt(offset); i < count(); i++) {
            if (word(i).is(keyword) && word(i).start() >= offset) {
                return word(i).end();
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
        return new int[] {from == first ? start : word(from).start(), to == last ? end : word(to).end()};
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
