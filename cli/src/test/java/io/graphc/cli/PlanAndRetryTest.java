package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads of the project that {@code graphc init} makes, each a difference to the one before. */
class PlanAndRetryTest {
    private static final String CHANGED = """
            person_id,full_name,company,joined_on
            1,Ada Marsh,Harbour Works,2023-02-01
            2,Ben | <b>Okoro</b>,Northlight,2023-05-17
            3,Chiara Vidal,Northlight,2024-01-09
            5,Eve Lund,,2024-04-01
            """;

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makesAProjectAndLoadsIt() {
        assertThat(CommandRun.in(folder).call("init", "people_graph").exit()).isZero();
        project = TempProject.in(folder.resolve("people_graph"));
        assertThat(call("run").exit()).isZero();
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    private Path graph() {
        return project.root().resolve("target/graph");
    }

    @Test
    void showsWhatARunWouldChangeInThreeForms() throws IOException {
        Map<String, String> before = FolderContents.read(graph());
        project.write("data/people.csv", CHANGED);
        for (String form : new String[] {"text", "json", "markdown"}) {
            CommandRun plan = call("plan", "--quiet", "--output", form);
            assertThat(plan.exit()).as(plan.err()).isZero();
            GoldenFile.check(GoldenFile.resource("terminal/plan/people." + form + ".txt"), plan.out());
        }
        assertThat(call("run", "--dry-run").out()).isEqualTo(call("plan").out());
        assertThat(FolderContents.read(graph())).isEqualTo(before);
    }

    @Test
    void refusesManyDeletesBeforeItWritesAndRunsAgainWithLeave() throws IOException {
        Map<String, String> before = FolderContents.read(graph());
        project.write("data/people.csv", CHANGED);
        CommandRun refused = call("run");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("error[GC8009]: this load would delete 1 of 4 `Person`")
                .contains("error[GC8009]: this load would delete 1 of 3 `WORKS_AT`");
        assertThat(FolderContents.read(graph())).isEqualTo(before);
        CommandRun allowed = call("run", "--allow-deletes");
        assertThat(allowed.exit()).as(allowed.err()).isZero();
        assertThat(allowed.err())
                .contains("4 (1 new, 1 changed, 2 unchanged, 1 deleted)")
                .contains("2 (0 new, 2 changed, 0 unchanged)");
        assertThat(FolderContents.read(graph())).containsKey("load-000002/deletes/nodes/Person-00001.csv");
        assertThat(call("run").err()).contains("4 (0 new, 0 changed, 4 unchanged)");
    }

    @Test
    void tellsWhatHasChangedAlsoWhereAllIsWrittenAgain() throws IOException {
        project.write("data/people.csv", CHANGED);
        CommandRun plan = call("plan", "--full-refresh");
        assertThat(plan.exit()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("1 new, 1 changed, 1 to delete, 2 unchanged and written again")
                .contains("elements to write (", " of them unchanged, for --full-refresh writes everything again), ");
        assertThat(call("plan", "--full-refresh", "--output", "json").out()).contains("\"rewritten\": 2");
        assertThat(call("run", "--full-refresh", "--allow-deletes").exit()).isZero();
        assertThat(call("plan").out()).contains("nothing to change");
    }

    @Test
    void retriesALoadThatWasRefusedWithLeaveToDelete() {
        project.write("data/people.csv", CHANGED);
        assertThat(call("run").exit()).isEqualTo(1);
        assertThat(call("retry").err()).contains("error[GC8009]");
        assertThat(call("plan").exit()).isZero();
        CommandRun retry = call("retry", "--allow-deletes");
        assertThat(retry.exit()).as(retry.err()).isZero();
        assertThat(retry.err()).contains("4 (1 new, 1 changed, 2 unchanged, 1 deleted)");
    }

    @Test
    void retriesWhatFailedOrWasSkippedAndNothingElse() throws IOException {
        assertThat(call("retry").err()).contains("nothing failed in the last run");
        String companies = Files.readString(project.root().resolve("models/companies.sql"));
        project.write("models/companies.sql", """
                {{ config(materialized='table') }}
                select company, 1 / (length(company) - length(company)) as people from {{ ref('people') }}
                where company is not null group by company
                """);
        project.write("data/people.csv", CHANGED);
        assertThat(call("build", "--allow-deletes").exit()).isEqualTo(1);
        project.write("models/companies.sql", companies);
        CommandRun retry = call("retry");
        assertThat(retry.exit()).as(retry.err()).isZero();
        assertThat(retry.err())
                .startsWith("what succeeded in the last run is left as it is: its tables are not built again\n")
                .contains("model main.companies")
                .doesNotContain("model main.people ")
                .contains("4 (1 new, 1 changed, 2 unchanged, 1 deleted)");
        assertThat(call("retry").err()).contains("nothing failed in the last run");
        assertThat(call("retry", "--select", "people").exit()).isEqualTo(2);
    }

    @Test
    void retryLeavesOutWhatDidNotApply() {
        project.write("tests/nobody.gremlin", "g.V().hasLabel('Person')\n")
                .write("tests/nobody_either.cypher", "MATCH (p:Person) RETURN p\n");
        assertThat(call("build").exit()).isEqualTo(1);
        assertThat(project.read("target/run_results.json")).contains("\"omitted\": true");
        CommandRun retry = call("retry");
        assertThat(retry.exit()).isEqualTo(1);
        assertThat(retry.err()).contains("nobody").doesNotContain("nobody_either", "model main.", "WORKS_AT");
    }

    private void breakCompanies() {
        project.write(
                "models/companies.sql",
                "{{ config(materialized='table') }}\n"
                        + "select company, 1 / (length(company) - length(company)) as people from {{ ref('people') }}\n"
                        + "where company is not null group by company\n");
    }

    @Test
    void retryAddsItsOwnFlagsToThoseOfTheLastRun() {
        breakCompanies();
        assertThat(call("run", "--fail-fast").exit()).isEqualTo(1);
        assertThat(call("retry", "--full-refresh").exit()).isEqualTo(1);
        assertThat(project.read("target/run_results.json"))
                .contains("\"fail_fast\": \"true\"", "\"full_refresh\": \"true\"");
    }

    @Test
    void retryKnowsTheResultsOfDbtFromItsOwn() {
        project.write(
                "target/run_results.json",
                "{\"metadata\": {\"dbt_version\": \"1.10.0\"}, \"args\": {\"which\": \"seed\"}, \"results\": []}\n");
        CommandRun retry = call("retry");
        assertThat(retry.exit()).as(retry.err()).isZero();
        assertThat(retry.err()).contains("nothing failed in the last run, or there was none");
    }

    @Test
    void retryRepeatsTheLastCallAlone() {
        breakCompanies();
        project.write("tenants/east.yml", "description: East\n").write("tenants/west.yml", "description: West\n");
        assertThat(call("build", "--tenant", "east").exit()).isEqualTo(1);
        assertThat(call("run", "--tenant", "west", "--select", "companies").exit())
                .isEqualTo(1);
        CommandRun retry = call("retry");
        assertThat(retry.exit()).isEqualTo(1);
        assertThat(project.read("target/tenants/east/run_results.json")).contains("\"which\": \"build\"");
        assertThat(project.read("target/tenants/west/run_results.json"))
                .contains("\"which\": \"run\"", "\"select\": \"companies\"");
        assertThat(retry.err()).contains("0 tenants succeeded, 1 failed: west");
        assertThat(call("retry", "--tenant", "east").exit()).isEqualTo(1);
        assertThat(project.read("target/tenants/east/run_results.json")).contains("\"which\": \"build\"");
    }

    @Test
    void retryChoosesNothingThatTheLastRunLeftOut() throws IOException {
        breakCompanies();
        assertThat(call("build", "--resource-type", "model", "seed", "--exclude-resource-type", "test", "--allow-empty")
                        .exit())
                .isEqualTo(1);
        Path results = project.root().resolve("target/run_results.json");
        ObjectMapper json = new ObjectMapper();
        ObjectNode edited = (ObjectNode) json.readTree(results.toFile());
        assertThat(edited.path("args").path("resource_types").asText()).isEqualTo("model seed");
        // As where the run failed before its first step.
        edited.putArray("results");
        json.writeValue(results.toFile(), edited);

        CommandRun retry = call("retry");

        assertThat(retry.exit()).isEqualTo(1);
        assertThat(retry.err()).contains("model main.companies").doesNotContain("WORKS_AT", "Person", " test ");
        assertThat(project.read("target/run_results.json"))
                .contains(
                        "\"resource_types\": \"model seed\"",
                        "\"exclude_resource_types\": \"test\"",
                        "\"allow_empty\": \"true\"");
    }
}
