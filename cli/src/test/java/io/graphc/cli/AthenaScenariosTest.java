package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What models cost in Athena, statement by statement: a first run, one in which nothing has changed, one with new rows, and more
 * partitions than a statement may write. The rows are those of the strategy each time.
 */
class AthenaScenariosTest {
    private static final String FIRST_BATCH = "(1, '2026-01-01', 10), (2, '2026-01-02', 20), (5, '2026-01-02', 25)";
    private static final String SECOND_BATCH = "(2, '2026-01-02', 26), (3, '2026-01-02', 30), (4, '2026-01-03', 40)";

    @TempDir
    Path folder;

    @AutoClose
    private final AthenaStand stand = AthenaStand.start();

    private TempProject project;
    private String schema;

    /** A project with one model, whose source has a table for each batch. */
    private void project(String name, String model) {
        schema = "scenario_" + name.replace("-", "_");
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", "shop:\n  target: athena\n  outputs:\n" + stand.output(schema, "threads: 1"))
                .write("models/sources.yml", """
                        sources:
                          - name: raw
                            schema: %s_raw
                            tables:
                              - name: orders
                                identifier: "orders_{{ var('batch', 1) }}"
                                columns:
                                  - {name: id, data_type: integer}
                                  - {name: day, data_type: varchar}
                                  - {name: amount, data_type: integer}
                        """.formatted(schema))
                .write("models/orders.sql", model);
        stand.sql().run("CREATE SCHEMA " + schema + "_raw");
        batch(1, FIRST_BATCH);
        batch(2, SECOND_BATCH);
    }

    private void batch(int number, String rows) {
        stand.sql()
                .run("CREATE TABLE " + schema + "_raw.orders_" + number + " WITH (external_location = '"
                        + AthenaStand.BUCKET + schema + "/raw/" + number
                        + "/') AS SELECT id, CAST(day AS varchar) AS day, amount"
                        + " FROM (VALUES " + rows + ") AS t (id, day, amount)");
    }

    /** The statements of a run, one after the other. */
    private String run(String title, int batch) {
        return run(title, batch, "2026-01-15");
    }

    private String run(String title, int batch, String asOf) {
        int before = stand.athena().statements().size();
        CommandRun run = CommandRun.in(folder).call("run", "--as-of", asOf, "--vars", "batch: " + batch);
        assertThat(run.exit()).as(run.transcript()).isZero();
        List<String> all = stand.athena().statements();
        StringBuilder text = new StringBuilder("-- " + title + "\n");
        all.subList(before, all.size())
                .forEach(sql -> text.append(AthenaStand.withoutRun(sql)).append(";\n"));
        return text.toString();
    }

    private List<String> rows() {
        return stand.rows("SELECT id, day, amount FROM " + schema + ".orders ORDER BY id, amount");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "append           | incremental_strategy='append' | 1 10, 2 20, 5 25, 2 26, 3 30, 4 40",
                "append-iceberg   | incremental_strategy='append', table_type='iceberg' | 1 10, 2 20, 5 25, 2 26, 3 30, 4 40",
                "delete-insert    | incremental_strategy='delete+insert', unique_key='id' | 1 10, 2 26, 5 25, 3 30, 4 40",
                "insert-overwrite | incremental_strategy='insert_overwrite', partitioned_by=['day'] | 1 10, 2 26, 3 30, 4 40",
                "merge-iceberg    | incremental_strategy='merge', unique_key='id', table_type='iceberg' | 1 10, 2 26, 5 25, 3 30, 4 40"
            })
    void anIncrementalModelTakesInRows(String name, String config, String expected) {
        project(name, """
                {{ config(materialized='incremental', %s) }}
                select id, amount, day from {{ source('raw', 'orders') }}
                {%% if is_incremental() %%}
                where amount > (select max(amount) from {{ this }})
                {%% endif %%}
                """.formatted(config));

        String statements = run("first run", 1);
        assertThat(rows()).containsExactly("1 2026-01-01 10", "2 2026-01-02 20", "5 2026-01-02 25");
        statements += run("second run, nothing new", 1);
        statements += run("third run, new rows", 2);

        assertThat(stand.rows("SELECT id, amount FROM " + schema + ".orders"))
                .containsExactlyInAnyOrder(expected.split(", "));
        GoldenFile.check(GoldenFile.resource("athena/" + name + ".txt"), statements);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"microbatch, hive", "microbatch-iceberg, iceberg"})
    void batchesOfTimeTakeThePlaceOfTheirOwnRows(String name, String type) {
        project(name, """
                {{ config(materialized='incremental', incremental_strategy='microbatch', table_type='%s',
                    event_time='day', batch_size='day', begin='2026-01-01') }}
                select id, amount, cast(day as date) as day from {{ source('raw', 'orders') }}
                {%% if model.batch %%}
                where day >= '{{ model.batch.event_time_start[:10] }}' and day < '{{ model.batch.event_time_end[:10] }}'
                {%% endif %%}
                """.formatted(type));

        String statements = run("first run, two batches", 1, "2026-01-03");
        assertThat(rows()).as(statements).containsExactly("1 2026-01-01 10", "2 2026-01-02 20", "5 2026-01-02 25");
        statements += run("second run, the same batches", 1, "2026-01-03");
        assertThat(rows()).containsExactly("1 2026-01-01 10", "2 2026-01-02 20", "5 2026-01-02 25");
        statements += run("third run a day later, new rows", 2, "2026-01-04");

        assertThat(rows()).containsExactly("1 2026-01-01 10", "2 2026-01-02 26", "3 2026-01-02 30", "4 2026-01-03 40");
        GoldenFile.check(GoldenFile.resource("athena/" + name + ".txt"), statements);
    }

    @Test
    void timesFinerThanIcebergHoldsAreRoundedWhicheverWayTheyCome() {
        project("times", """
                {{ config(materialized='incremental', incremental_strategy='append', table_type='iceberg') }}
                select id, late, early, zoned
                from (values ({{ var('batch', 1) }},
                    timestamp '2026-01-01 23:59:59.9999999',
                    timestamp '1969-12-31 23:59:59.1234564',
                    timestamp '2026-10-25 02:30:00.1234565000 Europe/Berlin')) as t (id, late, early, zoned)
                match_recognize (order by id all rows per match pattern (a) define a as true)
                """);
        // What the compiler knows to be finer it refuses; of this query it knows what is declared.
        project.write("models/orders.yml", """
                models:
                  - name: orders
                    columns:
                      - {name: id, data_type: integer}
                      - {name: late, data_type: timestamp(6)}
                      - {name: early, data_type: timestamp(6)}
                      - {name: zoned, data_type: timestamp(6) with time zone}
                """);

        assertThat(run("first run", 1)).contains("CREATE TABLE");
        assertThat(run("second run", 2)).contains("INSERT INTO");

        String times = "2026-01-02 00:00:00.000000 1969-12-31 23:59:59.123456 2026-10-25T00:30:00.123457Z";
        assertThat(stand.rows("SELECT id, CAST(late AS varchar), CAST(early AS varchar), to_iso8601(zoned) FROM "
                        + schema + ".orders ORDER BY id"))
                .containsExactly("1 " + times, "2 " + times);
    }

    @Test
    void moreThanAHundredPartitionsAreWrittenInBatches() {
        project("partitions", """
                {{ config(materialized='table', partitioned_by=['day']) }}
                select n as id, n * 10 as amount, cast(date '2026-01-01' + n * interval '1' day as varchar) as day
                from unnest(sequence(0, 249)) as t (n)
                """);

        String first = run("first run", 1);
        assertThat(stand.rows("SELECT count(*), count(DISTINCT id), count(DISTINCT day) FROM " + schema + ".orders"))
                .containsExactly("250 250 250");
        String second = run("first run", 1);
        assertThat(stand.rows("SELECT count(*), count(DISTINCT id), count(DISTINCT day) FROM " + schema + ".orders"))
                .containsExactly("250 250 250");
        assertThat(second).isEqualTo(first);

        String shortened = first.replaceAll("(\n OR [^\n]*){48}\n", "\n .. 48 more ..\n");
        GoldenFile.check(GoldenFile.resource("athena/250-partitions.txt"), shortened);
    }

    @Test
    void tellsHowFreshSourcesAre() throws Exception {
        project("freshness", "select id from {{ source('raw', 'orders') }}");
        stand.sql()
                .run("CREATE TABLE " + schema + "_raw.seen WITH (external_location = '" + AthenaStand.BUCKET + schema
                        + "/seen/') AS SELECT * FROM (VALUES (1, TIMESTAMP '2026-01-14 23:30:00.000'),"
                        + " (2, TIMESTAMP '2026-01-10 00:00:00.000')) AS t (id, seen)");
        project.write("models/seen.yml", """
                sources:
                  - name: watched
                    schema: %s_raw
                    loaded_at_field: seen
                    freshness: {warn_after: {count: 1, period: hour}, error_after: {count: 1, period: day}}
                    tables:
                      - name: seen
                        columns: [{name: id, data_type: integer}, {name: seen, data_type: timestamp}]
                      - name: old
                        identifier: seen
                        freshness: {filter: id = 2}
                        columns: [{name: id, data_type: integer}, {name: seen, data_type: timestamp}]
                      - name: gone
                        columns: [{name: id, data_type: integer}, {name: seen, data_type: timestamp}]
                """.formatted(schema));

        CommandRun fresh = CommandRun.in(folder)
                .call("source", "freshness", "--select", "source:watched.seen", "--as-of", "2026-01-15T00:00:00Z");
        CommandRun all = CommandRun.in(folder).call("source", "freshness", "--as-of", "2026-01-15T01:00:00Z");

        assertThat(fresh.exit()).as(fresh.transcript()).isZero();
        GoldenFile.check(
                GoldenFile.resource("athena/freshness.txt"),
                all.transcript().replaceAll("request [0-9a-f-]{36}", "request <id>")
                        + String.join(";\n", stand.athena().statements()) + ";\n");
    }
}
