package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of Hive's and of Iceberg's tables in Athena's stand-in, with a real Trino behind it. */
class MicrobatchOnAthenaTest {
    @TempDir
    Path folder;

    @AutoClose
    private final AthenaStand stand = AthenaStand.start();

    private static String batched(String type) {
        return """
                {{ config(materialized='incremental', incremental_strategy='microbatch', table_type='%s',
                    event_time='seen_at', batch_size='day', begin='2026-01-01') }}
                select id, seen_at, 100 / amount as share from {{ ref('stg_events') }}
                """.formatted(type);
    }

    private static String events(String... rows) {
        return "id,seen_at,amount\n" + String.join("\n", rows) + "\n";
    }

    /** A project in a schema of its own: Trino is the same for all tests. */
    private TempProject project(String schema) {
        return TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", "shop:\n  target: athena\n  outputs:\n" + stand.output(schema, "threads: 1"))
                .write(
                        "seeds/seeds.yml",
                        "seeds:\n  - name: events\n    config: {column_types: {seen_at: timestamp, amount: integer}}\n")
                .write(
                        "models/stg_events.sql",
                        "{{ config(event_time='seen_at') }}\nselect id, seen_at, amount from {{ ref('events') }}\n")
                .write("models/in_hive.sql", batched("hive"))
                .write("models/in_iceberg.sql", batched("iceberg"));
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    /** The rows of both tables are these, as a test of the project's own finds. */
    private void holds(TempProject project, String rows) {
        for (String model : List.of("in_hive", "in_iceberg")) {
            project.write("tests/" + model + "_holds.sql", """
                    select count(*) from {{ ref('%s') }} having count(*) <> (select count(*) from (values %s))
                    union all
                    select id from {{ ref('%s') }} where (id, share) not in (values %s)
                    """.formatted(model, rows, model, rows));
        }
        CommandRun tested = call("test", "--as-of", "2026-01-05");
        assertThat(tested.exit()).as(tested.err()).isZero();
    }

    private JsonNode result(String model) {
        return RunResultsReader.result(folder, "model.shop." + model);
    }

    @Test
    void fillsReplacesAndRepairsBatches() {
        TempProject project = project("batches")
                .write(
                        "seeds/events.csv",
                        events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,2", "3,2026-01-03 10:00:00,4"));
        CommandRun filled = call("build", "--as-of", "2026-01-03 12:00:00");
        assertThat(filled.exit()).as(filled.err()).isZero();
        assertThat(RunResultsReader.result(folder, "seed.shop.events")
                        .at("/adapter_response/statements")
                        .asInt())
                .as("statements of the first step, without those that enter the batches of the models")
                .isEqualTo(1);
        assertThat(stand.athena().statements())
                .as("a batch of a time without rows is inserted, whatever the table is")
                .noneMatch(sql -> sql.startsWith("CREATE TABLE") && sql.contains("WHERE NOT coalesce"));
        holds(project, "(1, 100), (2, 50), (3, 25)");

        project.write(
                "seeds/events.csv",
                events("1,2026-01-01 10:00:00,10", "2,2026-01-02 10:00:00,0", "3,2026-01-03 10:00:00,5"));
        CommandRun failed = call("build", "--as-of", "2026-01-03 13:00:00", "--exclude", "test_type:data");
        assertThat(failed.exit()).as(failed.err()).isNotZero();
        for (String model : List.of("in_hive", "in_iceberg")) {
            assertThat(result(model).path("status").asText()).isEqualTo("partial success");
            assertThat(result(model).at("/batch_results/failed/0/0").asText()).isEqualTo("2026-01-02T00:00:00Z");
        }
        holds(project, "(1, 100), (2, 50), (3, 20)");

        project.write(
                "seeds/events.csv",
                events("1,2026-01-01 10:00:00,10", "2,2026-01-02 10:00:00,4", "3,2026-01-05 10:00:00,1"));
        CommandRun repaired = call("build", "--as-of", "2026-01-05 13:00:00", "--exclude", "test_type:data");
        assertThat(repaired.exit()).as(repaired.err()).isZero();
        assertThat(result("in_hive").at("/batch_results/successful").size())
                .as("the failed one, and those of today and yesterday")
                .isEqualTo(3);
        holds(project, "(1, 100), (2, 25), (3, 20), (3, 100)");
    }

    @Test
    void beginsInASchemaThatIsNotThereAndAddsNoRowsToATableWithBuckets() {
        TempProject project = project("batches_of_buckets")
                .write(
                        "seeds/events.csv",
                        events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,2", "3,2026-01-03 10:00:00,4"))
                .write("models/in_hive.sql", batched("hive', bucketed_by=['id'], bucket_count='2"))
                .write("models/alone.sql", """
                        {{ config(materialized='incremental', incremental_strategy='microbatch',
                            event_time='seen_at', batch_size='day', begin='2026-01-01') }}
                        select 1 as id, timestamp '2026-01-01 10:00:00' as seen_at
                        """);
        CommandRun first = call("run", "--select", "alone", "--as-of", "2026-01-01 12:00:00");
        assertThat(first.exit()).as(first.err()).isZero();

        project.write("models/alone.sql", "select 1 as id");
        CommandRun filled = call("build", "--as-of", "2026-01-03 12:00:00");
        assertThat(filled.exit()).as(filled.err()).isZero();
        assertThat(stand.athena().statements())
                .as("Athena would refuse it")
                .noneMatch(sql -> sql.startsWith("INSERT") && sql.contains("\"in_hive\""));
        holds(project, "(1, 100), (2, 50), (3, 25)");
    }
}
