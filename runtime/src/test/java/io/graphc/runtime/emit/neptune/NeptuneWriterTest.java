package io.graphc.runtime.emit.neptune;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriterContract;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.emit.RandomRows;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.RowCursor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every value goes through files, the loader's rules and a query endpoint. */
class NeptuneWriterTest implements GraphWriterContract {
    @TempDir
    Path folder;

    private NeptuneStage stage;

    @BeforeEach
    void start() {
        stage = new NeptuneStage(folder);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Override
    public GraphTarget target() {
        return stage.target(Map.of());
    }

    @Override
    public GraphWriter writer(CompiledProject project) {
        return stage.writer(project);
    }

    @Override
    public RandomRows.Limits limits() {
        return new NeptuneCsvWriterTest().limits();
    }

    @Override
    public boolean takes(String name) {
        return new NeptuneCsvWriterTest().takes(name);
    }

    @Override
    public boolean updatesInPlace() {
        return false;
    }

    @Override
    public @Nullable Object expected(PropertyPlan property, Object value) {
        return new NeptuneCsvWriterTest().expected(property, value);
    }

    @Override
    public StoredGraph stored() {
        Map<String, StoredNode> nodes = new LinkedHashMap<>();
        stage.neptune().vertices().forEach((id, vertex) -> {
            Map<String, Object> properties = new LinkedHashMap<>();
            vertex.properties().forEach((name, values) -> properties.put(name, held(name, values)));
            nodes.put(id, new StoredNode(vertex.labels(), properties));
        });
        Map<String, StoredRelationship> relationships = new LinkedHashMap<>();
        stage.neptune()
                .edges()
                .forEach((id, edge) -> relationships.put(
                        id, new StoredRelationship(edge.label(), edge.from(), edge.to(), edge.properties())));
        return new StoredGraph(nodes, relationships);
    }

    private static Object held(String name, List<Object> values) {
        boolean several = Set.of("words", "ranks", "days").contains(name);
        return several ? new LinkedHashSet<>(values) : values.get(0);
    }

    @Test
    void countsRowsInSharesAsThoseOfOneWrite() {
        NodePlan user = node(List.of("User"), text("name"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), user);

        assertThat(writeTwoShares(project, user)).isEqualTo(new WriteResult(4, 4, 0, 0));
        assertThat(writeTwoShares(project, user)).isEqualTo(new WriteResult(4, 0, 4, 0));
        assertThat(stage.neptune().vertices()).containsOnlyKeys("User|1", "User|2", "User|3", "User|4");
    }

    private WriteResult writeTwoShares(CompiledProject project, NodePlan user) {
        List<Supplier<RowCursor>> shares = List.of(
                () -> GraphFixture.rows(user, List.of(List.of("User|3", "c"), List.of("User|1", "a"))),
                () -> GraphFixture.rows(user, List.of(List.of("User|2", "b"), List.of("User|4", "d"))));
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            assertThat(writer.readsShares()).isTrue();
            WriteResult result = writer.writeShares(user, shares, WriteMode.UNKNOWN);
            writer.commit();
            return result;
        }
    }
}
