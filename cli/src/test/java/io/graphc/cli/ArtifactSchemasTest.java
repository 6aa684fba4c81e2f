package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What graphc writes for other tools is what the schemas in {@code docs/schemas} and the tools' own standards say. */
class ArtifactSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    @TempDir
    Path folder;

    static void check(String what, JsonNode json, Path schema) throws IOException {
        JsonSchema read = SCHEMAS.getSchema(Files.readString(schema));
        Set<ValidationMessage> problems =
                read.validate(json, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
        assertThat(problems).as(what).isEmpty();
    }

    private static Path published(String name) {
        return Examples.ROOT.resolve("docs/schemas").resolve(name);
    }

    @Test
    void theLearningExampleLeavesWhatTheSchemasSay() throws IOException {
        TempProject project = Examples.learning(folder);

        CommandRun built = CommandRun.in(project.root())
                .call("build", "--tenant", "harbour", "--log-format", "json", "--as-of", "2026-06-01");
        assertThat(built.exit()).as(built.transcript()).isZero();
        CommandRun documented =
                CommandRun.in(project.root()).call("docs", "generate", "--tenant", "harbour", "--as-of", "2026-06-01");
        assertThat(documented.exit()).as(documented.transcript()).isZero();
        assertThat(documented.err()).contains("wrote target/tenants/harbour/catalog.json: ");

        Path target = project.root().resolve("target/tenants/harbour");
        for (List<String> artifact : List.of(
                List.of("manifest.json", "manifest.v2.schema.json"),
                List.of("run_results.json", "run-results.v1.schema.json"),
                List.of("catalog.json", "catalog.v1.schema.json"))) {
            JsonNode json = JSON.readTree(target.resolve(artifact.get(0)).toFile());
            check(artifact.get(0), json, published(artifact.get(1)));
        }
        List<String> events = new ArrayList<>();
        for (String line : built.err().lines().toList()) {
            JsonNode event = JSON.readTree(line);
            check(line, event, published("log.v1.schema.json"));
            events.add(event.path("event").asText());
        }
        assertThat(events).contains("step_started", "step_finished").endsWith("run_finished");
        assertReadAsDbtsReadersDo(target);
    }

    /** What readers of dbt's artifacts join: results with nodes, nodes with their parents, the catalog with both. */
    private static void assertReadAsDbtsReadersDo(Path target) throws IOException {
        JsonNode manifest = JSON.readTree(target.resolve("manifest.json").toFile());
        JsonNode catalog = JSON.readTree(target.resolve("catalog.json").toFile());
        JsonNode results = JSON.readTree(target.resolve("run_results.json").toFile());
        int models = 0;
        for (JsonNode node : manifest.path("nodes")) {
            String id = node.path("unique_id").asText();
            for (JsonNode parent : node.path("depends_on").path("nodes")) {
                assertThat(manifest.path("child_map").path(parent.asText()))
                        .as(parent.asText())
                        .extracting(JsonNode::asText)
                        .contains(id);
            }
            if (node.path("resource_type").asText().equals("model")) {
                models++;
                assertThat(node.path("raw_code").asText()).as(id).isNotBlank();
                boolean stored =
                        !node.path("config").path("materialized").asText().equals("ephemeral");
                assertThat(catalog.path("nodes").path(id).path("columns").size())
                        .as(id)
                        .isEqualTo(stored ? node.path("columns").size() : 0);
            }
        }
        assertThat(models).isPositive();
        for (JsonNode result : results.path("results")) {
            String id = result.path("unique_id").asText();
            if (id.startsWith("model.")) {
                JsonNode node = manifest.path("nodes").path(id);
                assertThat(result.path("compiled_code")).isEqualTo(node.path("compiled_code"));
                assertThat(result.path("relation_name")).isEqualTo(node.path("relation_name"));
            }
        }
    }

    @Test
    void batchesAndWhatIsDisabledAreToldAsTheSchemasSay() throws IOException {
        TempProject project = DuckDbProject.shop(folder)
                .write("seeds/events.csv", "id,at,amount\n1,2026-01-01 10:00:00,5\n2,2026-01-02 10:00:00,0\n")
                .write(
                        "seeds/seeds.yml",
                        "seeds:\n  - name: events\n"
                                + "    config: {event_time: at, column_types: {at: timestamp, amount: integer}}\n")
                .write("models/batched.sql", """
                        {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',
                            batch_size='day', begin='2026-01-01') }}
                        select id, at, 100 / amount as share from {{ ref('events') }}
                        """)
                .write("models/old.sql", "{{ config(enabled=false) }}\nselect id from {{ ref('batched') }}\n")
                .write("models/models.yml", """
                        models:
                          - name: batched
                            columns:
                              - name: id
                                data_tests:
                                  - unique: {config: {enabled: false}}
                          - name: older
                            config: {enabled: false}
                        exposures:
                          - {name: report, type: dashboard, owner: {name: Ann}, config: {enabled: false}}
                        """)
                .write("models/older.sql", "select 1 as a");

        CommandRun built = CommandRun.in(project.root()).call("build", "--as-of", "2026-01-03");

        assertThat(built.exit()).as(built.transcript()).isOne();
        Path target = project.root().resolve("target");
        JsonNode manifest = JSON.readTree(target.resolve("manifest.json").toFile());
        check("manifest.json", manifest, published("manifest.v2.schema.json"));
        List<String> disabled = new ArrayList<>();
        manifest.path("disabled").fieldNames().forEachRemaining(disabled::add);
        assertThat(disabled).contains("model.shop.old", "model.shop.older");
        assertThat(manifest.at("/nodes/model.shop.batched/incremental/microbatch/batch_size")
                        .asText())
                .as(manifest.at("/nodes/model.shop.batched/incremental").toString())
                .isEqualTo("day");
        JsonNode results = JSON.readTree(target.resolve("run_results.json").toFile());
        check("run_results.json", results, published("run-results.v1.schema.json"));
        List<String> outcomes = new ArrayList<>();
        results.path("results").forEach(result -> {
            JsonNode batches = result.path("batch_results");
            outcomes.add(batches.path("successful").size() + " made, "
                    + batches.path("failed").size() + " failed");
        });
        assertThat(outcomes).as(results.toString()).contains("1 made, 1 failed");
    }

    @Test
    void theAgeOfSourcesIsToldAsTheSchemaSays() throws IOException {
        assertThat(CommandRun.in(folder).call("init", "people").exit()).isZero();
        TempProject project = TempProject.in(folder.resolve("people"));
        project.edit(
                "models/sources.yml",
                "      - name: people\n",
                "      - name: people\n        loaded_at_field: joined_on\n"
                        + "        freshness: {warn_after: {count: 1, period: day}}\n");

        CommandRun asked = CommandRun.in(project.root()).call("source", "freshness");

        Path file = project.root().resolve("target/sources.json");
        assertThat(file).as(asked.transcript()).exists();
        check("sources.json", JSON.readTree(file.toFile()), published("sources.schema.json"));
    }
}
