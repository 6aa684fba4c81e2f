package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands do with a part of a project, or of its rows. */
class SelectionCommandTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void writeProject() {
        project = DuckDbProject.ofTwoTargets(folder)
                .write("seeds/events.csv", "id,at\n1,2026-01-01\n2,2026-02-01\n3,2026-03-01\n")
                .write(
                        "seeds/events.yml",
                        "seeds:\n  - name: events\n    config: {event_time: at, column_types: {at: date}}\n")
                .write(
                        "models/staged.sql",
                        "{{ config(materialized='table', tags=['first']) }}\nselect id, at from {{ ref('events') }}\n")
                .write(
                        "models/last.sql",
                        "{{ config(materialized='table') }}\nselect s.id from {{ ref('staged') }} s\n")
                .write(
                        "graph/events.yml",
                        "version: 1\nnodes:\n  - {label: Event, from: ref('last'), key: [id], properties: [id]}\n");
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    private CommandRun run(String... arguments) {
        CommandRun run = call(arguments);
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        return run;
    }

    private static String rows(CommandRun run, String model) {
        Matcher line = Pattern.compile("model \\w+\\." + model + " \\.+ \\[(\\d+ rows?) in")
                .matcher(run.err());
        assertThat(line.find()).as(run.err()).isTrue();
        return line.group(1);
    }

    @Test
    void buildsModelsWithoutRowsAndLeavesTheGraph() {
        assertThat(rows(run("build"), "last")).isEqualTo("3 rows");

        CommandRun empty = run("build", "--empty");

        assertThat(rows(empty, "staged")).isEqualTo("0 rows");
        assertThat(rows(empty, "last")).isEqualTo("0 rows");
        assertThat(empty.err()).doesNotContain("Event");
        assertThat(run("plan", "--exclude", "events").out()).contains("3");
    }

    @Test
    void readsTheRowsOfATime() {
        run("build");

        CommandRun sample = run("run", "--sample", "{start: 2026-01-15, end: 2026-02-15}");

        assertThat(rows(sample, "staged")).isEqualTo("1 row");
        assertThat(sample.err()).doesNotContain("Event");
        assertThat(rows(run("run", "--as-of", "2026-03-02", "--sample", "40 days"), "staged"))
                .isEqualTo("2 rows");
        assertThat(call("run", "--sample", "much").exit()).isEqualTo(2);
        assertThat(call("run", "--sample", "1 day", "--empty").exit()).isEqualTo(2);
    }

    @Test
    void readsTheRelationsOfAnotherCompilationInPlaceOfThoseThatAreNotBuilt() throws IOException {
        run("run", "--target", "prod");
        Files.createDirectories(folder.resolve("state"));
        Files.copy(folder.resolve("target/manifest.json"), folder.resolve("state/manifest.json"));
        assertThat(call("run", "--select", "last").exit()).isEqualTo(1);

        CommandRun deferred = run("run", "--select", "last", "--defer", "--state", "state");

        assertThat(rows(deferred, "last")).isEqualTo("3 rows");
        project.write("seeds/events.csv", "id,at\n1,2026-01-01\n");
        run("run", "--select", "events staged");
        assertThat(rows(run("run", "-s", "last", "--defer", "--state", "state"), "last"))
                .isEqualTo("1 row");
        assertThat(rows(run("run", "-s", "last", "--defer", "--favor-state", "--state", "state"), "last"))
                .isEqualTo("3 rows");
        assertThat(call("run", "--defer").exit()).isEqualTo(2);
        assertThat(call("run", "--favor-state").exit()).isEqualTo(2);
    }

    @Test
    void listsPartsInSeveralForms() {
        assertThat(run("ls").out()).isEqualTo("shop.last\nshop.staged\nnode:Event\nshop.events\n");
        assertThat(run("ls", "--output", "name", "--resource-type", "model", "node")
                        .out())
                .isEqualTo("last\nstaged\nEvent\n");
        assertThat(run("ls", "--output", "path", "--exclude-resource-type", "seed")
                        .out())
                .isEqualTo("models/last.sql\nmodels/staged.sql\ngraph/events.yml\n");
        assertThat(run("ls", "-s", "staged", "--output", "json", "--output-keys", "name", "config.materialized")
                        .out())
                .isEqualTo("{\"name\":\"staged\",\"config.materialized\":\"table\"}\n");
        assertThat(call("ls", "--output-keys", "name").exit()).isEqualTo(2);
    }

    @Test
    void selectsByNameAndByDefault() {
        project.write("selectors.yml", """
                selectors:
                  - {name: first, definition: "tag:first"}
                  - {name: usual, default: true, definition: {method: fqn, value: last, parents: true, parents_depth: 1}}
                """);

        assertThat(run("ls").out()).isEqualTo("shop.last\nshop.staged\n");
        assertThat(run("ls", "--selector", "first").out()).isEqualTo("shop.staged\n");
        assertThat(run("ls", "-s", "events selector:first").out()).isEqualTo("shop.staged\nshop.events\n");
        assertThat(call("ls", "--selector", "frist").err())
                .contains("--selector:1:1")
                .contains("did you mean `first`?");
        assertThat(call("ls", "--selector", "first", "-s", "last").exit()).isEqualTo(2);
        project.write("selectors.yml", "selectors:\n  - {name: first, definition: {tagg: first}}\n");
        assertThat(call("ls", "--selector", "first").err()).contains("selectors.yml:2:32");
    }

    @Test
    void saysWhenNothingIsSelected() {
        CommandRun nothing = call("run", "--select", "lasd");
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.err()).startsWith("error[GC2012]: `lasd` selects nothing\n  --> --select:1:1");
        assertThat(call("ls", "--selector", "nightly").err())
                .startsWith("error[GC2030]: selector `nightly` not found\n  --> --selector:1:1")
                .contains("note: the project has no named selectors; they are written in `selectors.yml`");
        assertThat(call("ls", "--select", "last", "--exclude", "last").err())
                .startsWith("error[GC2012]: nothing is selected");
        assertThat(run("ls", "--select", "lasd", "--allow-empty").err()).startsWith("warning[GC2031]");
        assertThat(run("ls", "--select", "last lasd").out()).isEqualTo("shop.last\n");
    }

    @Test
    void selectsByTenant() {
        project.write("tenants/north.yml", "tags: [cold]\n").write("tenants/south.yml", "description: The warm one.\n");

        assertThat(run("ls", "--select", "last,tenant:north").out()).isEqualTo("shop.last\n");
        assertThat(run("ls", "--select", "last,tenant:tag:cold").out()).isEqualTo("shop.last\n");
        assertThat(call("ls", "--select", "last,tenant:west").out()).isEmpty();
        CommandRun misspelt = call("run", "--select", "tenant:nroth");
        assertThat(misspelt.exit()).isEqualTo(1);
        assertThat(misspelt.err()).contains("""
                error[GC2012]: `tenant:nroth` selects nothing
                  --> --select:1:8
                   |
                 1 |   tenant:nroth
                   |          ^^^^^
                  = help: did you mean `north`?
                """);
        assertThat(call("ls", "--select", "last tenant:tag:warm").err())
                .contains("warning[GC2031]: `tenant:tag:warm` selects nothing", "tags of tenants: `cold`");
        assertThat(run("ls", "--tenant", "south", "--select", "tenant:north").err())
                .isEmpty();
        run("run", "--select", "+last,tenant:n*");
        assertThat(folder.resolve("target/tenants/north/run_results.json"))
                .content()
                .contains("model.shop.last");
        assertThat(folder.resolve("target/tenants/south/run_results.json"))
                .content()
                .doesNotContain("model.shop.last");
    }

    @Test
    void selectsWhatReadsSourcesWithNewerRows() throws IOException {
        project.write("data/visits.csv", "id,seen_at\n1,2026-01-01 00:00:00\n")
                .write("data/bells.csv", "id,seen_at\n1,2026-01-01 00:00:00\n")
                .write("models/raw.yml", """
                        sources:
                          - name: raw
                            config: {meta: {external_location: 'data/{name}.csv'}}
                            loaded_at_field: seen_at
                            freshness: {error_after: {count: 99, period: day}}
                            tables:
                              - name: visits
                                columns: [{name: id, data_type: bigint}, {name: seen_at, data_type: timestamp}]
                              - name: bells
                                columns: [{name: id, data_type: bigint}, {name: seen_at, data_type: timestamp}]
                        """)
                .write("models/visited.sql", "select id from {{ source('raw', 'visits') }}\n")
                .write("models/rung.sql", "select id from {{ source('raw', 'bells') }}\n");
        run("source", "freshness", "--as-of", "2026-02-01");
        Files.createDirectories(folder.resolve("before"));
        Files.copy(folder.resolve("target/sources.json"), folder.resolve("before/sources.json"));
        project.write("data/visits.csv", "id,seen_at\n1,2026-01-01 00:00:00\n2,2026-01-05 00:00:00\n");
        run("source", "freshness", "--as-of", "2026-02-01");

        assertThat(run("ls", "--select", "source_status:fresher+", "--state", "before")
                        .out())
                .isEqualTo("shop.visited\nsource:shop.raw.visits\n");
    }

    @Test
    void selectsByTheResultsOfAnEarlierRun() {
        project.write(
                "models/broken.sql",
                "{{ config(materialized='table') }}\nselect cast(concat('x', cast(id as varchar)) as integer) as id"
                        + " from {{ ref('staged') }}\n");
        assertThat(call("run", "--select", "resource_type:seed staged broken").exit())
                .isEqualTo(1);

        assertThat(run("ls", "--select", "result:error", "--state", "target").out())
                .isEqualTo("shop.broken\n");
        assertThat(run("ls", "--select", "result:success", "--state", "target").out())
                .isEqualTo("shop.staged\nshop.events\n");
    }
}
