package io.graphc.runtime.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.ValueForm;
import io.graphc.runtime.engine.SqlLiterals;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DuckDB takes as a value, and what the compiler calls none without asking it. */
class StrictCastTest {
    private static final List<String> TEXTS = List.of(
            "0",
            "1",
            "-1",
            "+7",
            "007",
            "127",
            "128",
            "-128",
            "-129",
            "32767",
            "32768",
            "2147483647",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "1.0",
            "1.",
            ".5",
            "-.5",
            ".",
            "-",
            "1_000",
            "0x10",
            "1e3",
            "1E-400",
            "1e400",
            "nan",
            "Infinity",
            "-inf",
            "infinit",
            "999.99",
            "999.990",
            "999.999",
            "1000",
            "0001000",
            "00012.30",
            "true",
            "T",
            "yes",
            "on",
            "False",
            "2023-01-31",
            "2023-02-29",
            "2024-02-29",
            "2023-13-01",
            "2023-1-1",
            "23-01-01",
            "0000-01-01",
            "99999-12-31",
            "999999-12-31",
            "2023/01/01",
            "2023-01-01 10:00",
            "2023-02-30 10:00",
            "2023-01-01T25:00:00",
            "2023-01-01T10:00:00.123456",
            "2023-01-01 10:00:00.1234567",
            "2023-01-01 10:00:00.1234560",
            "2023-01-01 10:00:00Z",
            "2023-01-01 10:00:00 +02:00",
            "10:00",
            "24:00",
            "10:61",
            "10:00:00.5",
            "10",
            "abc",
            "abcd",
            "üßé",
            "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tinyint",
                "smallint",
                "integer",
                "bigint",
                "real",
                "double",
                "boolean",
                "decimal(5,2)",
                "decimal(38,0)",
                "date",
                "time",
                "timestamp",
                "timestamp(6) with time zone",
                "varchar(3)",
                "char(3)",
                "varchar"
            })
    void theCompilerCallsNothingBadThatDuckDbTakes(String written) throws SQLException {
        SqlType type = SqlTypeParser.parse(written).orElseThrow();
        TreeSet<String> bad = new TreeSet<>();
        TreeSet<String> none = new TreeSet<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (String text : TEXTS) {
                String sql = "SELECT " + StrictCast.isBad(SqlLiterals.literal(text), type);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    rows.next();
                    if (rows.getBoolean(1)) {
                        bad.add(text);
                    }
                }
                if (ValueForm.isNone(text, type)) {
                    none.add(text);
                }
            }
        }
        assertThat(bad).containsAll(none);
        // What is left to the engine: times of day that are none, a blank before an offset, a lone point, far numbers
        // and dates.
        bad.removeAll(none);
        assertThat(List.of(
                        "24:00",
                        "10:61",
                        "2023-01-01T25:00:00",
                        "2023-01-01 10:00:00 +02:00",
                        "1e400",
                        "1E-400",
                        ".",
                        "-",
                        "999999-12-31"))
                .containsAll(bad);
    }
}
