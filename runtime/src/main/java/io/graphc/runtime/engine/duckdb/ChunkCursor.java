package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.RowCursor;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Rows read from DuckDB's own column chunks: about four times as fast as through a JDBC result set, whose getters take
 * locks for each value. Reads only the types that the driver's vectors offer, see {@link #reads}.
 */
final class ChunkCursor implements RowCursor {
    private static final Set<String> TYPES = Set.of(
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "FLOAT",
            "DOUBLE",
            "DATE",
            "VARCHAR",
            "JSON",
            "TIMESTAMP",
            "TIMESTAMP_S",
            "TIMESTAMP_MS",
            "TIMESTAMP_NS",
            "TIMESTAMP WITH TIME ZONE");

    private final String what;
    private final List<Column> columns;
    private final SqlType[] types;
    private final CursorStatement statement;
    private final DuckDBChunkedResult result;
    private final DuckDBReadableVector[] vectors;
    private int row = -1;
    private int rowsInChunk;

    ChunkCursor(List<DescribedColumn> described, CursorStatement statement) throws SQLException {
        this.statement = statement;
        this.what = statement.what();
        this.columns = described.stream().map(DescribedColumn::column).toList();
        this.types = columns.stream().map(Column::type).toArray(SqlType[]::new);
        this.vectors = new DuckDBReadableVector[types.length];
        this.result = statement.statement().query();
    }

    /** Whether all these columns are of types that the driver's vectors can be read for. */
    static boolean reads(List<DescribedColumn> columns) {
        return columns.stream()
                .map(DescribedColumn::typeText)
                .allMatch(text -> TYPES.contains(text) || text.startsWith("DECIMAL("));
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        if (++row < rowsInChunk) {
            return true;
        }
        return DuckDbErrors.guard(what, this::nextChunk);
    }

    private boolean nextChunk() throws SQLException {
        do {
            if (!result.nextChunk()) {
                rowsInChunk = 0;
                return false;
            }
            DuckDBDataChunkReader chunk = result.chunk();
            rowsInChunk = Math.toIntExact(chunk.rowCount());
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = chunk.vector(i);
            }
        } while (rowsInChunk == 0);
        row = 0;
        return true;
    }

    @Override
    public boolean isNull(int column) {
        return vectors[column].isNull(row);
    }

    @Override
    public boolean getBoolean(int column) {
        return vectors[column].getBoolean(row);
    }

    @Override
    public long getLong(int column) {
        DuckDBReadableVector vector = vectors[column];
        SqlType type = types[column];
        if (type == SqlTypes.BIGINT) {
            return vector.getLong(row);
        }
        if (type == SqlTypes.INTEGER) {
            return vector.getInt(row);
        }
        return type == SqlTypes.SMALLINT ? vector.getShort(row) : vector.getByte(row);
    }

    @Override
    public double getDouble(int column) {
        return types[column] == SqlTypes.REAL ? vectors[column].getFloat(row) : vectors[column].getDouble(row);
    }

    @Override
    public String getText(int column) {
        return vectors[column].getString(row);
    }

    @Override
    public @Nullable Object getValue(int column) {
        DuckDBReadableVector vector = vectors[column];
        if (vector.isNull(row)) {
            return null;
        }
        SqlType type = types[column];
        if (type instanceof SqlType.Timestamp timestamp) {
            return timestamp.withZone()
                    ? vector.getOffsetDateTime(row).withOffsetSameInstant(ZoneOffset.UTC)
                    : vector.getLocalDateTime(row);
        }
        if (type instanceof SqlType.Decimal) {
            return vector.getBigDecimal(row);
        }
        if (type instanceof SqlType.Varchar || type == SqlTypes.JSON) {
            return vector.getString(row);
        }
        return simple(vector, type);
    }

    private Object simple(DuckDBReadableVector vector, SqlType type) {
        return switch ((SqlType.Simple) type) {
            case BOOLEAN -> vector.getBoolean(row);
            case TINYINT -> vector.getByte(row);
            case SMALLINT -> vector.getShort(row);
            case INTEGER -> vector.getInt(row);
            case BIGINT -> vector.getLong(row);
            case REAL -> vector.getFloat(row);
            case DOUBLE -> vector.getDouble(row);
            case DATE -> vector.getLocalDate(row);
            default -> throw new AssertionError(type);
        };
    }

    @Override
    public void close() {
        statement.close(result::close);
    }
}
