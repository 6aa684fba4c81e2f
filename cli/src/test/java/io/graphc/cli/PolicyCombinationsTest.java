package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.cli.PolicyModel.Policies;
import io.graphc.cli.PolicyModel.Row;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneEdge;
import io.graphc.testkit.neptune.NeptuneGraph;
import io.graphc.testkit.neptune.NeptuneVertex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rows with nulls, duplicates that agree and that do not, values that do not fit and ends that are not there, under
 * every combination of policies that reject, merge, make or drop: graph, reject files and accounts are those of {@link
 * PolicyModel}.
 */
class PolicyCombinationsTest {
    private static final int BYTE = 127;
    private static final int SHORT = 32767;

    @TempDir
    Path folder;

    private final Map<String, PolicyModel> nodes = new TreeMap<>();
    private final Map<String, PolicyModel> relationships = new TreeMap<>();
    private final Map<String, String> ends = new TreeMap<>();

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void comesOutAsComputed(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(20260301L * seed);
        List<Row> people = new ArrayList<>();
        List<Row> knows = new ArrayList<>();
        TempProject project = DuckDbProject.forms(folder)
                .write("seeds/people_raw.csv", people(random, people))
                .write("seeds/knows_raw.csv", knows(random, knows))
                .write("models/people.sql", """
                        select cast(id as bigint) as id, cast(name as varchar) as name, cast(age as integer) as age,
                          cast(seen as integer) as seen
                        from {{ ref('people_raw') }}
                        """)
                .write("models/knows.sql", """
                        select cast(a as bigint) as a, cast(b as bigint) as b, cast(k as varchar) as k,
                          cast(note as varchar) as note, cast(weight as bigint) as weight, cast(seen as integer) as seen
                        from {{ ref('knows_raw') }}
                        """)
                .write("graph/graph.yml", mappings(random));
        compute(people, knows);
        CommandRun run = CommandRun.in(project.root()).call("build");
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        graphIsAsComputed();
        rejectFilesAreAsComputed();
        accountsAreAsComputed();
    }

    private static @Nullable Integer number(SplittableRandom random, int most) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> most + 1 + random.nextInt(50);
            case 2 -> -most - 2 - random.nextInt(50);
            default -> random.nextInt(3);
        };
    }

    private static @Nullable String name(SplittableRandom random) {
        int which = random.nextInt(4);
        return which == 0 ? null : "n" + which;
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String people(SplittableRandom random, List<Row> rows) {
        StringBuilder csv = new StringBuilder("id,name,age,seen\n");
        for (int i = 0; i < 60; i++) {
            Integer id = random.nextInt(12) == 0 ? null : (Integer) random.nextInt(30);
            String name = name(random);
            Integer age = number(random, BYTE);
            Integer seen = random.nextInt(5) == 0 ? null : (Integer) random.nextInt(4);
            String line = cell(id) + "," + cell(name) + "," + cell(age) + "," + cell(seen);
            rows.add(new Row(id == null ? null : id.toString(), "", "", name, age, seen, line));
            csv.append(line).append('\n');
            if (random.nextInt(5) == 0) {
                rows.add(rows.get(rows.size() - 1));
                csv.append(line).append('\n');
            }
        }
        return csv.toString();
    }

    private static String knows(SplittableRandom random, List<Row> rows) {
        StringBuilder csv = new StringBuilder("a,b,k,note,weight,seen\n");
        for (int i = 0; i < 120; i++) {
            Integer a = random.nextInt(20) == 0 ? null : (Integer) random.nextInt(33);
            Integer b = random.nextInt(20) == 0 ? null : (Integer) random.nextInt(33);
            String k = random.nextInt(20) == 0 ? null : "k" + random.nextInt(2);
            String note = name(random);
            Integer weight = number(random, SHORT);
            Integer seen = random.nextInt(5) == 0 ? null : (Integer) random.nextInt(4);
            String line = String.join(",", cell(a), cell(b), cell(k), cell(note), cell(weight), cell(seen));
            String key = a == null || b == null || k == null ? null : a + "-" + b + "-" + k;
            for (int copies = random.nextInt(4) == 0 ? 2 : 1; copies > 0; copies--) {
                rows.add(new Row(key, cell(a), cell(b), note, weight, seen, line));
                csv.append(line).append('\n');
            }
            if (random.nextInt(4) == 0) {
                String other = name(random);
                String second = String.join(",", cell(a), cell(b), cell(k), cell(other), cell(weight), cell(seen));
                rows.add(new Row(key, cell(a), cell(b), other, weight, seen, second));
                csv.append(second).append('\n');
            }
        }
        return csv.toString();
    }

    private String mappings(SplittableRandom random) {
        StringBuilder nodeText = new StringBuilder("nodes:\n");
        StringBuilder relationshipText = new StringBuilder("relationships:\n");
        for (String bad : List.of("reject", "drop")) {
            for (String duplicates : List.of("reject", "merge", "first")) {
                String label = "P_" + bad + "_" + duplicates;
                nodes.put(label, new PolicyModel(new Policies(bad, duplicates, ""), -BYTE - 1, BYTE));
                nodeText.append("  - label: ")
                        .append(label)
                        .append("\n    from: ref('people')\n    key: id\n")
                        .append("    properties: [id, name, {name: age, type: byte}]\n")
                        .append(policies(bad, duplicates));
            }
        }
        List<String> labels = List.copyOf(nodes.keySet());
        for (String bad : List.of("reject", "drop")) {
            for (String duplicates : List.of("reject", "merge", "first")) {
                for (String missing : List.of("reject", "create")) {
                    String type = "R_" + bad + "_" + duplicates + "_" + missing;
                    String label = labels.get(random.nextInt(labels.size()));
                    ends.put(type, label);
                    relationships.put(type, new PolicyModel(new Policies(bad, duplicates, missing), -SHORT - 1, SHORT));
                    relationshipText
                            .append("  - type: ")
                            .append(type)
                            .append("\n    from: ref('knows')\n")
                            .append("    start: {node: ")
                            .append(label)
                            .append(", key: a}\n")
                            .append("    end: {node: ")
                            .append(label)
                            .append(", key: b}\n    key: k\n")
                            .append("    properties: [{name: text, column: note}, {name: weight, type: short}]\n")
                            .append("    on_missing_endpoint: ")
                            .append(missing)
                            .append('\n')
                            .append(policies(bad, duplicates));
                }
            }
        }
        return nodeText.append(relationshipText).toString();
    }

    private static String policies(String bad, String duplicates) {
        String setting = switch (duplicates) {
            case "merge" -> "{action: merge, on_conflict: reject}";
            case "first" -> "{action: first, order_by: [seen desc]}";
            default -> "{action: reject, max: 100%}";
        };
        return "    on_null_key: {action: reject, max: 1000}\n    on_bad_value: " + bad + "\n    on_duplicate_key: "
                + setting + "\n";
    }

    private void compute(List<Row> people, List<Row> knows) {
        nodes.values().forEach(model -> {
            model.take(people);
            model.unite();
        });
        relationships.values().forEach(model -> model.take(knows));
        relationships.forEach((type, model) -> {
            if (type.endsWith("_create")) {
                model.makeMissing(node(type), Row::start);
                model.makeMissing(node(type), Row::end);
            }
        });
        relationships.forEach((type, model) -> {
            model.rejectMissing(node(type), "missing_start", Row::start);
            model.rejectMissing(node(type), "missing_end", Row::end);
            model.unite();
        });
    }

    private PolicyModel node(String type) {
        return nodes.get(ends.get(type));
    }

    private void graphIsAsComputed() {
        NeptuneGraph graph = NeptuneGraph.loadSets(folder.resolve("target/graph"));
        Map<String, String> expected = new TreeMap<>();
        nodes.forEach((label, model) -> model.elements.forEach((key, element) -> expected.put(
                label + "||" + key, "id=" + key + " name=" + element.text() + " age=" + element.number())));
        relationships.forEach((type, model) -> model.elements.forEach((key, element) -> expected.put(
                type + " " + key,
                ends.get(type) + "||" + element.start() + " " + ends.get(type) + "||" + element.end() + " text="
                        + element.text() + " weight=" + element.number())));
        Map<String, String> found = new TreeMap<>();
        graph.vertices()
                .forEach((id, vertex) -> found.put(
                        id, "id=" + one(vertex, "id") + " name=" + one(vertex, "name") + " age=" + one(vertex, "age")));
        for (NeptuneEdge edge : graph.edges().values()) {
            String key = key(edge.from()) + "-" + key(edge.to()) + "-"
                    + edge.id().substring(edge.id().lastIndexOf('|') + 1);
            found.put(
                    edge.label() + " " + key,
                    edge.from() + " " + edge.to() + " text=" + edge.properties().get("text") + " weight="
                            + edge.properties().get("weight"));
        }
        assertThat(found).isEqualTo(expected);
    }

    private static String key(String id) {
        return id.substring(id.lastIndexOf('|') + 1);
    }

    private static @Nullable Object one(NeptuneVertex vertex, String property) {
        List<Object> values = vertex.properties().get(property);
        return values == null ? null : values.get(0);
    }

    private void rejectFilesAreAsComputed() {
        nodes.forEach((label, model) -> rejected("nodes/" + label, "node.forms." + label, model));
        relationships.forEach((type, model) -> rejected("relationships/" + type, "relationship.forms." + type, model));
    }

    private void rejected(String file, String mapping, PolicyModel model) {
        Path path = folder.resolve("target/rejects/" + file + ".csv");
        assertThat(Files.exists(path)).isEqualTo(!model.told().isEmpty());
        if (model.told().isEmpty()) {
            return;
        }
        List<List<String>> lines = SimpleCsv.lines(path);
        assertThat(lines.get(0)).startsWith("~reason", "~mapping", "~id", "~detail");
        List<String> found = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            assertThat(line.get(1)).isEqualTo(mapping);
            found.add(line.get(0) + "," + String.join(",", line.subList(4, line.size())));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(model.told());
    }

    private void accountsAreAsComputed() throws IOException {
        JsonNode graph = new ObjectMapper()
                .readTree(folder.resolve("target/run_results.json").toFile())
                .get("graph");
        Map<String, PolicyModel> models = new TreeMap<>();
        nodes.forEach((label, model) -> models.put("node.forms." + label, model));
        relationships.forEach((type, model) -> models.put("relationship.forms." + type, model));
        Map<String, Map<String, Long>> reasons = new TreeMap<>();
        for (JsonNode reject : graph.get("rejects")) {
            reasons.computeIfAbsent(reject.get("unique_id").asText(), id -> new LinkedHashMap<>())
                    .put(reject.get("reason").asText(), reject.get("rows").asLong());
        }
        assertThat(graph.get("elements")).hasSize(models.size());
        for (JsonNode element : graph.get("elements")) {
            String id = element.get("unique_id").asText();
            PolicyModel model = models.get(id);
            Map<String, Long> expected = new LinkedHashMap<>();
            expected.put("rows", model.rows);
            expected.put("made", model.made);
            expected.put("merged", model.merged);
            expected.put("rejected", (long) model.rejected.size());
            expected.put("dropped_values", model.dropped);
            expected.put("counted", (long) model.elements.size());
            Map<String, Long> found = new LinkedHashMap<>();
            expected.keySet().forEach(name -> found.put(name, element.get(name).asLong()));
            assertThat(found).as(id).isEqualTo(expected);
            assertThat(reasons.getOrDefault(id, Map.of())).as(id).isEqualTo(model.reasons());
            assertThat(model.rows + model.made)
                    .as(id)
                    .isEqualTo(element.get("created").asLong()
                            + element.get("updated").asLong()
                            + element.get("unchanged").asLong()
                            + model.merged
                            + model.rejected.size());
        }
    }
}
