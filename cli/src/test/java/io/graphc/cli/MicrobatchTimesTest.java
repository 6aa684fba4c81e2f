package io.graphc.cli;

import static io.graphc.cli.BatchedShop.batched;
import static io.graphc.cli.BatchedShop.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which times the batches of a model are made of, at the edges: zones, the beginning, and parts of the rows. */
class MicrobatchTimesTest {
    @TempDir
    Path folder;

    private BatchedShop shop;

    @BeforeEach
    void open() {
        shop = new BatchedShop(folder);
    }

    @Test
    void makesBatchesOfTimesWithZones() {
        TempProject project = shop.project("2026-01-01", ", lookback=0")
                .write("models/stg_events.sql", """
                        {{ config(event_time='at') }}
                        select id, with_timezone(at, 'UTC') as at, amount from {{ ref('events') }}
                        """)
                .write(
                        "seeds/events.csv",
                        events("1,2026-01-01 01:00:00,1", "2,2026-01-01 23:59:59,1", "3,2026-01-02 00:00:00,1"));
        shop.run("build", "--as-of", "2026-01-02 12:00:00");
        assertThat(shop.made("batched")).containsExactly("2026-01-01", "2026-01-02");
        project.write("seeds/events.csv", events("1,2026-01-01 01:00:00,2", "3,2026-01-02 00:00:00,4"));
        shop.run("run", "--event-time-start", "2026-01-01", "--event-time-end", "2026-01-02");
        assertThat(shop.rows("select id, share from batched order by id")).containsExactly("1 50", "3 100");
    }

    @Test
    void takesATimeOfAnotherZoneWhereAFunctionMakesItOne() {
        shop.project()
                .write("models/stg_events.sql", "select id, at, amount from {{ ref('events') }}")
                .write(
                        "models/batched.sql",
                        batched("batch_size='day', begin='2026-01-01', lookback=0", "id, at") + """
                        {% if model.batch %}
                        where with_timezone(at, 'UTC') >= with_timezone(
                            timestamp '{{ model.batch.event_time_start[:10] }} 01:00:00', 'Europe/Berlin')
                          and with_timezone(at, 'UTC') < with_timezone(
                            timestamp '{{ model.batch.event_time_end[:10] }} 01:00:00', 'Europe/Berlin')
                        {% endif %}
                        """)
                .write(
                        "seeds/events.csv",
                        events("1,2025-12-31 23:59:59,1", "2,2026-01-01 00:00:00,1", "3,2026-01-02 23:59:59,1"));
        shop.run("build", "--as-of", "2026-01-02 12:00:00");
        assertThat(shop.rows("select id from batched order by id")).containsExactly("2", "3");
    }

    private static final String THREE_DAYS =
            events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,2", "3,2026-01-03 10:00:00,4");

    private List<String> tables() {
        return shop.rows("select table_name from information_schema.tables where table_name like '%batches'");
    }

    @Test
    void leavesBatchesOpenThatWereMadeOfAPartOfTheRows() {
        TempProject project = shop.project("2026-01-01", ", lookback=0").write("seeds/events.csv", THREE_DAYS);
        shop.run("build", "--empty", "--as-of", "2026-01-03 12:00:00");
        assertThat(shop.rows("select id from batched")).isEmpty();
        shop.run("build", "--sample", "1 day", "--as-of", "2026-01-03 12:00:00");
        assertThat(shop.made("batched")).as("parts make no open batches").containsExactly("2026-01-03");
        shop.run("build", "--as-of", "2026-01-09 12:00:00");
        assertThat(shop.made("batched")).containsExactly("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-09");
        assertThat(shop.rows("select id, share from batched order by id")).containsExactly("1 100", "2 50", "3 25");
        project.write("seeds/events.csv", events("1,2026-01-01 10:00:00,0", "2,2026-01-02 10:00:00,2"));
        assertThat(shop.call("run", "--full-refresh", "--as-of", "2026-01-02 12:00:00")
                        .exit())
                .isEqualTo(1);
        project.write("seeds/events.csv", events("1,2026-01-01 10:00:00,5", "2,2026-01-02 10:00:00,2"));
        shop.run("run", "--as-of", "2026-01-02 12:00:00", "--empty");
        shop.run("run", "--as-of", "2026-01-04 12:00:00");
        assertThat(shop.rows("select id, share from batched order by id")).containsExactly("1 20", "2 50", "3 25");
        assertThat(tables()).isEmpty();
    }

    @Test
    void completesATableThatWasBegunWithAChosenTime() {
        shop.project("2026-01-01", ", lookback=0").write("seeds/events.csv", THREE_DAYS);
        shop.run(
                "build",
                "--event-time-start",
                "2026-01-02",
                "--event-time-end",
                "2026-01-03",
                "--as-of",
                "2026-01-03 12:00:00");
        assertThat(shop.made("batched")).containsExactly("2026-01-02");
        shop.run("run", "--as-of", "2026-01-05 12:00:00");
        assertThat(shop.made("batched")).containsExactly("2026-01-01", "2026-01-03", "2026-01-05");
        assertThat(shop.rows("select id from batched order by id")).containsExactly("1", "2", "3");
        assertThat(tables()).isEmpty();
    }

    @Test
    void failsWhereThereIsNoBatchThatMakesTheTable() {
        shop.project("2026-01-03", "").write("seeds/events.csv", THREE_DAYS);
        CommandRun failed = shop.call("build", "--as-of", "2026-01-03");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err())
                .contains("warning[GC4044]", "GC7085")
                .contains("its batches begin with 2026-01-03 00:00:00, the run is of 2026-01-03 00:00:00");
        assertThat(shop.run("build", "--as-of", "2026-01-03 00:00:01").err()).doesNotContain("GC4044");
        assertThat(shop.made("batched")).containsExactly("2026-01-03");
        assertThat(shop.run("build", "--as-of", "2026-01-02").err()).contains("GC4044");
        assertThat(shop.made("batched")).isEmpty();
        assertThat(shop.rows("select id from batched")).containsExactly("3");
    }

    @Test
    void refusesMoreBatchesThanARunCanMake() {
        shop.project().write("seeds/events.csv", THREE_DAYS);
        shop.project()
                .write(
                        "models/batched.sql",
                        batched("batch_size='hour', begin='0001-01-01'", "id, at, 100 / amount as share"));
        CommandRun failed = shop.call("build", "--as-of", "2026-01-01 12:00:00");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("GC7086", "model `batched` has 17750796 batches from 0001-01-01 00:00:00 to");
    }

    @Test
    void makesInReadersWhatRunsWithoutThemMadeByTheirLookback() {
        TempProject project = shop.project("2026-01-01", ", lookback=1")
                .write("models/daily.sql", DAILY)
                .write("seeds/events.csv", THREE_DAYS);
        shop.run("build", "--select", "+batched", "--as-of", "2026-01-01 12:00:00");
        shop.run("build", "--select", "+batched", "--as-of", "2026-01-02 12:00:00");
        assertThat(tables()).as("a reader without a table will have all anyway").isEmpty();
        shop.run("build", "--as-of", "2026-01-02 12:00:00");
        project.write("seeds/events.csv", THREE_DAYS.replace("00,2", "00,5"));
        shop.run("build", "--select", "+batched", "--as-of", "2026-01-03 12:00:00");
        shop.run("build", "--as-of", "2026-01-05 12:00:00");
        assertThat(shop.made("daily")).containsExactly("2026-01-02", "2026-01-03", "2026-01-05");
        assertThat(shop.rows("select share from daily order by \"at\"")).containsExactly("100", "20", "25");
        assertThat(tables()).isEmpty();
    }

    @Test
    void tellsReadersThatARunLeavesOutOfAChosenTimeToo() {
        TempProject project = shop.project("2026-01-01", ", lookback=0")
                .write("models/daily.sql", DAILY)
                .write("seeds/events.csv", THREE_DAYS);
        shop.run("build", "--as-of", "2026-01-05 12:00:00");
        project.write("seeds/events.csv", THREE_DAYS.replace("00,2", "00,5"));
        shop.run("build", "--select", "+batched", "--event-time-start", "2026-01-02", "--event-time-end", "2026-01-03");
        shop.run("build", "--as-of", "2026-01-05 13:00:00");
        assertThat(shop.made("daily")).containsExactly("2026-01-02", "2026-01-05");
        assertThat(shop.rows("select share from daily order by \"at\"")).containsExactly("100", "20", "25");
    }

    @Test
    void aRefreshThatDoesNotComeToAModelLeavesItsTableWhole() {
        TempProject project = shop.project("2026-01-01", ", lookback=0")
                .write("seeds/events.csv", THREE_DAYS)
                .write("tests/broken.sql", "select id from {{ ref('events') }} where id > 3\n");
        shop.run("build", "--as-of", "2026-01-03 12:00:00");
        project.write("seeds/events.csv", THREE_DAYS + "4,2026-01-03 11:00:00,4\n");
        CommandRun skipped = shop.call("build", "--full-refresh", "--as-of", "2026-01-03 13:00:00");
        assertThat(skipped.exit()).isEqualTo(1);
        assertThat(shop.rows("select id from batched order by id")).containsExactly("1", "2", "3");
        project.write("tests/broken.sql", "select id from {{ ref('events') }} where id > 4\n");
        shop.run("build", "--as-of", "2026-01-03 14:00:00");
        assertThat(shop.made("batched")).as("not all since its beginning").containsExactly("2026-01-03");
        assertThat(shop.rows("select id from batched order by id")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void makesNothingBeforeTheBeginningUnlessItIsAskedFor() {
        shop.project("2026-01-02", ", lookback=3")
                .write("models/daily.sql", DAILY.replace("2026-01-01", "2026-01-03"))
                .write("seeds/events.csv", THREE_DAYS);
        shop.run("build", "--as-of", "2026-01-03 12:00:00");
        shop.run("build", "--as-of", "2026-01-03 13:00:00");
        assertThat(shop.made("batched")).containsExactly("2026-01-02", "2026-01-03");
        assertThat(shop.rows("select id from batched order by id")).containsExactly("2", "3");
        shop.run("build", "--select", "+batched", "--as-of", "2026-01-05 12:00:00");
        shop.run("build", "--as-of", "2026-01-09 12:00:00");
        assertThat(shop.rows("select share from daily")).containsExactly("25");
        shop.run("run", "--event-time-start", "2026-01-01", "--event-time-end", "2026-01-02");
        assertThat(shop.rows("select id from batched order by id")).containsExactly("1", "2", "3");
    }

    private static final String DAILY = """
            {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',
                batch_size='day', begin='2026-01-01', lookback=0) }}
            select at, share from {{ ref('batched') }}
            """;
}
