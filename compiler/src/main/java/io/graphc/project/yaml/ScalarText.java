package io.graphc.project.yaml;

import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds the written place of every character of a scalar: the lines of a block without their indentation, the lines of
 * folded text without the blanks between them, single quotes written twice. Text with backslash escapes is placed as a
 * whole.
 */
final class ScalarText {
    /** A run of text as it stands in the file. */
    private record Piece(int offset, String text) {}

    private final SourceFile file;
    private final String value;
    private final int start;
    private final int end;

    private ScalarText(SourceFile file, String value, int start, int end) {
        this.file = file;
        this.value = value;
        this.start = start;
        this.end = end;
    }

    static YamlScalar of(ScalarNode node, boolean plain, SourceFile file, CodePointOffsets offsets) {
        int start = start(node, file, offsets);
        int end = offsets.of(node.getEndMark().getIndex());
        ScalarText text = new ScalarText(file, node.getValue(), start, end);
        ScalarStyle style = node.getScalarStyle();
        List<Piece> pieces;
        SourceSpan span = file.span(start, end);
        if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            pieces = text.blockPieces();
            span = text.blockSpan(pieces);
        } else {
            int quote = style == ScalarStyle.PLAIN ? 0 : 1;
            if (text.standsAsWritten(quote)) {
                Origin origin = Origin.of(file.span(start + quote, end - quote));
                MappedText whole = new MappedText.Builder()
                        .verbatim(node.getValue(), origin)
                        .build();
                return new YamlScalar(span, whole, plain);
            }
            pieces = text.flowPieces(quote, style == ScalarStyle.SINGLE_QUOTED);
        }
        return new YamlScalar(span, text.mapped(pieces, span), plain);
    }

    /** Where a node's own text starts, behind an anchor or a tag. */
    static int start(Node node, SourceFile file, CodePointOffsets offsets) {
        String text = file.text();
        int start = offsets.of(node.getStartMark().getIndex());
        int end = offsets.of(node.getEndMark().getIndex());
        int at = start;
        while (at < end && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
            while (at < end && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            while (at < end && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return at < end ? at : start;
    }

    /** Nearly all values: one line, no escapes. */
    private boolean standsAsWritten(int quote) {
        int length = end - start - 2 * quote;
        return length == value.length() && file.text().regionMatches(start + quote, value, 0, length);
    }

    private List<Piece> blockPieces() {
        String text = file.text();
        int line = text.indexOf('\n', start) + 1;
        List<Piece> pieces = new ArrayList<>();
        int indent = -1;
        while (line > 0 && line < end) {
            int stop = text.indexOf('\n', line);
            int lineEnd = stop < 0 ? text.length() : stop;
            if (indent < 0) {
                indent = indent(line, lineEnd);
            }
            if (indent >= 0 && lineEnd - line > indent) {
                pieces.add(new Piece(line + indent, text.substring(line + indent, lineEnd)));
            }
            line = stop + 1;
        }
        return pieces;
    }

    /** The indentation of the block, from its header ({@code |2}) or from its first line with text; -1 for a blank line. */
    private int indent(int line, int lineEnd) {
        String text = file.text();
        int first = line;
        while (first < lineEnd && text.charAt(first) == ' ') {
            first++;
        }
        String lead = value.replace("\n", "");
        if (first == lineEnd || lead.isEmpty()) {
            return -1;
        }
        int kept = 0;
        while (kept < lead.length() && lead.charAt(kept) == ' ') {
            kept++;
        }
        return Math.max(first - line - kept, 0);
    }

    private SourceSpan blockSpan(List<Piece> pieces) {
        if (pieces.isEmpty()) {
            int headerEnd = file.text().indexOf('\n', start);
            return file.span(start, headerEnd < 0 ? end : Math.min(headerEnd, end));
        }
        Piece last = pieces.get(pieces.size() - 1);
        return file.span(
                pieces.get(0).offset(),
                last.offset() + last.text().stripTrailing().length());
    }

    private List<Piece> flowPieces(int quote, boolean doubled) {
        String text = file.text();
        List<Piece> pieces = new ArrayList<>();
        int from = start + quote;
        int stop = Math.max(end - quote, from);
        while (from < stop) {
            int lineBreak = text.indexOf('\n', from);
            int lineEnd = lineBreak < 0 || lineBreak > stop ? stop : lineBreak;
            addLine(from, lineEnd, doubled, pieces);
            from = lineEnd + 1;
        }
        return pieces;
    }

    private void addLine(int from, int lineEnd, boolean doubled, List<Piece> pieces) {
        String text = file.text();
        int at = from;
        while (doubled) {
            int pair = text.indexOf("''", at);
            if (pair < 0 || pair + 2 > lineEnd) {
                break;
            }
            pieces.add(new Piece(at, text.substring(at, pair + 1)));
            at = pair + 2;
        }
        if (at < lineEnd) {
            pieces.add(new Piece(at, text.substring(at, lineEnd)));
        }
    }

    private MappedText mapped(List<Piece> pieces, SourceSpan whole) {
        MappedText.Builder builder = new MappedText.Builder();
        int at = 0;
        int written = whole.startOffset();
        for (Piece piece : pieces) {
            int found = find(piece.text(), at);
            Piece used = piece;
            if (found < 0) {
                used = stripped(piece);
                found = find(used.text(), at);
            }
            if (found < 0) {
                return MappedText.computed(value, whole);
            }
            if (found > at) {
                builder.computed(value.substring(at, found), Origin.of(file.span(written, used.offset())));
            }
            int length = used.text().length();
            builder.verbatim(used.text(), Origin.of(file.span(used.offset(), used.offset() + length)));
            at = found + length;
            written = used.offset() + length;
        }
        if (at < value.length()) {
            if (!value.substring(at).isBlank()) {
                return MappedText.computed(value, whole);
            }
            builder.computed(value.substring(at), Origin.of(file.span(written, written + 1)));
        }
        MappedText text = builder.build();
        return text.segments().isEmpty() ? MappedText.computed(value, whole) : text;
    }

    /** Where a piece goes on in the value, past blanks that folding made; -1 if it does not. */
    private int find(String piece, int from) {
        for (int at = from; at <= value.length(); at++) {
            if (value.startsWith(piece, at)) {
                return at;
            }
            if (at == value.length() || (value.charAt(at) != ' ' && value.charAt(at) != '\n')) {
                return -1;
            }
        }
        return -1;
    }

    /** Folding takes the blanks at both ends of a line away. */
    private static Piece stripped(Piece piece) {
        String text = piece.text();
        int blanks = text.length() - text.stripLeading().length();
        return new Piece(piece.offset() + blanks, text.strip());
    }
}
