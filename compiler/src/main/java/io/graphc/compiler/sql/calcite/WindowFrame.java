package io.graphc.compiler.sql.calcite;

/**
 * The frame of a window.
 *
 * @param unit {@code ROWS}, {@code RANGE} or {@code GROUPS}
 * @param end {@code CURRENT_ROW} where only the start is written
 */
public record WindowFrame(String unit, Bound start, Bound end) {
    /** One end of a frame. */
    public enum Bound {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING;

        /** True when a number of rows or a distance belongs to it. */
        public boolean hasValue() {
            return this == PRECEDING || this == FOLLOWING;
        }
    }
}
