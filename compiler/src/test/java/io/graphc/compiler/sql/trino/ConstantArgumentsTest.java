package io.graphc.compiler.sql.trino;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.testkit.TrinoSchema;
import io.graphc.testkit.TrinoServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstantArgumentsTest {
    /** The expression, a caret on either side of the constant; what is said of it; the help. */
    private static final String REFUSED = """
            date_trunc(^'dayy'^, order_date)            ; `dayy` is not a unit of `date`                               ; did you mean `day`?
            date_trunc(^'hour'^, order_date)            ; `hour` is not a unit of `date`                               ;
            date_add(^'days'^, 1, ordered_at)           ; `days` is not a unit of `timestamp(3)`                       ; did you mean `day`?
            date_diff(^'dai'^, order_date, order_date)  ; `dai` is not a unit of `date`                                ; did you mean `day`?
            date_trunc(^'day'^, time '10:00')           ; `day` is not a unit of `time(0)`                             ;
            regexp_like(status, ^'(a'^)                 ; the regular expression has a group that is not closed        ; write `\\(` for the sign itself
            regexp_extract(status, ^'a)'^)              ; the regular expression closes a group that is not open       ; write `\\)` for the sign itself
            regexp_replace(status, ^'[a'^, '')          ; the regular expression has a `[` that is not closed          ; write `\\[` for the sign itself
            regexp_split(status, ^'*'^)                 ; the regular expression has nothing before `*` to repeat      ; write `\\*` for the sign itself, or `.*` for any text
            regexp_count(status, ^'a\\'^)               ; the regular expression ends with a single `\\`               ; write `\\\\` for the sign itself
            json_extract(status, ^'a.b'^)               ; `a.b` is not a JSON path of this function                    ; did you mean `$.a.b`?
            json_extract_scalar(status, ^'$.a-b'^)      ; `$.a-b` is not a JSON path of this function                  ; did you mean `$["a-b"]`?
            json_size(status, ^'$.a[*]'^)               ; `$.a[*]` is not a JSON path of this function                 ; `json_query`, `json_value` and `json_exists` know more: `lax $.a[*].b`
            date_format(ordered_at, ^'%D'^)             ; Trino has no `%D` in formats                                 ;
            date_parse(status, ^''^)                    ; the format is empty                                          ; for example `%Y-%m-%d %H:%i:%s`
            format_datetime(ordered_at, ^'HH24:MI'^)    ; `I` stands for nothing in this format                        ; plain text stands in quotes, doubled inside of SQL: `yyyy-MM-dd''I''HH:mm`
            format_datetime(ordered_at, ^'HH:mm z'^)    ; `z` asks for a time zone, but the value has none             ; give it one: `with_timezone(..., 'UTC')`
            parse_datetime(status, ^'yyyy-MM-ddTHH'^)   ; `T` stands for nothing in this format                        ; plain text stands in quotes, doubled inside of SQL: `yyyy-MM-dd''T''HH:mm`
            ordered_at at time zone ^'America/New York'^ ; `America/New York` is not a time zone                       ; did you mean `America/New_York`?
            with_timezone(ordered_at, ^'PST'^)          ; `PST` is not a time zone                                     ;
            from_unixtime(order_id, ^'Mars'^)           ; `Mars` is not a time zone                                    ;
            cast(^'2024-02-30'^ as date)                ; `2024-02-30` is not a `date`                                 ; a date is year, month and day of the calendar: `2026-01-31`
            date(^'31.01.2024'^)                        ; `31.01.2024` is not a `date`                                 ; a date is year, month and day of the calendar: `2026-01-31`
            cast(^'2024-01-31 25:00'^ as timestamp)     ; `2024-01-31 25:00` is not a `timestamp(3)`                   ; a timestamp is `2026-01-31 08:00:00`, if need be with a fraction and a zone
            cast(^'1.5'^ as integer)                    ; `1.5` is not an `integer`                                    ;
            cast(^''^ as bigint)                        ; the empty text is not a `bigint`                             ;
            cast(^'yes'^ as boolean)                    ; `yes` is not a `boolean`                                     ;
            if(paid, date_trunc(^'dayy'^, order_date))  ; `dayy` is not a unit of `date`                               ; did you mean `day`?
            """;

    /** Trino runs these, or only the engine can say. */
    private static final String TAKEN = """
            date_trunc('DAY', order_date)
            try(date_trunc('dayy', order_date))
            try(regexp_like(status, '('))
            try_cast('x' as date)
            coalesce(1, cast('x' as integer))
            if('all' = 'all', 1, date_diff('none', order_date, order_date))
            case 'day' when 'none' then order_date else date_trunc('day', order_date) end
            case when 'none' = 'none' then order_date else date_trunc('none', order_date) end
            'all' = 'all' or order_date >= cast('all' as date)
            'all' <> 'all' and order_date >= cast('all' as date)
            regexp_like(status, '[]a]')
            regexp_like(status, 'a**')
            regexp_like(status, '\\Q(\\E')
            regexp_like(status, '(?<name>a)')
            regexp_like(status, 'a]')
            regexp_like(status, 'a{')
            regexp_like(status, '(?#()')
            regexp_like(status, '[a[b]]')
            json_extract('{}', '$["a b"][0].c:d')
            json_extract('{}', '$')
            date_format(ordered_at, '%q%Y%')
            format_datetime(ordered_at, 'yyyy''T''HH')
            format_datetime(created, 'HH:mm z')
            ordered_at at time zone 'CET'
            ordered_at at time zone '+1'
            ordered_at at time zone 'UTC-08:30'
            ordered_at at time zone 'Z'
            cast(' 2024-1-1 ' as date)
            cast('2024-01-01 10:00:00.1234567890123 UTC' as timestamp)
            cast('+1' as integer)
            cast('１' as integer)
            cast('NaN' as double)
            """;

    private static final String FROM = " as x from (select status, ordered_at, order_date, order_id, paid,"
            + " with_timezone(ordered_at, 'UTC') as created from orders) o";

    private static SqlFixture sql(String expression) {
        return SqlFixture.sql(StatementCases.TABLES, "select " + expression + FROM);
    }

    private static List<String> lines(String block) {
        return block.lines().map(String::strip).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = REFUSED)
    void refusesAConstantAtItsPlaceForEveryEngine(String expression, String message, String help) {
        for (SqlDialect dialect : SqlDialect.values()) {
            Diagnostic told = sql(expression)
                    .given(request -> request.withDialect(dialect))
                    .fails(DiagnosticCode.BAD_LITERAL, message);
            assertThat(told.helps()).isEqualTo(help == null ? List.of() : List.of(help));
        }
    }

    @Test
    void listsTheUnitsOfTheType() {
        assertThat(sql("date_trunc(^'dayy'^, order_date)")
                        .fails(DiagnosticCode.BAD_LITERAL, "`dayy` is not a unit of `date`")
                        .notes())
                .containsExactly("units of `date`: `day`, `week`, `month`, `quarter`, `year`");
    }

    @Test
    void refusesNothingThatRuns() {
        assertThat(lines(TAKEN))
                .allSatisfy(expression ->
                        assertThat(sql(expression).analyze().diagnostics()).isEmpty());
    }

    @Test
    void mayBeWrongWhereNoRowIsRead() {
        for (String rest : List.of(" where false", " where 1 = 0 and order_id > 1", " limit 0")) {
            String cast = "select cast('' as date) as x from ";
            String none = "select order_id from orders" + rest;
            for (String query : List.of(
                    cast + "orders" + rest,
                    cast + "(" + none + ") o",
                    cast + "orders left join (" + none + ") o on true",
                    "with none as (" + none + ") " + cast + "none")) {
                assertThat(SqlFixture.sql(StatementCases.TABLES, query)
                                .analyze()
                                .diagnostics())
                        .as(query)
                        .isEmpty();
            }
        }
    }

    /** What is refused fails on a real Trino, which runs all that is not. */
    @Test
    void agreesWithTrino() {
        TrinoSchema trino = TrinoServer.shared().schema("constants");
        String from = " as x from (values (varchar '1', timestamp '2024-01-31 10:00:00.000', date '2024-01-31',"
                + " bigint '1', true, timestamp '2024-01-31 10:00:00.000 UTC'))"
                + " as o(status, ordered_at, order_date, order_id, paid, created)";
        List<String> statements = new ArrayList<>();
        lines(REFUSED)
                .forEach(line -> statements.add("select "
                        + line.substring(0, line.indexOf(" ;")).replace("^", "").replace("status, 'a.b'", "'{}', 'a.b'")
                        + from));
        int refused = statements.size();
        lines(TAKEN).forEach(line -> statements.add("select " + line + from));
        List<TrinoSchema.Rows> answers = trino.execute(statements);
        for (int i = 0; i < statements.size(); i++) {
            assertThat(answers.get(i).failure().isPresent())
                    .as("%s %s", statements.get(i), answers.get(i).failure())
                    .isEqualTo(i < refused);
        }
    }
}
