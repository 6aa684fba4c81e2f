package io.graphc.runtime.emit;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.property;
import static io.graphc.runtime.emit.GraphFixture.relationship;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.Cardinality;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every graph writer does; each one's test implements it. */
public interface GraphWriterContract {
    /** Texts that quoting and escaping get wrong. */
    List<String> NASTY = List.of(
            "plain",
            "",
            " ",
            " leading",
            "trailing ",
            "\ttab\t",
            "comma, inside",
            "\"",
            "say \"hi\"",
            "\"quoted\"",
            "line\nfeed",
            "carriage\r\nreturn",
            "\n",
            "semi;colon",
            "back\\slash",
            "back\\",
            "a\\;b",
            "\\N",
            "null",
            "NaN",
            "`tick`",
            "'",
            "$r {x} //",
            "Zoë Žižek",
            "日本語",
            "😀 and 👩‍👩‍👧",
            "\u00a0no-break",
            "\u2028",
            "\ufeff",
            "x".repeat(100_000) + "\"" + "é".repeat(100_000));

    /** Names that a statement, a header or a path could take for something else. */
    List<String> ODD_NAMES = List.of(
            "x`}) DETACH DELETE n //",
            "`",
            "``",
            "a'b",
            "'); g.V().drop(); ('",
            "a\"b",
            "a;b",
            "a b",
            "a,b",
            "a:b",
            "a.b",
            "../a",
            "a\\b",
            "\\N",
            "\\",
            "{a}",
            "$rows",
            "null",
            "id",
            "日本語",
            "😀",
            "e\u0301",
            "x".repeat(2_000));

    /** Whether the compiler lets such a name through to this target. */
    default boolean takes(String name) {
        return true;
    }

    /** A target that holds nothing yet, and the same one at every call of one test. */
    GraphTarget target();

    GraphWriter writer(CompiledProject project);

    /** What the target holds now. */
    StoredGraph stored();

    /** What the target should give back for a value that is not null; null where it holds nothing for it. */
    @Nullable
    Object expected(PropertyPlan property, Object value);

    /** Whether the target keeps what it has and tells changes from repetition. */
    boolean updatesInPlace();

    /** What the target can hold of the values that SQL has. */
    default RandomRows.Limits limits() {
        return RandomRows.Limits.NONE;
    }

    /** What a target holds, by id. */
    record StoredGraph(Map<String, StoredNode> nodes, Map<String, StoredRelationship> relationships) {}

    record StoredNode(Set<String> labels, Map<String, Object> properties) {}

    record StoredRelationship(String type, String start, String end, Map<String, Object> properties) {}

    /** Rows by element, in the order of writing. */
    default Map<ElementPlan, WriteResult> load(CompiledProject project, Map<ElementPlan, List<List<Object>>> rows) {
        Map<ElementPlan, WriteResult> results = new LinkedHashMap<>();
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            rows.forEach((element, list) ->
                    results.put(element, writer.write(element, GraphFixture.rows(element, list), WriteMode.UNKNOWN)));
            writer.commit();
            rows.forEach((element, list) -> assertThat(writer.count(element)).isEqualTo(list.size()));
        }
        return results;
    }

    @Test
    default void keepsNastyTextInIdsAndProperties() {
        NodePlan node = node(List.of("Thing"), text("name"), text("other"));
        RelationshipPlan link = relationship("LINKS", "Thing", "Thing", text("why"));
        List<List<Object>> nodes = new ArrayList<>();
        List<List<Object>> links = new ArrayList<>();
        for (String nasty : NASTY) {
            String id = "Thing|" + (nasty.length() > 1000 ? "long" : nasty);
            nodes.add(Arrays.asList(id, nasty, null));
            links.add(Arrays.asList("LINKS|" + id, id, "Thing|plain", nasty));
        }
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node, link);
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(node, nodes);
        rows.put(link, links);
        assertThat(load(project, rows).get(node)).isEqualTo(new WriteResult(nodes.size(), nodes.size(), 0, 0));
        StoredGraph stored = stored();
        for (List<Object> row : nodes) {
            assertThat(stored.nodes().get((String) row.get(0)))
                    .isEqualTo(new StoredNode(Set.of("Thing"), Map.of("name", row.get(1))));
        }
        for (List<Object> row : links) {
            assertThat(stored.relationships().get((String) row.get(0)))
                    .isEqualTo(new StoredRelationship(
                            "LINKS", (String) row.get(1), "Thing|plain", Map.of("why", row.get(3))));
        }
        assertThat(stored.nodes()).hasSize(NASTY.size());
        assertThat(stored.relationships()).hasSize(NASTY.size());
    }

    @Test
    default void keepsEveryTypeAndLeavesNullsOut() {
        NodePlan node = node(List.of("Typed"), GraphFixture.ALL_TYPES.toArray(PropertyPlan[]::new));
        List<List<Object>> rows = typedRows();
        load(GraphFixture.project(target(), Optional.empty(), node), Map.of(node, rows));
        StoredGraph stored = stored();
        for (List<Object> row : rows) {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (int i = 0; i < node.properties().size(); i++) {
                PropertyPlan property = node.properties().get(i);
                Object value = row.get(i + 1);
                Object expected = value == null ? null : expected(property, value);
                if (expected != null) {
                    properties.put(property.name(), expected);
                }
            }
            assertThat(stored.nodes().get((String) row.get(0)).properties()).isEqualTo(properties);
        }
    }

    static List<List<Object>> typedRows() {
        LocalDateTime time = LocalDateTime.of(2024, 2, 29, 23, 59, 58);
        List<Object> empty = new ArrayList<>(List.of("Typed|empty"));
        GraphFixture.ALL_TYPES.forEach(property -> empty.add(null));
        return List.of(
                Arrays.asList(
                        "Typed|1",
                        "text",
                        true,
                        (byte) -128,
                        (short) -32768,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        0.1f,
                        0.1,
                        new BigDecimal("12345678.90"),
                        LocalDate.of(1, 1, 1),
                        LocalTime.of(8, 0),
                        LocalDateTime.of(1969, 12, 31, 0, 0, 1),
                        OffsetDateTime.of(time, ZoneOffset.UTC),
                        List.of("a", "b;c", "d,e", "\"f\"", " g "),
                        List.of(3L, 1L, 2L),
                        List.of(LocalDate.of(2024, 2, 29), LocalDate.EPOCH)),
                Arrays.asList(
                        "Typed|2",
                        "",
                        false,
                        (byte) 127,
                        (short) 32767,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        Float.MAX_VALUE,
                        Double.MIN_VALUE,
                        new BigDecimal("0.00"),
                        LocalDate.of(9999, 12, 31),
                        LocalTime.of(23, 59, 59, 123_000_000),
                        time,
                        OffsetDateTime.of(LocalDateTime.of(1900, 3, 1, 0, 0), ZoneOffset.UTC),
                        List.of(),
                        List.of(1L),
                        Arrays.asList(null, LocalDate.EPOCH)),
                empty);
    }

    @Test
    default void keepsNumbersThatAreNotFinite() {
        NodePlan node = node(List.of("Number"), property("x", PropertyType.DOUBLE, SqlTypes.DOUBLE));
        List<List<Object>> rows = List.of(
                List.of("Number|nan", Double.NaN),
                List.of("Number|plus", Double.POSITIVE_INFINITY),
                List.of("Number|minus", Double.NEGATIVE_INFINITY),
                List.of("Number|zero", -0.0));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        load(project, Map.of(node, rows));
        for (List<Object> row : rows) {
            assertThat(stored().nodes().get((String) row.get(0)).properties()).isEqualTo(Map.of("x", row.get(1)));
        }
        if (updatesInPlace()) {
            assertThat(load(project, Map.of(node, rows)).get(node)).isEqualTo(new WriteResult(4, 0, 0, 4));
        }
    }

    @Test
    default void writesSeveralLabelsAndOddNames() {
        NodePlan node = node(List.of("My `User`", "Per;son", "Ünïcode"), text("my:name`"));
        RelationshipPlan link = relationship("KNOWS; `well`", "My `User`", "My `User`", text("since`"));
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(node, List.of(List.of("My `User`|1", "x")));
        rows.put(link, List.of(List.of("KNOWS; `well`|1", "My `User`|1", "My `User`|1", "y")));
        load(GraphFixture.project(target(), Optional.empty(), node, link), rows);
        assertThat(stored().nodes().get("My `User`|1"))
                .isEqualTo(new StoredNode(Set.of("My `User`", "Per;son", "Ünïcode"), Map.of("my:name`", "x")));
        assertThat(stored().relationships().get("KNOWS; `well`|1"))
                .isEqualTo(
                        new StoredRelationship("KNOWS; `well`", "My `User`|1", "My `User`|1", Map.of("since`", "y")));
    }

    @Test
    default void keepsOddNamesOfLabelsTypesAndProperties() {
        List<ElementPlan> elements = new ArrayList<>();
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        Map<ElementPlan, List<List<Object>>> links = new LinkedHashMap<>();
        for (String name : ODD_NAMES.stream().filter(this::takes).toList()) {
            NodePlan node = node(List.of(name, "Odd " + name), text(name));
            RelationshipPlan link = relationship(name, name, name, text(name));
            elements.addAll(List.of(node, link));
            rows.put(node, List.of(List.of(name + "|1", name)));
            links.put(link, List.of(List.of(name + "|r", name + "|1", name + "|1", name)));
        }
        rows.putAll(links);
        load(GraphFixture.project(target(), Optional.empty(), elements.toArray(ElementPlan[]::new)), rows);
        StoredGraph stored = stored();
        for (ElementPlan element : elements) {
            String name = element.name();
            if (element instanceof NodePlan) {
                assertThat(stored.nodes().get(name + "|1"))
                        .as(name)
                        .isEqualTo(new StoredNode(Set.of(name, "Odd " + name), Map.of(name, name)));
            } else {
                assertThat(stored.relationships().get(name + "|r"))
                        .as(name)
                        .isEqualTo(new StoredRelationship(name, name + "|1", name + "|1", Map.of(name, name)));
            }
        }
        assertThat(stored.nodes()).hasSize(elements.size() / 2);
        assertThat(stored.relationships()).hasSize(elements.size() / 2);
    }

    @Test
    default void writesNothingForATypeWithoutRows() {
        NodePlan node = node(List.of("Nothing"), text("name"));
        assertThat(load(GraphFixture.project(target(), Optional.empty(), node), Map.of(node, List.of()))
                        .get(node))
                .isEqualTo(new WriteResult(0, 0, 0, 0));
        assertThat(stored().nodes()).isEmpty();
    }

    @Test
    default void aSecondRunShowsItsRowsAndOnlyThose() {
        NodePlan node = node(List.of("Thing"), GraphFixture.ALL_TYPES.toArray(PropertyPlan[]::new));
        RelationshipPlan link = relationship("LINKS", "Thing", "Thing", text("why"), text("who"));
        List<List<Object>> nodes =
                typedRows().stream().map(GraphWriterContract::asThing).toList();
        List<List<Object>> links = List.of(
                Arrays.asList("LINKS|1", "Thing|1", "Thing|2", "because", null),
                Arrays.asList("LINKS|2", "Thing|2", "Thing|1", null, "me"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node, link);
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(node, nodes);
        rows.put(link, links);
        load(project, rows);
        StoredGraph before = stored();
        Map<ElementPlan, WriteResult> again = load(project, rows);
        assertThat(stored()).isEqualTo(before);
        if (updatesInPlace()) {
            assertThat(again.get(node)).isEqualTo(new WriteResult(3, 0, 0, 3));
            assertThat(again.get(link)).isEqualTo(new WriteResult(2, 0, 0, 2));
        }
        List<List<Object>> changed = new ArrayList<>(nodes);
        changed.set(0, withValue(withValue(nodes.get(0), 1, "changed"), 2, null));
        rows.put(node, changed);
        rows.put(link, List.of(Arrays.asList("LINKS|1", "Thing|1", "Thing|2", null, "you"), links.get(1)));
        Map<ElementPlan, WriteResult> third = load(project, rows);
        assertThat(stored().nodes().get("Thing|1").properties())
                .containsEntry("text", "changed")
                .doesNotContainKey("flag");
        assertThat(stored().relationships().get("LINKS|1").properties()).isEqualTo(Map.of("who", "you"));
        assertThat(stored().nodes().get("Thing|2")).isEqualTo(before.nodes().get("Thing|2"));
        if (updatesInPlace()) {
            assertThat(third.get(node)).isEqualTo(new WriteResult(3, 0, 1, 2));
            assertThat(third.get(link)).isEqualTo(new WriteResult(2, 0, 1, 1));
        }
    }

    @Test
    default void deletesWhatItIsToldToAndNothingElse() {
        NodePlan node = node(List.of("Thing"), text("name"));
        RelationshipPlan link = relationship("LINKS", "Thing", "Thing", text("why"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node, link);
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(
                node,
                NASTY.stream()
                        .filter(text -> text.length() < 100)
                        .map(text -> List.<Object>of("Thing|" + text, text))
                        .toList());
        List<Object> first = List.of("LINKS|`1`", "Thing|plain", "Thing|'", "a");
        List<Object> second = List.of("LINKS|2;\"", "Thing|'", "Thing|plain", "b");
        rows.put(link, List.of(first, second));
        load(project, rows);
        StoredGraph before = stored();
        List<String> deleted = List.of("Thing|a\\;b", "Thing|null", "Thing|never there");
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            Map<ElementPlan, List<List<Object>>> left = new LinkedHashMap<>();
            left.put(
                    node,
                    rows.get(node).stream()
                            .filter(row -> !deleted.contains((String) row.get(0)))
                            .toList());
            left.put(link, List.of(second));
            left.forEach((element, list) -> writer.write(element, GraphFixture.rows(element, list), WriteMode.UNKNOWN));
            DeleteResult links = writer.delete(link, GraphFixture.ids(link, List.of(first.subList(0, 3))));
            DeleteResult nodes = writer.delete(
                    node, GraphFixture.ids(node, deleted.stream().map(List::of).toList()));
            writer.commit();
            assertThat(links.keptIds()).isEmpty();
            assertThat(links.rows()).isEqualTo(1).isEqualTo(links.deleted() + links.absent());
            assertThat(nodes.rows()).isEqualTo(3).isEqualTo(nodes.deleted() + nodes.absent());
            if (updatesInPlace()) {
                assertThat(links.deleted()).isEqualTo(1);
                assertThat(nodes.deleted()).isEqualTo(2);
                assertThat(writer.delete(link, GraphFixture.ids(link, List.of(first.subList(0, 3)))))
                        .isEqualTo(new DeleteResult(1, 0, 1, List.of()));
            }
            assertThat(writer.count(node)).isEqualTo(left.get(node).size());
            assertThat(writer.count(link)).isEqualTo(1);
        }
        Map<String, StoredNode> nodesLeft = new LinkedHashMap<>(before.nodes());
        nodesLeft.keySet().removeAll(deleted);
        Map<String, StoredRelationship> linksLeft = new LinkedHashMap<>(before.relationships());
        linksLeft.remove("LINKS|`1`");
        assertThat(stored()).isEqualTo(new StoredGraph(nodesLeft, linksLeft));
    }

    /** Random values of all types go through SQL, the engine and the writer, and come back from the target. */
    @Test
    default void rowsOfSqlComeBack(@TempDir Path folder) {
        long seed = 20_261_121;
        RandomRows random = new RandomRows(seed, limits());
        NodePlan node = node(List.of("Thing"), GraphFixture.ALL_TYPES.toArray(PropertyPlan[]::new));
        PropertyPlan[] single = GraphFixture.ALL_TYPES.stream()
                .filter(property -> property.cardinality() == Cardinality.SINGLE)
                .toArray(PropertyPlan[]::new);
        RelationshipPlan link = relationship("LINKS", "Thing", "Thing", single);
        List<List<@Nullable Object>> nodes = new ArrayList<>();
        List<List<@Nullable Object>> links = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            ids.add("Thing|" + i + "|" + random.text());
            nodes.add(random.row(List.of(ids.get(i)), node.properties()));
        }
        for (int i = 0; i < 400; i++) {
            List<String> keys =
                    List.of("LINKS|" + i + "|" + random.text(), ids.get(random.below(400)), ids.get(random.below(400)));
            links.add(random.row(keys, link.properties()));
        }
        transfer(folder, RandomRows.queried(node, nodes), RandomRows.queried(link, links));
        StoredGraph stored = stored();
        assertThat(stored.nodes().size()).as("seed %d", seed).isEqualTo(400);
        assertThat(stored.relationships().size()).as("seed %d", seed).isEqualTo(400);
        for (List<@Nullable Object> row : nodes) {
            assertThat(stored.nodes().get((String) row.get(0)))
                    .as("seed %d", seed)
                    .isEqualTo(new StoredNode(Set.of("Thing"), expected(node, 1, row)));
        }
        for (List<@Nullable Object> row : links) {
            assertThat(stored.relationships().get((String) row.get(0)))
                    .as("seed %d", seed)
                    .isEqualTo(new StoredRelationship(
                            "LINKS", (String) row.get(1), (String) row.get(2), expected(link, 3, row)));
        }
    }

    /** From the queries of the elements, through the engine, into the target. */
    private void transfer(Path folder, NodePlan node, RelationshipPlan link) {
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node, link);
        try (QueryEngine engine = new DuckDbEngines(folder).create(project);
                GraphWriter writer = writer(project)) {
            engine.open(project);
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            for (ElementPlan element : List.of(node, link)) {
                engine.stage(element, true);
                try (RowCursor rows = engine.staged(element)) {
                    assertThat(writer.write(element, rows, WriteMode.UNKNOWN).created())
                            .isEqualTo(400);
                }
            }
            writer.commit();
            assertThat(writer.count(node)).isEqualTo(400);
            assertThat(writer.count(link)).isEqualTo(400);
        }
    }

    private Map<String, Object> expected(ElementPlan element, int first, List<@Nullable Object> row) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < element.properties().size(); i++) {
            PropertyPlan property = element.properties().get(i);
            Object value = row.get(first + i);
            Object expected = value == null ? null : expected(property, value);
            if (expected != null) {
                properties.put(property.name(), expected);
            }
        }
        return properties;
    }

    private static List<Object> asThing(List<Object> row) {
        return withValue(row, 0, ((String) row.get(0)).replace("Typed", "Thing"));
    }

    private static List<Object> withValue(List<Object> row, int index, @Nullable Object value) {
        List<Object> copy = new ArrayList<>(row);
        copy.set(index, value);
        return copy;
    }
}
