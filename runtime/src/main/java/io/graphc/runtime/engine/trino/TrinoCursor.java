package io.graphc.runtime.engine.trino;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.warehouse.Statement;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the cluster sends them, page by page. Dates and times are read from their text, so that no time zone of this
 * process and no old calendar changes them.
 */
final class TrinoCursor implements RowCursor {
    private final TrinoSession session;
    private final Statement query;
    private final java.sql.Statement statement;
    private final ResultSet results;
    private final List<Column> columns;

    TrinoCursor(TrinoSession session, Statement query, java.sql.Statement statement, ResultSet results)
            throws SQLException {
        this.session = session;
        this.query = query;
        this.statement = statement;
        this.results = results;
        this.columns = columns(results.getMetaData());
    }

    private static List<Column> columns(ResultSetMetaData described) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= described.getColumnCount(); i++) {
            SqlType type = SqlTypeParser.parse(described.getColumnTypeName(i)).orElse(SqlTypes.ANY);
            columns.add(Column.of(described.getColumnLabel(i), type));
        }
        return List.copyOf(columns);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws SQLException;
    }

    private <T> T guard(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private GraphcException failed(SQLException error) {
        return session.failed(query, error, 0);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        return guard(results::next);
    }

    @Override
    public boolean isNull(int column) {
        return guard(() -> results.getString(column + 1) == null);
    }

    @Override
    public boolean getBoolean(int column) {
        return guard(() -> results.getBoolean(column + 1));
    }

    @Override
    public long getLong(int column) {
        return guard(() -> results.getLong(column + 1));
    }

    @Override
    public double getDouble(int column) {
        return guard(() -> results.getDouble(column + 1));
    }

    @Override
    public String getText(int column) {
        return guard(() -> String.valueOf(results.getString(column + 1)));
    }

    @Override
    public @Nullable Object getValue(int column) {
        SqlType type = columns.get(column).type();
        try {
            if (type == SqlTypes.VARBINARY) {
                return results.getBytes(column + 1);
            }
            if (type instanceof SqlType.Array array) {
                Array value = results.getArray(column + 1);
                return value == null ? null : TrinoValues.list((Object[]) value.getArray(), array.element());
            }
            if (TrinoValues.isReadFromText(type)) {
                String text = results.getString(column + 1);
                return text == null ? null : TrinoValues.parse(text, type);
            }
            return results.getObject(column + 1);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        session.end(statement);
    }
}
