package io.graphc.runtime.emit.none;

import static io.graphc.runtime.emit.GraphFixture.ids;
import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.rows;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.TargetKind;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoneWriterTest {
    private final NodePlan node = node(List.of("Thing"), text("name"));

    @Test
    void readsAndCountsRowsAndKeepsNothing() {
        CompiledProject project =
                GraphFixture.project(new GraphTarget("none", "none", Map.of()), Optional.empty(), node);
        try (GraphWriter writer = new GraphWriters(Path.of("")).create(project)) {
            assertThat(writer.kind()).isEqualTo(TargetKind.NOTHING);
            writer.open(project);
            assertThat(writer.write(
                            node,
                            rows(node, List.of(List.of("Thing|1", "a"), List.of("Thing|2", "b"))),
                            WriteMode.UNKNOWN))
                    .isEqualTo(new WriteResult(2, 2, 0, 0));
            assertThat(writer.delete(node, ids(node, List.of(List.of("Thing|1")))))
                    .isEqualTo(new DeleteResult(1, 0, 1, List.of()));
            writer.commit();
            assertThat(writer.count(node)).isEqualTo(2);
            assertThat(writer.location()).isEqualTo("nowhere");
            writer.open(project);
            assertThat(writer.count(node)).isZero();
        }
    }

    @Test
    void hasNoSettings() {
        CompiledProject project =
                GraphFixture.project(new GraphTarget("none", "none", Map.of("path", "x")), Optional.empty(), node);
        assertThatThrownBy(() -> new GraphWriters(Path.of("")).create(project))
                .isInstanceOfSatisfying(
                        GraphcException.class,
                        e -> assertThat(e.diagnostic().message()).isEqualTo("graph output `none` has no key `path`"));
    }
}
