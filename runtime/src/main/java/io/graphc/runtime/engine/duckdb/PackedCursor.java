package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.runtime.engine.DirectRowCursor;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Rows of a {@link PackedQuery}, from DuckDB's column chunks. */
final class PackedCursor implements DirectRowCursor {
    private static final long MICROS = 1_000_000;

    private final CursorStatement statement;
    private final List<Column> columns;
    private final PackedQuery.Kind[] kinds;
    private final int[] places;
    private final DuckDBChunkedResult result;
    private final DuckDBReadableVector[] vectors;
    private final int[] offsets;
    private @Nullable DuckDBReadableVector texts;
    private byte[] text = {};
    private boolean textRead;
    private int row = -1;
    private int rowsInChunk;

    PackedCursor(List<DescribedColumn> described, PackedQuery query, CursorStatement statement) throws SQLException {
        this.statement = statement;
        this.columns = described.stream().map(DescribedColumn::column).toList();
        this.kinds = query.kinds().toArray(PackedQuery.Kind[]::new);
        this.places = query.places().stream().mapToInt(Integer::intValue).toArray();
        this.vectors = new DuckDBReadableVector[kinds.length];
        this.offsets = new int[kinds.length];
        this.result = statement.statement().query();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        textRead = false;
        if (++row < rowsInChunk) {
            return true;
        }
        return DuckDbErrors.guard(statement.what(), this::nextChunk);
    }

    private boolean nextChunk() throws SQLException {
        do {
            if (!result.nextChunk()) {
                rowsInChunk = 0;
                return false;
            }
            DuckDBDataChunkReader chunk = result.chunk();
            rowsInChunk = Math.toIntExact(chunk.rowCount());
            texts = chunk.vector(PackedQuery.TEXT_PLACE);
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = chunk.vector(places[i]);
            }
        } while (rowsInChunk == 0);
        row = 0;
        return true;
    }

    /** Fetches the texts of the row, once. */
    private void readText() {
        text = Objects.requireNonNull(texts).getString(row).getBytes(StandardCharsets.UTF_8);
        int offset = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == PackedQuery.Kind.TEXT) {
                offsets[i] = offset;
                offset += vectors[i].getInt(row, 0);
            }
        }
        textRead = true;
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
        return switch (kinds[column]) {
            case BIGINT -> vector.getLong(row);
            case INTEGER -> vector.getInt(row);
            case SMALLINT -> vector.getShort(row);
            default -> vector.getByte(row);
        };
    }

    @Override
    public double getDouble(int column) {
        return kinds[column] == PackedQuery.Kind.REAL ? vectors[column].getFloat(row) : vectors[column].getDouble(row);
    }

    @Override
    public String getText(int column) {
        int length = textLength(column);
        return new String(text(), offsets[column], length, StandardCharsets.UTF_8);
    }

    private byte[] text() {
        if (!textRead) {
            readText();
        }
        return text;
    }

    @Override
    public int textLength(int column) {
        return vectors[column].getInt(row);
    }

    @Override
    public void copyText(int column, byte[] target, int offset) {
        System.arraycopy(text(), offsets[column], target, offset, textLength(column));
    }

    @Override
    public long getEpochDay(int column) {
        return vectors[column].getLong(row);
    }

    @Override
    public long getEpochMicros(int column) {
        return vectors[column].getLong(row);
    }

    @Override
    public @Nullable Object getValue(int column) {
        DuckDBReadableVector vector = vectors[column];
        if (vector.isNull(row)) {
            return null;
        }
        return switch (kinds[column]) {
            case BOOLEAN -> vector.getBoolean(row);
            case TINYINT -> vector.getByte(row);
            case SMALLINT -> vector.getShort(row);
            case INTEGER -> vector.getInt(row);
            case BIGINT -> vector.getLong(row);
            case REAL -> vector.getFloat(row);
            case DOUBLE -> vector.getDouble(row);
            case DECIMAL -> vector.getBigDecimal(row);
            case TEXT -> getText(column);
            case DATE -> LocalDate.ofEpochDay(vector.getLong(row));
            case TIMESTAMP -> time(vector.getLong(row));
            case INSTANT -> time(vector.getLong(row)).atOffset(ZoneOffset.UTC);
        };
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }

    @Override
    public void close() {
        statement.close(result::close);
    }
}
