package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.runtime.engine.RowCursor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** Rows of any types, read through a JDBC result set. */
final class ResultSetCursor implements RowCursor {
    private static final String TIME = "time";
    private static final Pattern LIST_ELEMENT = Pattern.compile("NULL|'?(?<time>[^',\\[\\] ][^',\\]]*)'?");

    private final String what;
    private final List<Column> columns;
    private final CursorStatement statement;
    private final ResultSet results;

    /**
     * A cursor before the first row.
     *
     * @param results the rows of the statement
     */
    ResultSetCursor(List<DescribedColumn> described, CursorStatement statement, ResultSet results) {
        this.statement = statement;
        this.what = statement.what();
        this.columns = described.stream().map(DescribedColumn::column).toList();
        this.results = results;
    }

    private static boolean isTimestampList(SqlType type) {
        return type instanceof SqlType.Array array
                && array.element() instanceof SqlType.Timestamp timestamp
                && !timestamp.withZone();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        return DuckDbErrors.guard(what, results::next);
    }

    @Override
    public boolean isNull(int column) {
        return DuckDbErrors.guard(what, () -> results.getObject(column + 1) == null);
    }

    @Override
    public boolean getBoolean(int column) {
        return DuckDbErrors.guard(what, () -> results.getBoolean(column + 1));
    }

    @Override
    public long getLong(int column) {
        return DuckDbErrors.guard(what, () -> results.getLong(column + 1));
    }

    @Override
    public double getDouble(int column) {
        return DuckDbErrors.guard(what, () -> results.getDouble(column + 1));
    }

    @Override
    public String getText(int column) {
        return DuckDbErrors.guard(what, () -> String.valueOf(results.getString(column + 1)));
    }

    @Override
    public @Nullable Object getValue(int column) {
        List<Object> box = DuckDbErrors.guard(what, () -> {
            Object value = read(column);
            return value == null ? List.of() : List.of(value);
        });
        return box.isEmpty() ? null : box.get(0);
    }

    private @Nullable Object read(int column) throws SQLException {
        SqlType type = columns.get(column).type();
        if (type instanceof SqlType.Timestamp timestamp && !timestamp.withZone()) {
            return results.getObject(column + 1, LocalDateTime.class);
        }
        if (isTimestampList(type)) {
            String text = results.getString(column + 1);
            return text == null ? null : timestamps(text);
        }
        Object value = results.getObject(column + 1);
        return value == null ? null : plain(value);
    }

    /**
     * The values of a list of timestamps, of its text: the driver makes them {@code java.sql.Timestamp}, which moves times that
     * the time zone of this process skips.
     */
    private static List<@Nullable LocalDateTime> timestamps(String list) throws SQLException {
        List<@Nullable LocalDateTime> values = new ArrayList<>();
        Matcher element = LIST_ELEMENT.matcher(list);
        while (element.find()) {
            String time = element.group(TIME);
            values.add(time == null ? null : timestamp(time));
        }
        return values;
    }

    private static LocalDateTime timestamp(String time) throws SQLException {
        try {
            return LocalDateTime.parse(time.replace(' ', 'T'));
        } catch (DateTimeParseException e) {
            throw new SQLException("a list holds `" + time + "`, which is no time of the years 0 to 9999", e);
        }
    }

    /** The value without types of JDBC or of the driver. */
    private static Object plain(Object value) throws SQLException {
        if (value instanceof Array array) {
            return list((Object[]) array.getArray());
        }
        if (value instanceof Blob blob) {
            return blob.getBytes(1, Math.toIntExact(blob.length()));
        }
        if (value instanceof OffsetDateTime instant) {
            return instant.withOffsetSameInstant(ZoneOffset.UTC);
        }
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        if (value instanceof Time time) {
            return time.toLocalTime();
        }
        if (value instanceof Struct struct) {
            return list(struct.getAttributes());
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof JsonNode || value instanceof Map || value instanceof UUID) {
            return value.toString();
        }
        return value;
    }

    private static List<@Nullable Object> list(Object[] values) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (Object value : values) {
            list.add(value == null ? null : plain(value));
        }
        return list;
    }

    @Override
    public void close() {
        statement.close(results::close);
    }
}
