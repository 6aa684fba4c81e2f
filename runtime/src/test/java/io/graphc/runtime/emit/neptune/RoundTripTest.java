package io.graphc.runtime.emit.neptune;

import static io.graphc.runtime.emit.GraphFixture.property;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.RandomRows;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.neptune.NeptuneGraph;
import io.graphc.testkit.neptune.NeptuneVertex;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows go through SQL, DuckDB, the engine and the writer, and come back from an independent reader. */
class RoundTripTest {
    private static final long SEED = 20261121;
    private static final int ROWS = 3_000;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RandomRows texts = new RandomRows(SEED, RandomRows.Limits.NONE);

    @ParameterizedTest
    @ValueSource(strings = {"gremlin", "opencypher"})
    void rowsOfSqlComeBackFromTheFiles(String format) {
        Map<String, Map<String, List<Object>>> expected = new LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String id = "Thing|" + i + "|" + texts.text();
            Map<String, List<Object>> properties = new LinkedHashMap<>();
            List<String> literals = new ArrayList<>(List.of(literal(id)));
            literals.add(put(properties, "name", texts.text()));
            literals.add(put(properties, "big", random.nextLong() >> random.nextInt(64)));
            literals.add(put(properties, "number", Double.longBitsToDouble(random.nextLong())));
            literals.add(put(properties, "flag", random.nextBoolean()));
            literals.add(put(properties, "day", LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000))));
            literals.add(put(
                    properties,
                    "seen",
                    LocalDateTime.ofEpochSecond(
                            random.nextLong(-60_000_000_000L, 250_000_000_000L), 0, ZoneOffset.UTC)));
            expected.put(id, properties);
            values.add(literals.stream().collect(Collectors.joining(", ", "(", ")")));
        }
        NeptuneGraph graph = emit(
                format,
                "SELECT * FROM (VALUES " + String.join(",\n", values)
                        + ") AS t(\"~id\", name, big, number, flag, day, seen)");
        assertThat(graph.vertices()).as("seed %d", SEED).hasSize(ROWS);
        expected.forEach((id, properties) -> assertThat(graph.vertices().get(id))
                .as("seed %d", SEED)
                .isEqualTo(new NeptuneVertex(id, Set.of("Thing"), properties)));
    }

    private NeptuneGraph emit(String format, String sql) {
        NodePlan plain = GraphFixture.node(
                List.of("Thing"),
                text("name"),
                property("big", PropertyType.LONG, SqlTypes.BIGINT),
                property("number", PropertyType.DOUBLE, SqlTypes.DOUBLE),
                property("flag", PropertyType.BOOLEAN, SqlTypes.BOOLEAN),
                property("day", PropertyType.DATE, SqlTypes.DATE),
                property("seen", PropertyType.LOCALDATETIME, SqlTypes.timestamp(6)));
        NodePlan node = new NodePlan(
                plain.id(),
                plain.labels(),
                "",
                ElementPlan.Scope.TENANT,
                plain.idPrefix(),
                plain.keyColumns(),
                plain.properties(),
                new ElementQuery(sql, sql, Lineage.NONE, RelationName.of("staged", "thing")),
                List.of(),
                List.of(),
                List.of());
        CompiledProject project = GraphFixture.project(
                new GraphTarget(
                        "csv",
                        "neptune_csv",
                        Map.of("path", "graph", "format", format, "gzip", true, "max_file_size", "20KB")),
                Optional.empty(),
                node);
        try (QueryEngine engine = new DuckDbEngines(folder).create(project);
                GraphWriter writer = new GraphWriters(folder).create(project)) {
            engine.open(project);
            engine.stage(node, true);
            writer.open(project);
            try (RowCursor rows = engine.staged(node)) {
                writer.write(node, rows, WriteMode.UNKNOWN);
            }
            writer.commit();
            assertThat(writer.count(node)).isEqualTo(ROWS);
        }
        return NeptuneGraph.loadSets(folder.resolve("graph"));
    }

    /** Notes what to expect and gives the SQL literal; one value in ten is null. */
    private String put(Map<String, List<Object>> properties, String name, Object value) {
        if (random.nextInt(10) == 0) {
            return "NULL";
        }
        properties.put(name, List.of(expected(value)));
        return literal(value);
    }

    private static Object expected(Object value) {
        if (value instanceof LocalDate day) {
            return day.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        return value instanceof LocalDateTime time ? time.toInstant(ZoneOffset.UTC) : value;
    }

    private static String literal(@Nullable Object value) {
        if (value instanceof String text) {
            return "'" + text.replace("'", "''") + "'";
        }
        if (value instanceof Double number) {
            return "CAST('" + number + "' AS DOUBLE)";
        }
        if (value instanceof LocalDate day) {
            return "DATE '" + day + "'";
        }
        if (value instanceof LocalDateTime time) {
            return "TIMESTAMP '" + time.toString().replace('T', ' ') + (time.getSecond() == 0 ? ":00" : "") + "'";
        }
        return value instanceof Long number ? "CAST('" + number + "' AS BIGINT)" : String.valueOf(value);
    }
}
