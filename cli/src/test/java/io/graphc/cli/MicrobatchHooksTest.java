package io.graphc.cli;

import static io.graphc.cli.BatchedShop.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done around the batches of a model: its hooks, and its descriptions. */
class MicrobatchHooksTest {
    private static final String BROKEN =
            events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,0", "3,2026-01-03 10:00:00,4");
    private static final String NOON = "2026-01-03 12:00:00";

    @TempDir
    Path folder;

    private BatchedShop shop;

    @BeforeEach
    void open() {
        shop = new BatchedShop(folder);
    }

    @Test
    void tellsHooksThatATableIsKeptWhereBatchesAreChosen() {
        String hook =
                ", pre_hook=\"{% if not is_incremental() %}drop table if exists main.batched{% endif %}\", lookback=0";
        TempProject project = shop.project("2026-01-01", hook).write("seeds/events.csv", BROKEN);
        assertThat(shop.call("run", "--full-refresh", "--as-of", NOON).exit()).isEqualTo(1);
        shares(project, hook, "100 / (amount + 1)");
        shop.run("retry", "--as-of", NOON);
        assertThat(shop.made("batched")).containsExactly("2026-01-02");
        assertThat(shop.rows("select id from batched order by id")).containsExactly("1", "2", "3");
    }

    private static void shares(TempProject project, String configs, String share) {
        project.write(
                "models/batched.sql",
                BatchedShop.batched(
                        "batch_size='day', begin='2026-01-01'" + configs, "id, at, " + share + " as share"));
    }

    @Test
    void runsPostHooksBehindTheLastBatchAndTellsOfBoth() {
        String hook = ", lookback=0, post_hook='insert into main.log select count(*) from {{ this }}'";
        TempProject project = shop.project("2026-01-01", hook)
                .write(
                        "models/log.sql",
                        "{{ config(materialized='table') }} select cast(0 as bigint) as found where false")
                .write("seeds/events.csv", BROKEN.replace("00,1", "00,0"));
        CommandRun failed = shop.call("build", "--exclude", "log", "--as-of", NOON);
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("in the batch of 2026-01-01").doesNotContain("post-hook");
        assertThat(shop.failed("batched"))
                .as("without a table there is nothing more to make")
                .hasSize(3);
        project.write("seeds/events.csv", BROKEN);
        CommandRun unlogged = shop.call("build", "--exclude", "log", "--as-of", NOON);
        assertThat(unlogged.err())
                .contains("PARTIAL SUCCESS", "in the batch of 2026-01-02", "a post-hook of model `batched` failed");
        assertThat(shop.failed("batched")).containsExactly("2026-01-02");
        shop.run("build", "--select", "log", "--as-of", NOON);
        assertThat(shop.call("retry", "--as-of", NOON).err())
                .as("of the last run")
                .contains("nothing failed", "batches that earlier runs left open are made by the next `graphc run`");
        assertThat(shop.call("run", "--exclude", "log", "--as-of", NOON).exit()).isEqualTo(1);
        assertThat(shop.rows("select found from log"))
                .as("behind the last batch, whatever failed before")
                .containsExactly("2");
        project.write("seeds/events.csv", BROKEN.replace("00,4", "00,0"));
        assertThat(shop.call("run", "--exclude", "log", "--as-of", NOON).exit()).isEqualTo(1);
        assertThat(shop.rows("select found from log"))
                .as("not behind a last one that failed")
                .containsExactly("2");
        shares(project, hook, "100 / (amount + 1)");
        shop.run("retry", "--as-of", NOON);
        assertThat(shop.rows("select found from log order by 1")).containsExactly("2", "3");
    }

    @Test
    void keepsDescriptionsWhichBatchEverFails() {
        shop.project("2026-01-01", ", persist_docs={'relation': true}")
                .write("models/models.yml", "models:\n  - {name: batched, description: Shares of days}\n")
                .write("seeds/events.csv", BROKEN.replace("00,4", "00,0"));
        assertThat(shop.call("build", "--as-of", NOON).err()).contains("PARTIAL SUCCESS");
        assertThat(shop.rows("select comment from duckdb_tables() where table_name = 'batched'"))
                .containsExactly("Shares of days");
    }

    @Test
    void saysThatItIsTheListOfOpenBatchesWhichFails() {
        shop.project("2026-01-01", "").write("dbt_project.yml", """
                        name: shop
                        profile: shop
                        on-run-start: >
                          create or replace view main.batched__graphc_batches as
                          select '' as batch_start, '' as batch_end where false
                        """).write("seeds/events.csv", BROKEN);
        assertThat(shop.call("build", "--as-of", NOON).err())
                .contains("GC7001", "the list of open batches of `batched` stopped with an error of DuckDB");
    }
}
