package io.graphc.runtime.emit.neptune;

import io.graphc.plan.Cardinality;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriterContract;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.RandomRows;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class NeptuneCsvWriterTest implements GraphWriterContract {
    @TempDir
    Path folder;

    @Override
    public GraphTarget target() {
        return new GraphTarget("graph", "neptune_csv", Map.of("path", "out/graph"));
    }

    @Override
    public GraphWriter writer(CompiledProject project) {
        return new GraphWriters(folder).create(project);
    }

    @Override
    public RandomRows.Limits limits() {
        return new RandomRows.Limits(
                -700_000,
                2_900_000,
                ChronoUnit.SECONDS,
                words -> words.stream().noneMatch(word -> word.isEmpty() || word.endsWith("\\")));
    }

    @Override
    public boolean takes(String name) {
        return !name.matches("(?s).*[\\s,\";\\\\].*");
    }

    @Override
    public boolean updatesInPlace() {
        return false;
    }

    /** What the load sets make. */
    NeptuneGraph graph() {
        return NeptuneGraph.loadSets(folder.resolve("out/graph"));
    }

    @Override
    public StoredGraph stored() {
        NeptuneGraph graph = graph();
        Map<String, StoredNode> nodes = new LinkedHashMap<>();
        graph.vertices().forEach((id, vertex) -> {
            Map<String, Object> properties = new LinkedHashMap<>();
            vertex.properties().forEach((name, values) -> properties.put(name, held(name, values)));
            nodes.put(id, new StoredNode(vertex.labels(), properties));
        });
        Map<String, StoredRelationship> relationships = new LinkedHashMap<>();
        graph.edges()
                .forEach((id, edge) -> relationships.put(
                        id, new StoredRelationship(edge.label(), edge.from(), edge.to(), edge.properties())));
        return new StoredGraph(nodes, relationships);
    }

    private static Object held(String name, List<Object> values) {
        boolean several = Set.of("words", "ranks", "days").contains(name);
        return several ? new LinkedHashSet<>(values) : values.get(0);
    }

    @Override
    public @Nullable Object expected(PropertyPlan property, Object value) {
        if (property.cardinality() == Cardinality.SINGLE) {
            return single(property.type(), value);
        }
        Set<Object> values = new LinkedHashSet<>();
        for (Object element : (List<?>) value) {
            if (element != null && !element.equals("")) {
                values.add(single(property.type(), element));
            }
        }
        return values.isEmpty() ? null : values;
    }

    private static Object single(PropertyType type, Object value) {
        return switch (type) {
            case DOUBLE -> ((Number) value).doubleValue();
            case TIME -> DateTimeFormatter.ISO_LOCAL_TIME.format((TemporalAccessor) value);
            case DATE -> ((LocalDate) value).atStartOfDay().toInstant(ZoneOffset.UTC);
            case LOCALDATETIME -> ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
            case DATETIME -> ((OffsetDateTime) value).toInstant();
            default -> value;
        };
    }
}
