package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Macros that are called by themselves, with queries that run on DuckDB. */
class RunOperationTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void writeProject() {
        project = DuckDbProject.shop(folder)
                .write("data/lines.csv", "id,cents\n1,100\n2,250\n3,400\n")
                .write("models/lines.yml", """
                        sources:
                          - name: raw
                            config: {meta: {external_location: 'data/{name}.csv'}}
                            tables:
                              - name: lines
                                columns:
                                  - {name: id, data_type: bigint}
                                  - {name: cents, data_type: bigint}
                        """)
                .write(
                        "models/bills.sql",
                        "{{ config(materialized='table') }}\nselect id from {{ source('raw', 'lines') }}\n")
                .write("macros/operations.sql", """
                        {% macro dear(least, names=[]) %}
                          {% set found = run_query('select id, cents from ' ~ source('raw', 'lines') ~ ' where cents >= ' ~ least) %}
                          {% for row in found.rows %}
                            {% do log('line ' ~ row['id'] ~ ': ' ~ row[1], info=True) %}
                          {% endfor %}
                          {% do log('quiet') %}
                          {{ return(found.rows | length ~ ' lines, ' ~ names | join(' and ')) }}
                        {% endmacro %}

                        {% macro forget(table) %}
                          {% call statement('drop') %}drop table if exists {{ table }};{% endcall %}
                          {% do run_query('create table kept as select 7 as n') %}
                          {% do print(run_query('select n from kept').columns[0].values()[0]) %}
                        {% endmacro %}

                        {% macro broken() %}{% do run_query('select nothing from nowhere') %}{% endmacro %}

                        {% macro doubtful() %}{% do exceptions.warn('look out') %}{% endmacro %}
                        """);
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    @Test
    void aMacroReadsRowsLogsAndReturns() {
        CommandRun run = call("run-operation", "dear", "--args", "{least: 200, names: [Ann, Bo]}");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("line 2: 250\nline 3: 400\n2 lines, Ann and Bo\n");
        assertThat(run.err()).isEmpty();
        assertThat(call("run-operation", "shop.dear", "--args", "{least: 400}", "--verbose")
                        .err())
                .isEqualTo("quiet\n");
    }

    @Test
    void aMacroChangesWhatIsOnTheEngine() {
        assertThat(call("build").exit()).isZero();

        CommandRun run = call("run-operation", "forget", "--args", "table: bills");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("7\n");
        assertThat(call("run-operation", "forget", "--args", "table: bills").err())
                .contains("kept");
        CommandRun gone = call("show", "--inline", "select * from {{ ref('bills') }}");
        assertThat(gone.exit()).as(gone.out()).isNotZero();
    }

    @Test
    void aMacroSeesNumbersAsNumbersAndBytesAsText() {
        project.write("macros/kinds.sql", """
                {% macro kinds() %}
                  {% set row = run_query("select cast(0.1 as real), 7::tinyint, from_hex('00ff'), cast(null as real)").rows[0] %}
                  {{ return((row[0] + 1) ~ ' ' ~ (row[1] > 6) ~ ' ' ~ row[2] ~ ' ' ~ (row[3] is none)) }}
                {% endmacro %}
                """);

        CommandRun run = call("run-operation", "kinds");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("1.1 True 00ff True\n");
    }

    @Test
    void theEngineTellsWhatYieldsRows() {
        project.write("macros/answers.sql", """
                {% macro answers() %}
                  {% do run_query('create table kept (n integer, seen_at timestamp[])') %}
                  {% for statement in [
                    "insert into kept values (1, ['2026-03-08 02:30:00.5', null]), (2, []) returning n, seen_at",
                    "pragma table_info('kept')",
                    "summarize kept",
                    "pivot (select n from kept) on n using count(*)",
                    "insert into kept values (3, null)",
                    "create view seen as from kept; delete from kept where n = 1",
                    "set threads = 2",
                    "/* first */ from seen order by n;"] %}
                    {% set table = run_query(statement) %}
                    {% do print(table.column_names | length ~ ' columns, ' ~ table.rows | length ~ ' rows') %}
                    {% if table.rows %}{% do print(table.rows[0].values()[:2] | join(', ')) %}{% endif %}
                  {% endfor %}
                {% endmacro %}
                """);

        CommandRun run = call("run-operation", "answers");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                2 columns, 2 rows
                1, [2026-03-08T02:30:00.500, null]
                6 columns, 2 rows
                0, n
                12 columns, 2 rows
                n, INTEGER
                2 columns, 1 rows
                1, 1
                0 columns, 0 rows
                0 columns, 0 rows
                0 columns, 0 rows
                2 columns, 2 rows
                2, []
                """);
    }

    @Test
    void aWrongCallIsShown() {
        StringBuilder told = new StringBuilder();
        for (CommandRun run : List.of(
                call("run-operation", "deer"),
                call("run-operation", "dear", "--args", "{leest: 200}"),
                call("run-operation", "dear"),
                call("run-operation", "dear", "--args", "[200]"),
                call("run-operation", "broken"))) {
            told.append(run.transcript());
        }
        GoldenFile.check(Path.of("src/test/resources/terminal/commands/run-operation.txt"), told.toString());
        assertThat(call("run-operation", "dear", "--args", "{least: [").exit()).isEqualTo(2);
        assertThat(call("run-operation").exit()).isEqualTo(2);
    }

    @Test
    void warningsOfAMacroCanBeErrors() {
        CommandRun lenient = call("run-operation", "doubtful");
        assertThat(lenient.exit()).isZero();
        assertThat(lenient.err()).contains("warning[GC2014]: look out");
        assertThat(call("run-operation", "doubtful", "--warn-error").exit()).isOne();
    }

    @Test
    void everyTenantIsAsked() {
        project.write("tenants/north.yml", "vars: {place: north}\n")
                .write("tenants/south.yml", "vars: {place: south}\n")
                .write(
                        "macros/where.sql",
                        "{% macro where() %}{{ run_query(\"select '\" ~ var('place') ~ \"' as p\").rows[0].p }}{% endmacro %}\n");

        CommandRun run = call("run-operation", "where");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("north\nsouth\n");
        assertThat(call("run-operation", "where", "--tenant", "south").out()).isEqualTo("south\n");
    }
}
