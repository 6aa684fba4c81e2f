package io.graphc.plan;

import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement as a template gave it, with the written place of each piece, so that a run can show where a server finds
 * fault. Immutable.
 *
 * @param pieces in the order of the text, from its start
 */
public record RenderedText(String text, List<Piece> pieces) {
    /**
     * A part of the text with one origin.
     *
     * @param start its offset
     * @param at where it begins in the file
     * @param verbatim whether it stands there character by character, rather than being what an expression gave
     */
    public record Piece(int start, WrittenPlace at, boolean verbatim) {}

    public RenderedText {
        pieces = List.copyOf(pieces);
    }

    public static RenderedText of(MappedText mapped) {
        List<Piece> pieces = new ArrayList<>();
        for (MappedText.Segment segment : mapped.segments()) {
            SourceSpan written = segment.origin().written();
            pieces.add(new Piece(segment.start(), WrittenPlace.of(written), segment.verbatim()));
        }
        return new RenderedText(mapped.text(), pieces);
    }

    /** Where the word at a line and column of the text, both from 1, was written. */
    public Optional<WrittenPlace> place(int line, int column) {
        int offset = 0;
        for (int number = 1; number < line; number++) {
            int end = text.indexOf('\n', offset);
            offset = end < 0 ? text.length() : end + 1;
        }
        return place(Math.min(offset + Math.max(column, 1) - 1, text.length()));
    }

    /** Where the word at an offset was written. */
    public Optional<WrittenPlace> place(int offset) {
        Optional<Piece> found = pieces.stream()
                .filter(piece -> piece.start() <= offset)
                .reduce((first, second) -> second)
                .or(() -> pieces.stream().findFirst());
        return found.map(piece -> piece.verbatim() ? inside(piece, offset) : piece.at());
    }

    /** Where the statement begins: its first line, as far as it stands in the file. */
    public Optional<WrittenPlace> start() {
        int start = text.length() - text.stripLeading().length();
        int end = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
        int next = pieces.stream()
                .mapToInt(Piece::start)
                .filter(other -> other > start)
                .min()
                .orElse(end);
        String line = text.substring(start, Math.min(end, next)).stripTrailing();
        return place(start)
                .map(at -> new WrittenPlace(at.path(), at.line(), at.column(), Math.max(at.length(), line.length())));
    }

    private WrittenPlace inside(Piece piece, int offset) {
        String before = text.substring(Math.min(piece.start(), offset), offset);
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int column = lines == 0 ? piece.at().column() + before.length() : before.length() - before.lastIndexOf('\n');
        return new WrittenPlace(piece.at().path(), piece.at().line() + lines, column, wordLength(offset));
    }

    private int wordLength(int offset) {
        int end = offset;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        boolean atEnd = offset >= text.length() || text.charAt(offset) == '\n' || text.charAt(offset) == '\r';
        return end > offset ? end - offset : atEnd ? 0 : 1;
    }
}
