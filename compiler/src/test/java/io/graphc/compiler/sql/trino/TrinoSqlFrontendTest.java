package io.graphc.compiler.sql.trino;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.Column;
import io.graphc.plan.SqlTypes;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrinoSqlFrontendTest {
    private static SqlFixture sql(String text) {
        return SqlFixture.sql(StatementCases.TABLES, text);
    }

    private static List<String> codes(SqlFixture fixture) {
        return fixture.analyze().diagnostics().stream()
                .sorted((left, right) ->
                        left.primary().orElseThrow().compareTo(right.primary().orElseThrow()))
                .map(one -> one.code() + " " + one.primary().orElseThrow().text())
                .toList();
    }

    @Test
    void reportsAllMistakesOfAModelInOneRun() {
        assertThat(codes(sql("""
                with recent as (
                  select order_id, custmer_id, order_date = 1 as wrong
                  from orders
                  where stats = 'open'
                )
                select r.order_id, c.nam, date_dif('day', r.order_date, current_date) as days
                from recent r
                join custmers x on true
                join customers c on c.customer_id = 'a'
                where upper(1) = 'A'
                """)))
                .containsExactly(
                        "UNKNOWN_COLUMN custmer_id",
                        "TYPE_MISMATCH order_date = 1",
                        "UNKNOWN_COLUMN stats",
                        "UNKNOWN_COLUMN nam",
                        "UNKNOWN_FUNCTION date_dif",
                        "UNKNOWN_COLUMN order_date",
                        "UNKNOWN_TABLE custmers",
                        "TYPE_MISMATCH c.customer_id = 'a'",
                        "WRONG_ARGUMENTS upper(1)");
    }

    @Test
    void saysAMistakeOnceWhereverItsColumnIsUsed() {
        assertThat(codes(sql("with a as (select custmer_id as c from orders), b as (select c + 'x' as d from a) "
                        + "select d, d || 1 as e from b where d > 1")))
                .containsExactly("UNKNOWN_COLUMN custmer_id");
        assertThat(
                        codes(
                                sql(
                                        "with a as (select * from nowhere) select x, y.z, a.q from a join orders o on a.i = o.order_id")))
                .containsExactly("UNKNOWN_TABLE nowhere");
    }

    @Test
    void hintsAtNamesThatCouldBeMeant() {
        Diagnostic column = sql("select ^nam^ from customers")
                .fails(DiagnosticCode.UNKNOWN_COLUMN, "column `nam` not found in `customers`");
        assertThat(column.helps()).containsExactly("did you mean `name`?");
        assertThat(column.notes())
                .containsExactly("`customers` has columns `customer_id`, `name`, `country`, `created_at`, `score`");
        assertThat(sql("select ^substr(order_id, 1)^ as x from orders")
                        .fails(DiagnosticCode.WRONG_ARGUMENTS, "`substr` does not take `(bigint, integer)`")
                        .notes())
                .contains("`substr(varchar(x), bigint)` exists");
        assertThat(sql("select status as s, count(*) as n from orders group by ^s^")
                        .fails(DiagnosticCode.UNKNOWN_COLUMN, "column `s` not found in `orders`")
                        .helps())
                .containsExactly("names of the select list can only be used in `order by`: repeat the expression");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            round(status)                        ; round(bigint)                  ; cast it: `cast(... as bigint)`
            md5(status)                          ; md5(varbinary)                 ; make bytes of it: `to_utf8(...)`
            date_add('day', status, order_date)  ; date_add(varchar(x), bigint, date) ; cast argument 2: `cast(... as bigint)`
            substr(order_id, 1)                  ; substr(varchar(x), bigint)     ; cast argument 1: `cast(... as varchar)`
            json_extract_scalar(order_id, '$.a') ; json_extract_scalar(varchar(x), JsonPath) ; cast argument 1: `cast(... as varchar)`
            order_id || status                   ; concat(varchar, varchar, varchar...) ; cast argument 1: `cast(... as varchar)`
            """)
    void namesTheNearestOverloadFirstAndHowToReachIt(String expression, String nearest, String help) {
        Diagnostic told = sql("select " + expression + " as x from orders")
                .analyze()
                .diagnostics()
                .get(0);
        assertThat(told.code()).isEqualTo(DiagnosticCode.WRONG_ARGUMENTS);
        assertThat(told.notes().get(0)).isEqualTo("`" + nearest + "` exists");
        assertThat(told.helps()).containsExactly(help);
    }

    @Test
    void placesMistakesOfMacrosInTheMacroAndAtItsCalls() {
        SourceFile macro = new SourceFile("macros/cents.sql", "{% macro cents(c) %}totl * 100{% endmacro %}");
        SourceFile model = new SourceFile("models/m.sql", "select {{ cents() }} as cents from orders");
        SourceSpan call = model.span(7, 20);
        MappedText text = new MappedText.Builder()
                .verbatim("select ", Origin.of(model.span(0, 7)))
                .verbatim("totl * 100", new Origin(macro.span(20, 30), List.of(call)))
                .verbatim(" as cents from orders", Origin.of(model.span(20, 41)))
                .build();
        List<Diagnostic> found = new ArrayList<>();
        TrinoSqlFrontend.create()
                .analyze(SqlRequest.model("m", text, StatementCases.TABLES, SqlFixture.AS_OF), found::add);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).primary()).contains(macro.span(20, 24));
        assertThat(found.get(0).labels()).extracting("span").containsExactly(call);
    }

    @Test
    void fixesTheClockInPlace() {
        TypedQuery query =
                sql("select current_timestamp  as a, CURRENT_DATE as b, now( ) as c, localtimestamp(0) as d -- now()\n")
                        .columns(
                                "a timestamp(3) with time zone not null",
                                "b date not null",
                                "c timestamp(3) with time zone not null",
                                "d timestamp(0) not null");
        assertThat(query.compiledSql())
                .isEqualTo("select TIMESTAMP '2026-11-01 12:34:56.789 UTC'  as a, DATE '2026-11-01' as b, "
                        + "TIMESTAMP '2026-11-01 12:34:56.789 UTC' as c, TIMESTAMP '2026-11-01 12:34:56' as d"
                        + " -- now()\n");
    }

    @Test
    void leavesTheRestOfTheTextAlone() {
        String text = "SELECT\n  order_id /* kept */ ,total\nFROM  orders -- kept\n";
        assertThat(sql(text).analyze().query().compiledSql()).isEqualTo(text);
    }

    @Test
    void buildsEphemeralModelsIn() {
        EphemeralTable ephemeral = new EphemeralTable(
                "model.p.e",
                "__dbt__cte__e",
                "select 1 as x",
                "select 1 as x",
                List.of(new Column("x", SqlTypes.INTEGER, false)));
        TypedQuery plain = sql("select x from __dbt__cte__e")
                .given(request -> request.withEphemerals(List.of(ephemeral)))
                .columns("x integer not null");
        assertThat(plain.compiledSql())
                .isEqualTo("with __dbt__cte__e as (\nselect 1 as x\n)\nselect x from __dbt__cte__e");
        assertThat(plain.tables()).containsExactly("__dbt__cte__e");
        TypedQuery merged = sql("with a as (select x + 1 as y from __dbt__cte__e) select y from a")
                .given(request -> request.withEphemerals(List.of(ephemeral)))
                .columns("y integer not null");
        assertThat(merged.compiledSql())
                .isEqualTo(
                        "with __dbt__cte__e as (\nselect 1 as x\n), a as (select x + 1 as y from __dbt__cte__e) select y from a");
    }

    @Test
    void printsForDuckDb() {
        TypedQuery query =
                sql("select quantity / 2 as half, customer_id from orders join customers using (customer_id)")
                        .given(request -> request.withDialect(SqlDialect.DUCKDB))
                        .columns("half integer", "customer_id bigint not null");
        assertThat(query.engineSql()).contains("//", "USING (\"customer_id\")");
        sql("select ^format('%s', status)^ as x from orders")
                .given(request -> request.withDialect(SqlDialect.DUCKDB))
                .analyze()
                .diagnostics()
                .forEach(one -> assertThat(one.code()).isEqualTo(DiagnosticCode.NOT_ON_ENGINE));
    }

    @Test
    void knowsTheTablesInOrderOfFirstUse() {
        assertThat(sql("select o.order_id from analytics.orders o join customers c on o.customer_id = c.customer_id "
                                + "where exists (select 1 from events) and exists (select 1 from customers)")
                        .columns("order_id bigint not null")
                        .tables())
                .containsExactly("orders", "customers", "events");
    }

    @Test
    void callsAQueryOpaqueThatItCannotAnalyse() {
        String text = "select * from orders ^match_recognize^ (pattern (a) define a as true)";
        Diagnostic warning = sql(text)
                .fails(
                        DiagnosticCode.OPAQUE_SQL,
                        "`match_recognize` is not analysed, so the query's columns are not known");
        assertThat(warning.severity()).isEqualTo(Severity.WARNING);
        assertThat(sql(text).analyze().query().opaque()).isTrue();
        TypedQuery strict =
                sql(text).given(request -> request.withStrict(true)).analyze().query();
        assertThat(strict.valid()).isFalse();
    }

    @Test
    void takesAnUnknownFunctionForAnythingUnlessStrict() {
        SqlFixture fixture =
                sql("select ^my_udf^(order_id) + 1 as x, upper(my_udf(1)) as y from orders where my_udf(2)");
        assertThat(fixture.analyze().query().valid()).isTrue();
        assertThat(fixture.analyze().diagnostics())
                .allMatch(one -> one.code() == DiagnosticCode.UNKNOWN_FUNCTION && !one.isError());
        assertThat(fixture.given(request -> request.withStrict(true))
                        .analyze()
                        .query()
                        .valid())
                .isFalse();
    }

    @Test
    void namesColumnsAsTrinoDoesWhereNamesAreNotNeeded() {
        assertThat(sql("select order_id, order_id + 1, count(*) from orders group by 1")
                        .given(SqlRequest::withoutColumnNames)
                        .columns("order_id bigint not null", "_col1 bigint not null", "_col2 bigint not null")
                        .columns()
                        .get(1)
                        .named())
                .isFalse();
    }

    @Test
    void placesEachColumnAtItsSelectItem() {
        TypedQuery query = sql("with a as (select 1 as x) select x, x + 1 as y, a.* from a")
                .given(SqlRequest::withoutColumnNames)
                .analyze()
                .query();
        assertThat(query.columns().stream().map(one -> one.place().written().text()))
                .containsExactly("x", "x + 1 as y", "a.*");
    }

    @Test
    void countsCharactersOutsideOfTheBasicPlane() {
        sql("select 'a😀b' as \"ü😀\", ^wrong^ from orders")
                .fails(DiagnosticCode.UNKNOWN_COLUMN, "column `wrong` not found in `orders`");
    }

    @Test
    void servesSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                runs.add(threads.submit(() -> sql("select o.order_id, transform(tags, t -> upper(t)) as t, "
                                + "row_number() over (order by total) as n from orders o")
                        .columns("order_id bigint not null", "t array(varchar)", "n bigint not null")));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
