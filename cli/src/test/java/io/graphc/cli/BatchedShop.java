package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A project whose model {@code batched} is made by batches of the rows of a seed {@code events}, and what runs of it leave. */
record BatchedShop(Path folder) {
    /** The project without its model. */
    TempProject project() {
        return DuckDbProject.shop(folder)
                .write(
                        "seeds/seeds.yml",
                        "seeds:\n  - name: events\n    config: {column_types: {at: timestamp, amount: integer}}\n")
                .write("models/stg_events.sql", """
                        {{ config(materialized='view', event_time='at') }}
                        select id, at, amount from {{ ref('events') }}
                        """);
    }

    /** The project with batches of days, and further configs of its model. */
    TempProject project(String begin, String configs) {
        return project()
                .write(
                        "models/batched.sql",
                        batched("batch_size='day', begin='" + begin + "'" + configs, "id, at, 100 / amount as share"));
    }

    /** A batched model of some columns of the events. */
    static String batched(String configs, String columns) {
        return "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at', " + configs
                + ") }}\nselect " + columns + "\nfrom {{ ref('stg_events') }}\n";
    }

    static String events(String... rows) {
        return "id,at,amount\n" + String.join("\n", rows) + "\n";
    }

    CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    CommandRun run(String... arguments) {
        CommandRun run = call(arguments);
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        return run;
    }

    /** The rows of a query on the finished database. */
    List<String> rows(String sql) {
        return DuckDbProject.rows(folder.resolve("target/shop.duckdb"), sql);
    }

    JsonNode result(String model) {
        return RunResultsReader.result(folder, "model.shop." + model);
    }

    /** The days of the batches that the last run has made. */
    List<String> made(String model) {
        return days(result(model).at("/batch_results/successful"));
    }

    /** The days of the batches that the last run has not made. */
    List<String> failed(String model) {
        return days(result(model).at("/batch_results/failed"));
    }

    private static List<String> days(JsonNode batches) {
        List<String> days = new ArrayList<>();
        batches.forEach(batch -> days.add(batch.path(0).asText().substring(0, "2026-01-01".length())));
        return days;
    }
}
