package io.graphc.source;

/** A value and the place where it was written. */
public record Located<T>(T value, SourceSpan span) {
    public static <T> Located<T> of(T value, SourceSpan span) {
        return new Located<>(value, span);
    }
}
