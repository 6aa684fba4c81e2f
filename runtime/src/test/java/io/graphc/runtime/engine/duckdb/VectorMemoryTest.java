package io.graphc.runtime.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.junit.jupiter.api.Test;

class VectorMemoryTest {
    @Test
    void readsEveryTextAsTheDriverDoes() throws SQLException {
        assertThat(VectorMemory.isAvailable()).isTrue();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                DuckDBPreparedStatement statement = connection
                        .prepareStatement(
                                "SELECT CASE WHEN i % 7 = 6 THEN NULL ELSE repeat('é' || chr(CAST(65 + i % 26 AS INTEGER)), i % 40)"
                                        + " || i END FROM range(5000) t(i) UNION ALL SELECT repeat('x', 1000000)")
                        .unwrap(DuckDBPreparedStatement.class);
                DuckDBChunkedResult result = statement.query()) {
            byte[] target = new byte[1_000_001];
            int texts = 0;
            while (result.nextChunk()) {
                DuckDBReadableVector vector = result.chunk().vector(0);
                ByteBuffer memory = VectorMemory.of(vector);
                assertThat(memory).isNotNull();
                for (int row = 0; row < result.chunk().rowCount(); row++) {
                    if (vector.isNull(row)) {
                        continue;
                    }
                    String expected = vector.getString(row);
                    assertThat(VectorMemory.holds(memory, row, expected)).isTrue();
                    assertThat(VectorMemory.holds(memory, row, expected + "x")).isFalse();
                    VectorMemory.copyText(memory, row, target, 1);
                    assertThat(new String(target, 1, VectorMemory.textLength(memory, row), StandardCharsets.UTF_8))
                            .isEqualTo(expected);
                    texts++;
                }
            }
            assertThat(texts).isEqualTo(4287);
        }
    }
}
