package io.graphc.compiler.sql.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.trino.TrinoSqlFrontend;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.SqlTypes;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DuckDbPrinterTest {
    private final List<Diagnostic> problems = new ArrayList<>();

    private TypedQuery write(String sql, List<EphemeralTable> ephemerals) {
        MappedText text = MappedText.of(new SourceFile("models/m.sql", sql));
        SqlRequest request = SqlRequest.model(
                        "m", text, StatementCases.TABLES, Instant.parse("2024-03-10T11:12:13.456Z"))
                .withDialect(SqlDialect.DUCKDB)
                .withEphemerals(ephemerals);
        return TrinoSqlFrontend.create().analyze(request, problems::add);
    }

    private String written(String sql) {
        String text = write(sql, List.of()).engineSql();
        assertThat(problems).isEmpty();
        return text;
    }

    private List<String> refusedTexts() {
        return problems.stream()
                .filter(problem -> problem.code() == DiagnosticCode.NOT_ON_ENGINE)
                .map(problem -> problem.primary().orElseThrow().text())
                .toList();
    }

    @Test
    void printsAClauseALine() {
        assertThat(written("with paid as (select status, total from orders where paid) select status, count(*) n, "
                        + "sum(total) filter (where total > 2) s from paid p left join customers c on c.name = p.status "
                        + "where total > 1 group by status having count(*) > 1 order by n desc limit 3"))
                .isEqualTo("""
                        WITH "paid" AS (
                          SELECT "orders"."status" AS "status",
                            "orders"."total" AS "total"
                          FROM "orders"
                          WHERE "orders"."paid"
                        )
                        SELECT "p"."status" AS "status",
                          count(*) AS "n",
                          sum("p"."total") FILTER (WHERE "p"."total" > 2) AS "s"
                        FROM "paid" AS "p"
                        LEFT JOIN "customers" AS "c" ON "c"."name" = "p"."status"
                        WHERE "p"."total" > 1
                        GROUP BY "p"."status"
                        HAVING count(*) > 1
                        ORDER BY "n" DESC NULLS LAST
                        LIMIT 3""");
    }

    @Test
    void fixesTheClock() {
        assertThat(written("select current_date d, now() n from orders"))
                .isEqualTo("SELECT DATE '2024-03-10' AS \"d\",\n"
                        + "  TIMESTAMPTZ '2024-03-10 11:12:13.456000+00' AS \"n\"\n"
                        + "FROM \"orders\"");
    }

    @Test
    void reportsEveryExpressionThatDuckDbCannotDoAtItsPlace() {
        TypedQuery query = write(
                "select word_stem(status) a, upper(word_stem(note)) b, cast(note as ipaddress) c from orders",
                List.of());
        assertThat(query.valid()).isFalse();
        assertThat(refusedTexts()).containsExactly("word_stem(status)", "word_stem(note)", "cast(note as ipaddress)");
    }

    @Test
    void refusesTimeZonesThatLeaveTheExpression() {
        write("select created_at at time zone 'Europe/Berlin' as x from customers", List.of());
        assertThat(refusedTexts()).containsExactly("created_at at time zone 'Europe/Berlin'");
    }

    @Test
    void keepsTimeZonesThatAreUsedAtOnce() {
        assertThat(written("select hour(created_at at time zone 'Europe/Berlin') as x from customers"))
                .isEqualTo(
                        "SELECT hour(timezone('Europe/Berlin', \"customers\".\"created_at\")) AS \"x\"\nFROM \"customers\"");
    }

    @Test
    void refusesWhatCannotBeAnalysed() {
        write("select * from orders match_recognize (pattern (a) define a as true)", List.of());
        assertThat(refusedTexts()).hasSize(1);
    }

    @Test
    void bringsEphemeralModelsAlong() {
        EphemeralTable ephemeral = new EphemeralTable(
                "model.p.e",
                "__dbt__cte__e",
                "select 1 as a",
                "SELECT 1 AS \"a\"",
                List.of(Column.of("a", SqlTypes.INTEGER)));
        assertThat(write("with b as (select a from __dbt__cte__e) select a from b", List.of(ephemeral))
                        .engineSql())
                .isEqualTo("""
                        WITH "__dbt__cte__e" AS (
                          SELECT 1 AS "a"
                        ), "b" AS (
                          SELECT "__dbt__cte__e"."a" AS "a"
                          FROM "__dbt__cte__e"
                        )
                        SELECT "b"."a" AS "a"
                        FROM "b\"""");
    }

    @Test
    void printsTheSameTextEveryTime() {
        String sql = "select greatest(order_id + 1, quantity * 2), transform(tags, t -> upper(t)) x from orders";
        assertThat(write(sql, List.of()).engineSql())
                .isEqualTo(write(sql, List.of()).engineSql());
    }
}
