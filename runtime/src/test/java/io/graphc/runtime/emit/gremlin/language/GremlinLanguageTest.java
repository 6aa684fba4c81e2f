package io.graphc.runtime.emit.gremlin.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.structure.util.empty.EmptyGraph;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GremlinLanguageTest {
    private static final GraphTraversalSource NOWHERE =
            AnonymousTraversalSource.traversal().withEmbedded(EmptyGraph.instance());

    @Test
    void readsATraversalThatRuns() throws GremlinTextException {
        GraphTraversalSource modern = TinkerFactory.createModern().traversal();
        Traversal<?, ?> traversal = GremlinLanguage.question(
                "g.V().hasLabel('person').has('age', gt(30)).values('name').order()\n", modern, Map.of());
        assertThat(List.copyOf(traversal.toList())).isEqualTo(List.of("josh", "peter"));
    }

    @Test
    void bindsVariablesByName() throws GremlinTextException {
        GraphTraversalSource modern = TinkerFactory.createModern().traversal();
        Traversal<?, ?> traversal = GremlinLanguage.question(
                "g.V().has('name', wanted).values('age')", modern, Map.of("wanted", "josh') or true or ('"));
        assertThat(traversal.hasNext()).isFalse();
        Traversal<?, ?> found =
                GremlinLanguage.question("g.V().has('name', wanted).values('age')", modern, Map.of("wanted", "josh"));
        assertThat(found.next()).isEqualTo(32);
    }

    @Test
    void givesTheBytecodeForAServer() throws GremlinTextException {
        Traversal<?, ?> traversal =
                GremlinLanguage.statement("g.V().has('a', x).property('b', 2).iterate()", NOWHERE, Map.of("x", 1L));
        assertThat(traversal.asAdmin().getBytecode().toString()).contains("V()").contains("property(b, 2)");
    }

    @Test
    void saysWhereASyntaxErrorIs() {
        GremlinTextException refused = catchThrowableOfType(
                GremlinTextException.class,
                () -> GremlinLanguage.question("g.V().\n  hasLable('person')", NOWHERE, Map.of()));
        assertThat(refused).hasMessageContaining("hasLable");
        assertThat(refused.line()).isEqualTo(2);
        assertThat(refused.column()).isEqualTo(3);
        assertThat(refused).hasMessageContaining("hasLable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g.V().toList()",
                "g.V().next()",
                "g.V().iterate()",
                "g.V(); g.E()",
                "g.V() g.E()",
                "g.V().drop()",
                "g.addV('x')",
                "g.V().where(__.sideEffect(__.property('a', 1)))",
                "g.io('/tmp/graph.xml').write()",
                "System.exit(1)",
                "g.V().map{it.get()}",
                "g.V().has('a', unknown)",
                "",
                "g"
            })
    void refusesWhatIsNoQuestion(String text) {
        assertThatThrownBy(() -> GremlinLanguage.question(text, NOWHERE, Map.of()))
                .isInstanceOf(GremlinTextException.class)
                .message()
                .isNotBlank();
    }
}
