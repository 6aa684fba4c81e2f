package io.graphc.runtime.emit.neo4jadmin;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.relationship;
import static io.graphc.runtime.emit.GraphFixture.rows;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Cardinality;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriterContract;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.RandomRows;
import io.graphc.runtime.emit.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Neo4jAdminWriterTest implements GraphWriterContract {
    @TempDir
    Path folder;

    @Override
    public GraphTarget target() {
        return new GraphTarget("graph", "neo4j_admin", Map.of("path", "out/import"));
    }

    @Override
    public GraphWriter writer(CompiledProject project) {
        return new GraphWriters(folder).create(project);
    }

    @Override
    public RandomRows.Limits limits() {
        return imports();
    }

    /** What the format holds. */
    static RandomRows.Limits imports() {
        return new RandomRows.Limits(
                RandomRows.Limits.NONE.firstDay(),
                RandomRows.Limits.NONE.lastDay(),
                ChronoUnit.MICROS,
                words -> !words.equals(List.of("")));
    }

    @Override
    public boolean takes(String name) {
        return name.indexOf('{') < 0;
    }

    @Override
    public boolean updatesInPlace() {
        return false;
    }

    @Override
    public StoredGraph stored() {
        return ImportedFiles.read(folder.resolve("out/import"));
    }

    @Override
    public @Nullable Object expected(PropertyPlan property, Object value) {
        return imported(property, value);
    }

    /** What a server holds that was imported from the files. */
    static @Nullable Object imported(PropertyPlan property, Object value) {
        if (property.cardinality() == Cardinality.SINGLE) {
            return single(property.type(), value);
        }
        List<Object> values = new ArrayList<>();
        for (Object element : (List<?>) value) {
            if (element != null) {
                values.add(single(property.type(), element));
            }
        }
        return values.isEmpty() ? null : values;
    }

    private static Object single(PropertyType type, Object value) {
        return switch (type) {
            case BYTE, SHORT, INTEGER, LONG -> ((Number) value).longValue();
            case FLOAT, DOUBLE -> ((Number) value).doubleValue();
            case DATETIME -> ((OffsetDateTime) value).toZonedDateTime();
            default -> value;
        };
    }

    @Test
    void givesTheCommandLineAndTheConstraints() throws IOException {
        NodePlan node = node(List.of("My `User`"), text("name"));
        NodePlan none = node(List.of("None"), text("name"));
        RelationshipPlan link = relationship("KNOWS", "My `User`", "My `User`");
        GraphTarget target = new GraphTarget(
                "graph",
                "neo4j_admin",
                Map.of("path", "out/import", "gzip", true, "max_file_size", "40", "database", "shop"));
        CompiledProject project = GraphFixture.project(target, Optional.empty(), node, none, link);
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(
                node,
                List.of(List.of("u|1", "a"), List.of("u|2", "two\nlines"), List.of("u|3", "x".repeat(2_000_000))));
        rows.put(none, List.of());
        rows.put(link, List.of(List.of("KNOWS|1", "u|1", "u|2")));
        load(project, rows);
        Path out = folder.resolve("out/import");
        List<String> arguments = Files.readAllLines(out.resolve("import.args"));
        assertThat(arguments.subList(0, arguments.size() - 2))
                .containsExactly(
                        "--id-type=string",
                        "--array-delimiter=U+001F",
                        "--bad-tolerance=0",
                        "--skip-bad-relationships=false",
                        "--skip-duplicate-nodes=false",
                        "--multiline-fields=true",
                        "--read-buffer-size=8m");
        assertThat(arguments.get(arguments.size() - 2))
                .matches(
                        "--nodes=(nodes/My__User_-[0-9a-f]{8})-header.csv,\\1-00001.csv.gz,\\1-00002.csv.gz,\\1-00003.csv.gz");
        assertThat(arguments.get(arguments.size() - 1))
                .isEqualTo("--relationships=relationships/KNOWS-header.csv,relationships/KNOWS-00001.csv.gz");
        assertThat(Files.readString(out.resolve("README.txt")))
                .contains("\n    neo4j-admin database import full shop @import.args\n")
                .contains("\n    cypher-shell -d shop -f constraints.cypher\n");
        assertThat(Files.readString(out.resolve("constraints.cypher")))
                .isEqualTo("CREATE CONSTRAINT `graphc node My ``User`` _id` IF NOT EXISTS FOR (e:`My ``User```) REQUIRE"
                        + " e.`_id` IS UNIQUE;\n"
                        + "CREATE CONSTRAINT `graphc node None _id` IF NOT EXISTS FOR (e:`None`) REQUIRE e.`_id` IS"
                        + " UNIQUE;\n"
                        + "CREATE CONSTRAINT `graphc relationship KNOWS _id` IF NOT EXISTS FOR ()-[e:`KNOWS`]-() REQUIRE"
                        + " e.`_id` IS UNIQUE;\n");
    }

    @Test
    void keepsTheFilesOfTypesThatARunLeavesOut() {
        NodePlan first = node(List.of("First"), text("name"));
        NodePlan second = node(List.of("Second"), text("name"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), first, second);
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(first, List.of(List.of("First|1", "a")));
        rows.put(second, List.of(List.of("Second|1", "b")));
        load(project, rows);
        load(project, Map.of(first, List.of(List.of("First|2", "c"))));
        assertThat(stored().nodes()).containsOnlyKeys("First|2", "Second|1");
    }

    @Test
    void refusesWhatTheFormatCannotHold() {
        PropertyPlan words =
                new PropertyPlan("words", PropertyType.STRING, Cardinality.LIST, SqlTypes.array(SqlTypes.VARCHAR));
        NodePlan node = node(List.of("Thing"), words);
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        for (List<String> value : List.of(List.of(""), List.of("a", "b\u001fc"))) {
            try (GraphWriter writer = writer(project)) {
                writer.open(project);
                assertThatThrownBy(() ->
                                writer.write(node, rows(node, List.of(List.of("Thing|1", value))), WriteMode.UNKNOWN))
                        .isInstanceOfSatisfying(GraphcException.class, e -> {
                            assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.BAD_VALUE);
                            assertThat(e.diagnostic().message())
                                    .startsWith("property `words` of node `Thing|1` (`Thing`) ");
                        });
            }
        }
        assertThat(folder.resolve("out/import")).doesNotExist();
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertRefused(Map.of(), "graph output `graph` lacks the key `path`");
        assertRefused(Map.of("path", "x", "zip", true), "graph output `graph` has no key `zip`");
        assertRefused(
                Map.of("path", "x", "max_file_size", "big"),
                "graph output `graph`: `max_file_size` is `big`, expected a size such as `256MB`");
        assertRefused(
                Map.of("path", "x", "gzip", "yes"), "graph output `graph`: `gzip` is `yes`, expected true or false");
    }

    private void assertRefused(Map<String, Object> settings, String message) {
        CompiledProject project =
                GraphFixture.project(new GraphTarget("graph", "neo4j_admin", settings), Optional.empty());
        assertThatThrownBy(() -> writer(project))
                .isInstanceOfSatisfying(
                        GraphcException.class,
                        e -> assertThat(e.diagnostic().message()).isEqualTo(message));
    }
}
