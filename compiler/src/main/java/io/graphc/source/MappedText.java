package io.graphc.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Text that was made from written text (a rendered template, a SQL expression cut out of YAML), with the written place of
 * every character. Immutable and safe to share between threads.
 */
public final class MappedText {
    /**
     * A run of text with one origin. A {@code verbatim} run was copied character by character, so a place inside it is the
     * same place inside the written span; any other run (a computed value) is placed as a whole at its written span.
     */
    public record Segment(int start, int end, Origin origin, boolean verbatim) {}

    private final String text;
    private final List<Segment> segments;

    private MappedText(String text, List<Segment> segments) {
        this.text = text;
        this.segments = List.copyOf(segments);
    }

    /** The whole of a file as its own text. */
    public static MappedText of(SourceFile file) {
        return of(file.span(0, file.text().length()));
    }

    /** The text of a span as it was written. */
    public static MappedText of(SourceSpan span) {
        String text = span.text();
        return new Builder().verbatim(text, Origin.of(span)).build();
    }

    /** Text that nobody wrote as such, all of it placed at one span. */
    public static MappedText computed(String text, SourceSpan span) {
        return new Builder().computed(text, Origin.of(span)).build();
    }

    public String text() {
        return text;
    }

    public List<Segment> segments() {
        return segments;
    }

    /** The origin of a half-open range of the text; the range is narrowed to the run that it starts in. */
    public Origin originOf(int start, int end) {
        if (segments.isEmpty()) {
            throw new IllegalStateException("no text was mapped");
        }
        int at = Math.min(Math.max(start, 0), Math.max(text.length() - 1, 0));
        Segment segment = segmentAt(at);
        if (!segment.verbatim()) {
            return segment.origin();
        }
        SourceSpan written = segment.origin().written();
        int base = written.startOffset() - segment.start();
        int stop = Math.max(Math.min(end, segment.end()), at);
        return new Origin(
                written.file().span(base + at, base + stop), segment.origin().calls());
    }

    /** The written place of a half-open range of the text. */
    public SourceSpan spanOf(int start, int end) {
        return originOf(start, end).written();
    }

    /** The offset of a 1-based line and column of the text. */
    public int offsetOf(int line, int column) {
        int start = 0;
        for (int number = 1; number < line; number++) {
            int next = text.indexOf('\n', start);
            if (next < 0) {
                break;
            }
            start = next + 1;
        }
        return Math.min(start + Math.max(column, 1) - 1, text.length());
    }

    private Segment segmentAt(int offset) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).start() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return segments.get(low);
    }

    /** The part of this text between two offsets, with the same origins. */
    public MappedText slice(int start, int end) {
        Builder builder = new Builder();
        forEachPart(start, end, builder);
        return builder.build();
    }

    private void forEachPart(int start, int end, Builder into) {
        for (Segment segment : segments) {
            int from = Math.max(start, segment.start());
            int to = Math.min(end, segment.end());
            if (from < to) {
                into.add(text.substring(from, to), part(segment, from, to), segment.verbatim());
            }
        }
    }

    private static Origin part(Segment segment, int from, int to) {
        if (!segment.verbatim()) {
            return segment.origin();
        }
        SourceSpan written = segment.origin().written();
        int base = written.startOffset() - segment.start();
        return new Origin(
                written.file().span(base + from, base + to), segment.origin().calls());
    }

    @Override
    public String toString() {
        return text;
    }

    /** Collects text and origins; not safe to share between threads. */
    public static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private final List<Segment> segments = new ArrayList<>();

        /** Text copied from {@code origin.written()}, character by character. */
        public Builder verbatim(String part, Origin origin) {
            return add(part, origin, true);
        }

        /** Text computed at {@code origin.written()}. */
        public Builder computed(String part, Origin origin) {
            return add(part, origin, false);
        }

        /** Another mapped text with its origins. */
        public Builder append(MappedText other) {
            other.forEachPart(0, other.text.length(), this);
            return this;
        }

        /** Another mapped text, its origins changed, for instance by adding the call that led there. */
        public Builder append(MappedText other, BiFunction<Segment, Origin, Origin> change) {
            for (Segment segment : other.segments) {
                Origin origin = change.apply(segment, segment.origin());
                add(other.text.substring(segment.start(), segment.end()), origin, segment.verbatim());
            }
            return this;
        }

        private Builder add(String part, Origin origin, boolean verbatim) {
            if (!part.isEmpty() || segments.isEmpty()) {
                int start = text.length();
                text.append(part);
                segments.add(new Segment(start, text.length(), origin, verbatim));
            }
            return this;
        }

        public MappedText build() {
            return new MappedText(text.toString(), segments);
        }
    }
}
