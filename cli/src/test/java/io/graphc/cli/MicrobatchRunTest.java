package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are made batch by batch, as dbt users write them, run again and again on DuckDB. */
class MicrobatchRunTest {
    private static final LocalDateTime FIRST = LocalDateTime.parse("2026-01-01T00:00:00");

    @TempDir
    Path folder;

    private TempProject project(String size, String begin) {
        return DuckDbProject.shop(folder)
                .write(
                        "seeds/seeds.yml",
                        "seeds:\n  - name: events\n    config: {column_types: {at: timestamp, amount: integer}}\n")
                .write("models/stg_events.sql", """
                        {{ config(materialized='view', event_time='at') }}
                        select id, at, amount from {{ ref('events') }}
                        """)
                .write("models/batched.sql", batched(size, begin, "amount"));
    }

    private static String batched(String size, String begin, String amount) {
        return """
                        {{ config(
                            materialized='incremental',
                            incremental_strategy='microbatch',
                            event_time='at',
                            batch_size='%s',
                            begin='%s',
                            lookback=1
                        ) }}
                        select id, at, 100 / %s as share, {{ 'true' if is_incremental() else 'false' }} as later
                        from {{ ref('stg_events') }}
                        """.formatted(size, begin, amount);
    }

    private static String events(String... rows) {
        return "id,at,amount\n" + String.join("\n", rows) + "\n";
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    private CommandRun run(String... arguments) {
        CommandRun run = call(arguments);
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        return run;
    }

    /** The rows of a query on the finished database, with line breaks. */
    private String rows(String sql) {
        return String.join("\n", DuckDbProject.rows(folder.resolve("target/shop.duckdb"), sql)) + "\n";
    }

    private JsonNode result() {
        return result("batched");
    }

    private JsonNode result(String model) {
        return RunResultsReader.result(folder, "model.shop." + model);
    }

    private static List<String> starts(JsonNode batches) {
        List<String> starts = new ArrayList<>();
        batches.forEach(batch -> starts.add(batch.path(0).asText()));
        return starts;
    }

    @Test
    void makesTheBatchesSinceTheBeginningThenThoseOfTheLastDays() {
        TempProject project = project("day", "2026-01-01")
                .write(
                        "seeds/events.csv",
                        events("1,2026-01-01 10:00:00,1", "2,2026-01-02 23:59:59,2", "3,2026-01-04 00:00:00,4"));
        assertThat(run("build", "--as-of", "2026-01-04 12:00:00").err()).contains("incremental model main.batched");
        assertThat(starts(result().at("/batch_results/successful")))
                .containsExactly(
                        "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z");
        assertThat(rows("select id, share, later from batched order by id"))
                .isEqualTo("1 100 false\n2 50 true\n3 25 true\n");
        project.write(
                "seeds/events.csv",
                events("1,2026-01-01 10:00:00,100", "3,2026-01-04 00:00:00,10", "4,2026-01-05 01:00:00,5"));
        run("build", "--as-of", "2026-01-05 00:00:01");
        assertThat(starts(result().at("/batch_results/successful")))
                .containsExactly("2026-01-04T00:00:00Z", "2026-01-05T00:00:00Z");
        assertThat(rows("select id, share from batched order by id")).isEqualTo("1 100\n2 50\n3 10\n4 20\n");
        run("run", "--event-time-start", "2026-01-01", "--event-time-end", "2026-01-03", "--as-of", "2026-01-05");
        assertThat(rows("select id, share from batched order by id")).isEqualTo("1 1\n3 10\n4 20\n");
        run("run", "--full-refresh", "--as-of", "2026-01-06");
        assertThat(result().at("/batch_results/successful").size()).isEqualTo(5);
        assertThat(rows("select id, later from batched order by id")).isEqualTo("1 false\n3 true\n4 true\n");
    }

    @Test
    void leavesTheOtherBatchesWhereOneFailsAndRetriesThatOneAlone() {
        TempProject project = project("day", "2026-01-01")
                .write(
                        "seeds/events.csv",
                        events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,0", "3,2026-01-03 10:00:00,4"));
        CommandRun failed = call("build", "--as-of", "2026-01-03 12:00:00");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err())
                .contains("PARTIAL SUCCESS", "in the batch of 2026-01-02 00:00:00 to 2026-01-03 00:00:00");
        assertThat(result().path("status").asText()).isEqualTo("partial success");
        assertThat(result().path("message").asText()).isEqualTo("1 of 3 batches failed");
        assertThat(starts(result().at("/batch_results/failed"))).containsExactly("2026-01-02T00:00:00Z");
        assertThat(rows("select id from batched order by id")).isEqualTo("1\n3\n");
        project.write("models/batched.sql", batched("day", "2026-01-01", "(amount + 1)"));
        run("retry", "--as-of", "2026-01-03 12:00:00");
        assertThat(starts(result().at("/batch_results/successful"))).containsExactly("2026-01-02T00:00:00Z");
        assertThat(rows("select id, share from batched order by id")).isEqualTo("1 100\n2 100\n3 25\n");
    }

    @Test
    void makesLeftBatchesInTheNextRun() {
        TempProject project = project("day", "2026-01-01")
                .write(
                        "seeds/events.csv",
                        events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,0", "3,2026-01-09 10:00:00,4"));
        assertThat(call("build", "--as-of", "2026-01-09 12:00:00").exit()).isEqualTo(1);
        project.write(
                "seeds/events.csv",
                events("1,2026-01-01 10:00:00,9", "2,2026-01-02 10:00:00,2", "3,2026-01-09 10:00:00,4"));
        run("build", "--as-of", "2026-01-09 13:00:00");
        assertThat(starts(result().at("/batch_results/successful")))
                .containsExactly("2026-01-02T00:00:00Z", "2026-01-08T00:00:00Z", "2026-01-09T00:00:00Z");
        assertThat(rows("select id, share from batched order by id")).isEqualTo("1 100\n2 50\n3 25\n");
        run("build", "--as-of", "2026-01-09 13:00:00");
        assertThat(starts(result().at("/batch_results/successful"))).hasSize(2);
    }

    @Test
    void keepsTheOtherBatchesOfAModelThatIsBuiltAnewInEachRun() {
        TempProject project = project("day", "2026-01-01")
                .write(
                        "seeds/events.csv",
                        events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,0", "3,2026-01-03 10:00:00,4"))
                .write("models/models.yml", "models:\n  - {name: batched, config: {full_refresh: true}}\n");
        assertThat(call("build", "--as-of", "2026-01-03 12:00:00").exit()).isEqualTo(1);
        assertThat(rows("select id from batched order by id")).isEqualTo("1\n3\n");
        project.write("models/batched.sql", batched("day", "2026-01-01", "(amount + 1)"));
        run("retry", "--as-of", "2026-01-03 12:00:00");
        assertThat(rows("select id, share from batched order by id")).isEqualTo("1 100\n2 100\n3 25\n");
        run("run", "--event-time-start", "2026-01-01", "--event-time-end", "2026-01-02", "--as-of", "2026-01-03");
        assertThat(rows("select id, share from batched order by id")).isEqualTo("1 50\n2 100\n3 25\n");
        run("run", "--as-of", "2026-01-03 12:00:00");
        assertThat(rows("select id, later from batched order by id")).isEqualTo("1 false\n2 true\n3 true\n");
    }

    @Test
    void refusesToBuildATableAnewOutOfAPartOfItsTime() {
        project("day", "2026-01-01").write("seeds/events.csv", events("1,2026-01-01 10:00:00,1"));
        CommandRun refused =
                call("run", "--full-refresh", "--event-time-start", "2026-01-01", "--event-time-end", "2026-01-02");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--full-refresh makes tables anew").contains("choose one");

        project("day", "2026-01-01").write("seeds/events.csv", events("1,2026-01-01 10:00:00,0"));
        String[] time = {"--event-time-start", "2026-01-01", "--event-time-end", "2026-01-02"};
        assertThat(call("build", time[0], time[1], time[2], time[3]).exit()).isEqualTo(1);
        CommandRun tested = call("test", time[0], time[1], time[2], time[3]);
        assertThat(tested.exit()).isEqualTo(2);
        assertThat(tested.err()).contains("`test` makes no models");
        CommandRun retried = call("retry", "--full-refresh");
        assertThat(retried.exit()).isEqualTo(2);
        assertThat(retried.err()).contains("--full-refresh makes tables anew").contains("choose one");
    }

    @Test
    void makesAgainWhatWasMadeOfABatchThatIsMadeLate() {
        TempProject project = project("day", "2026-01-01")
                .write("seeds/events.csv", events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,2"))
                .write("models/daily.sql", """
                        {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',
                            batch_size='day', begin='2026-01-01', lookback=0) }}
                        select at, share from {{ ref('batched') }}
                        """);
        run("build", "--as-of", "2026-01-02 12:00:00");
        project.write("seeds/events.csv", events("1,2026-01-01 10:00:00,0", "2,2026-01-02 10:00:00,2"));
        assertThat(call("build", "--as-of", "2026-01-02 13:00:00").exit()).isEqualTo(1);
        project.write("seeds/events.csv", events("1,2026-01-01 10:00:00,4", "2,2026-01-02 10:00:00,5"));
        run("build", "--as-of", "2026-01-05 12:00:00");
        assertThat(rows("select share from daily order by \"at\"")).isEqualTo("25\n50\n");
    }

    private static final String DAILY = """
            {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',
                batch_size='day', begin='2026-01-01', lookback=0) }}
            select at, share from {{ ref('%s') }}
            """;

    @Test
    void makesLaterWhatWasSkippedBecauseABatchOfItsInputFailed() {
        TempProject project = project("day", "2026-01-01")
                .write("models/seen.sql", "{{ config(event_time='at') }}\nselect at, share from {{ ref('batched') }}")
                .write("models/daily.sql", DAILY.formatted("seen"))
                .write("seeds/events.csv", events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,2"));
        run("build", "--as-of", "2026-01-02 12:00:00");
        project.write(
                "seeds/events.csv",
                events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,0", "3,2026-01-03 10:00:00,5"));
        CommandRun failed = call("build", "--as-of", "2026-01-03 12:00:00");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("PARTIAL SUCCESS", "SKIP sql incremental model main.daily");
        assertThat(rows("select \"at\", share from daily order by 1"))
                .isEqualTo("2026-01-01 10:00:00.0 100\n2026-01-02 10:00:00.0 50\n");
        project.write(
                "seeds/events.csv",
                events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,4", "3,2026-01-03 10:00:00,5"));
        // Whoever makes the input alone does not make what reads it, and what that misses is not forgotten.
        run("build", "--select", "+batched", "--as-of", "2026-01-06 12:00:00");
        run("build", "--as-of", "2026-01-09 12:00:00");
        assertThat(starts(result("daily").at("/batch_results/successful")))
                .as(
                        "the one that failed, the one that was skipped, those of the input alone, and the usual one, each once")
                .containsExactly(
                        "2026-01-02T00:00:00Z",
                        "2026-01-03T00:00:00Z",
                        "2026-01-05T00:00:00Z",
                        "2026-01-06T00:00:00Z",
                        "2026-01-09T00:00:00Z");
        assertThat(rows("select share from daily order by \"at\"")).isEqualTo("100\n25\n20\n");
        run("build", "--as-of", "2026-01-09 13:00:00");
        assertThat(starts(result("daily").at("/batch_results/successful"))).containsExactly("2026-01-09T00:00:00Z");
        assertThat(rows("select share from daily order by \"at\"")).isEqualTo("100\n25\n20\n");
        assertThat(rows("select table_name from information_schema.tables where table_name like '%batches'"))
                .isBlank();
    }

    @Test
    void makesLaterWhatWasSkippedBecauseATableFailed() {
        TempProject project = project("day", "2026-01-01")
                .write("models/table_of_shares.sql", """
                        {{ config(materialized='table', event_time='at') }}
                        select at, 100 / amount as share from {{ ref('stg_events') }}
                        """)
                .write("models/daily.sql", DAILY.formatted("table_of_shares"));
        String[] days = {"1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,0", "3,2026-01-03 10:00:00,5"};
        project.write("seeds/events.csv", events(days[0]));
        run("build", "--as-of", "2026-01-01 12:00:00", "--exclude", "batched");
        project.write("seeds/events.csv", events(days[0], days[1]));
        assertThat(call("build", "--as-of", "2026-01-02 12:00:00", "--exclude", "batched")
                        .exit())
                .isEqualTo(1);
        project.write("seeds/events.csv", events(days[0], days[1], days[2]));
        assertThat(call("run", "--as-of", "2026-01-03 12:00:00", "--fail-fast", "--exclude", "batched")
                        .exit())
                .isEqualTo(1);
        days[1] = "2,2026-01-02 10:00:00,2";
        project.write("seeds/events.csv", events(days));
        run("build", "--as-of", "2026-01-08 12:00:00", "--exclude", "batched");
        assertThat(starts(result("daily").at("/batch_results/successful")))
                .containsExactly("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-08T00:00:00Z");
        assertThat(rows("select share from daily order by \"at\"")).isEqualTo("100\n50\n20\n");
    }

    @Test
    void makesLaterWhatAFailedHookLeftUndone() {
        project("day", "2026-01-01").write("seeds/events.csv", events("1,2026-01-01 10:00:00,1"));
        run("build", "--as-of", "2026-01-01 12:00:00");
        TempProject project = project("day", "2026-01-01")
                .write("seeds/events.csv", events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,2"))
                .write(
                        "models/batched.sql",
                        batched("day", "2026-01-01", "amount")
                                .replace("lookback=1", "lookback=0, pre_hook='select * from nowhere'"));
        assertThat(call("build", "--as-of", "2026-01-02 12:00:00").exit()).isEqualTo(1);
        project.write(
                "models/batched.sql", batched("day", "2026-01-01", "amount").replace("lookback=1", "lookback=0"));
        run("build", "--as-of", "2026-01-08 12:00:00");
        assertThat(rows("select id, share from batched order by id")).isEqualTo("1 100\n2 50\n");
    }

    @Test
    void tellsWhatReadsThemOfBatchesThatWereMadeWhileItWasSkippedOrLeftOut() {
        TempProject project = project("day", "2026-01-01")
                .write("seeds/events.csv", events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,2"))
                .write("models/shares.sql", """
                        {{ config(materialized='view', event_time='at') }}
                        select at, share from {{ ref('batched') }}
                        """)
                .write("models/daily.sql", """
                        {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',
                            batch_size='day', begin='2026-01-01', lookback=0) }}
                        select at, share from {{ ref('shares') }}
                        """);
        run("build", "--as-of", "2026-01-02 12:00:00");
        project.write("seeds/events.csv", events("1,2026-01-01 10:00:00,0", "2,2026-01-02 10:00:00,0"));
        assertThat(call("build", "--as-of", "2026-01-02 13:00:00").exit()).isEqualTo(1);
        project.write(
                "seeds/events.csv",
                events("1,2026-01-01 10:00:00,4", "2,2026-01-02 10:00:00,0", "3,2026-01-05 10:00:00,50"));
        assertThat(call("build", "--as-of", "2026-01-05 12:00:00").exit()).isEqualTo(1);
        assertThat(rows("select share from daily order by \"at\"")).isEqualTo("100\n50\n");
        project.write(
                "seeds/events.csv",
                events("1,2026-01-01 10:00:00,4", "2,2026-01-02 10:00:00,5", "3,2026-01-05 10:00:00,50"));
        run("build", "--select", "events", "batched", "--as-of", "2026-01-09 12:00:00");
        run("build", "--as-of", "2026-01-09 12:00:00");
        assertThat(rows("select share from daily order by \"at\"")).isEqualTo("25\n20\n2\n");
        assertThat(rows("select table_name from information_schema.tables where table_name like '%batches'"))
                .isBlank();
    }

    @Test
    void refusesRowsOfAnotherTime() {
        project("day", "2026-01-01")
                .write("seeds/events.csv", events("1,2026-01-01 10:00:00,1", "2,2026-01-02 10:00:00,1"))
                .write("models/stg_events.sql", "select id, at, amount from {{ ref('events') }}");
        CommandRun failed = call("build", "--as-of", "2026-01-02 12:00:00");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err())
                .contains("GC4042", "GC7084", "a batch of model `batched` gives a row of another time")
                .contains("in the batch of 2026-01-01 00:00:00 to 2026-01-02 00:00:00");
        assertThat(result().path("status").asText()).isEqualTo("error");
        assertThat(result().at("/batch_results/failed").size()).isEqualTo(2);
    }

    @Test
    void takesTheTimesOfABatchFromTheTemplate() {
        project("month", "2025-12-15")
                .write("seeds/events.csv", events("1,2025-12-31 23:59:59,1", "2,2026-01-01 00:00:00,1"))
                .write("models/stg_events.sql", "select id, at, amount from {{ ref('events') }}")
                .write("models/batched.sql", """
                        {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='day',
                            batch_size='month', begin='2025-12-15') }}
                        select id, cast(at as date) as day from {{ ref('stg_events') }}
                        {% if model.batch %}
                        where at >= timestamp '{{ model.batch.event_time_start }}'
                          and at < timestamp '{{ model.batch.event_time_end }}'
                        {% endif %}
                        """);
        assertThat(run("build", "--as-of", "2026-01-10").err()).doesNotContain("GC4042");
        assertThat(starts(result().at("/batch_results/successful")))
                .containsExactly("2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z");
        assertThat(rows("select id, day from batched order by id")).isEqualTo("1 2025-12-31\n2 2026-01-01\n");
    }

    @Test
    void givesWhatOneBuildOfTheWholeTableGivesWhateverWasMadeBefore() {
        SplittableRandom random = new SplittableRandom(20261122);
        String[] sizes = {"hour", "day", "month", "year"};
        for (int round = 0; round < 8; round++) {
            String size = sizes[round % sizes.length];
            int days = size.equals("hour") ? 2 : size.equals("day") ? 20 : 400;
            TempProject project = project(size, "2026-01-01").write("models/whole.sql", """
                    {{ config(materialized='table') }}
                    select id, at, 100 / amount as share from {{ ref('stg_events') }}
                    """);
            int rows = random.nextInt(1, 60);
            project.write("seeds/events.csv", events(random(random, rows, days)));
            LocalDateTime end = FIRST.plusDays(days);
            run("build", "--full-refresh", "--as-of", end.toString());
            // Late rows and corrections come anywhere; the backfill takes them in.
            project.write("seeds/events.csv", events(random(random, rows, days)));
            run(
                    "build",
                    "--as-of",
                    end.toString(),
                    "--event-time-start",
                    FIRST.toString(),
                    "--event-time-end",
                    end.toString());
            assertThat(rows("select id, \"at\", share from batched order by id"))
                    .as(size + " in round " + round)
                    .isEqualTo(rows("select id, \"at\", share from whole order by id"))
                    .hasLineCount(rows);
        }
    }

    private static String[] random(SplittableRandom random, int rows, int days) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(id -> id + ","
                        + FIRST.plusSeconds(random.nextLong(days * 86_400L))
                                .toString()
                                .replace('T', ' ') + "," + random.nextInt(1, 9))
                .toArray(String[]::new);
    }

    @Test
    void refusesHalfATime() {
        project("day", "2026-01-01").write("seeds/events.csv", events());
        for (List<String> wrong : List.of(
                List.of("--event-time-start", "2026-01-01"),
                List.of("--event-time-end", "2026-01-01"),
                List.of("--event-time-start", "2026-01-02", "--event-time-end", "2026-01-02"),
                List.of("--event-time-start", "soon", "--event-time-end", "2026-01-02"))) {
            List<String> arguments = new ArrayList<>(List.of("run"));
            arguments.addAll(wrong);
            CommandRun run = call(arguments.toArray(String[]::new));
            assertThat(run.exit()).as(arguments.toString()).isEqualTo(2);
            assertThat(run.err()).contains("--event-time-");
        }
    }
}
