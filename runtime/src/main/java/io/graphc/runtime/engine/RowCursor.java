package io.graphc.runtime.engine;

import io.graphc.plan.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a query, read once, forwards, in constant memory. Column indexes start at 0. Not safe to share between threads.
 * The typed getters may only be called for a column that is not null in the current row.
 */
public interface RowCursor extends AutoCloseable {
    List<Column> columns();

    /** Moves to the next row; false after the last one. */
    boolean next();

    boolean isNull(int column);

    boolean getBoolean(int column);

    /** The value of a tinyint, smallint, integer or bigint column. */
    long getLong(int column);

    /** The value of a real or double column. */
    double getDouble(int column);

    /** The value of a varchar or char column. */
    String getText(int column);

    /**
     * The value as Java holds it: {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code
     * Float}, {@code Double}, {@code BigDecimal}, {@code String}, {@code LocalDate}, {@code LocalTime}, {@code
     * LocalDateTime}, {@code OffsetDateTime} (in UTC), {@code byte[]}, a {@code List} of these for an array; null for null.
     */
    @Nullable
    Object getValue(int column);

    @Override
    void close();
}
