package io.graphc.compiler.sql.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.testkit.TrinoSchema;
import io.graphc.testkit.TrinoSchema.Failure;
import io.graphc.testkit.TrinoServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Trino that other tests ask answers as its manual says. */
class TrinoServerTest {
    private final TrinoSchema schema = TrinoServer.shared().schema("server_test");

    @Test
    void saysColumnsTypesAndSources() {
        schema.define("t", "id bigint not null, name varchar(20), tags array(varchar)");
        TrinoSchema.Analysis found = schema.analyze("SELECT id, upper(name) || 'x' AS Shown, tags[1] FROM t");
        assertThat(found.columns())
                .containsExactly(
                        new TrinoSchema.Column("id", "bigint", List.of("t.id")),
                        new TrinoSchema.Column("Shown", "varchar", List.of("t.name")),
                        new TrinoSchema.Column("_col2", "varchar", List.of("t.tags")));
    }

    @Test
    void saysWhyAndWhereAStatementIsWrong() {
        assertThat(schema.analyze("SELECT 1,\n  nowhere").failure())
                .contains(new Failure("COLUMN_NOT_FOUND", "Column 'nowhere' cannot be resolved", 2, 3));
        assertThat(schema.analyze("SELECT FROM").failure().orElseThrow().code()).isEqualTo("SYNTAX_ERROR");
        assertThat(schema.execute("SELECT 1 / 0").failure().orElseThrow().code())
                .isEqualTo("DIVISION_BY_ZERO");
    }

    @Test
    void yieldsValuesAsTexts() {
        assertThat(schema.execute("SELECT 1, 'it''s', 1.50, 1e0, true, X'0aff', DATE '2024-02-29', NULL, "
                                + "ARRAY[1, NULL], MAP(ARRAY['b', 'a'], ARRAY[1, 2]), ROW(1, 'x'), "
                                + "TIMESTAMP '2024-01-01 01:02:03.120', TIMESTAMP '2024-01-01 01:02:03 Europe/Berlin', "
                                + "TIME '01:02:03.5', INTERVAL '1' DAY, JSON '{\"a\":1}', now()")
                        .rows())
                .containsExactly(List.of(
                        "1",
                        "'it''s'",
                        "1.50",
                        "1.0",
                        "true",
                        "X'0AFF'",
                        "2024-02-29",
                        "NULL",
                        "[1, NULL]",
                        "{'a': 2, 'b': 1}",
                        "(1, 'x')",
                        "2024-01-01 01:02:03.120",
                        "2024-01-01 01:02:03 Europe/Berlin",
                        "01:02:03.5",
                        "1 00:00:00.000",
                        "'{\"a\":1}'",
                        "2026-11-01 12:34:56.789 UTC"));
    }

    @Test
    void keepsRowsOfTables() {
        schema.define("filled", "id bigint, name varchar");
        assertThat(schema.execute("INSERT INTO filled VALUES (1, 'a'), (2, NULL)")
                        .failure())
                .isEmpty();
        assertThat(schema.execute("CREATE TABLE copied AS SELECT * FROM filled").failure())
                .isEmpty();
        assertThat(schema.execute("SELECT * FROM copied ORDER BY id").rows())
                .containsExactly(List.of("1", "'a'"), List.of("2", "NULL"));
    }

    @Test
    void hasTheClockOfTheFixture() {
        assertThat(TrinoServer.NOW).isEqualTo(SqlFixture.AS_OF);
    }

    @Test
    void refusesColumnsThatAreNone() {
        assertThatThrownBy(() -> schema.define("t", "id nothing")).hasMessageContaining("nothing");
    }
}
