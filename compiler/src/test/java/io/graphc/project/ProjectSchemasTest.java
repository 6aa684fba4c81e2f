package io.graphc.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProjectSchemasTest {
    private static final Path COMMITTED = Path.of("src/main/resources/io/graphc/schema");

    @TestFactory
    Stream<DynamicTest> committedSchemasAreThoseOfTheLoader() {
        return ProjectSchemas.all().entrySet().stream()
                .map(schema -> DynamicTest.dynamicTest(
                        schema.getKey(),
                        () -> GoldenFile.check(COMMITTED.resolve(schema.getKey()), schema.getValue())));
    }

    @Test
    void everySchemaIsJsonWhoseReferencesLead() throws IOException {
        for (String text : ProjectSchemas.all().values()) {
            JsonNode schema = new ObjectMapper().readTree(text);
            List<String> references = schema.findValuesAsText("$ref");
            assertThat(references).isNotEmpty();
            for (String reference : references) {
                JsonNode target = schema.at(reference.substring(1));
                assertThat(target.path("type").path(0).asText()).as(reference).isEqualTo("object");
            }
        }
    }

    @Test
    void schemaListsTheKeysOfANode() throws IOException {
        JsonNode graph = new ObjectMapper().readTree(ProjectSchemas.all().get("graph.schema.json"));
        JsonNode node = graph.at("/$defs/node");
        assertThat(node.at("/additionalProperties").asBoolean(true)).isFalse();
        assertThat(node.at("/required").toString()).isEqualTo("[\"from\"]");
        assertThat(node.at("/properties/order_by/deprecated").asBoolean()).isTrue();
        assertThat(node.at("/properties/labels_from/anyOf/0/$ref").asText()).isEqualTo("#/$defs/labels_from");
        assertThat(node.at("/properties/scope/anyOf/0/enum").toString()).isEqualTo("[\"tenant\",\"global\"]");
    }
}
