package io.graphc.runtime.emit.gremlin.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphc.plan.QueryLanguage;
import io.graphc.plan.RenderedText;
import io.graphc.plan.WrittenPlace;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
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
    private static GraphStatement statement(String text, Map<String, Object> parameters) {
        SourceFile file = new SourceFile("tests/one.gremlin", text);
        return new GraphStatement(
                "test `one`", QueryLanguage.GREMLIN, RenderedText.of(MappedText.of(file)), parameters);
    }

    private static final GraphTraversalSource NOWHERE =
            AnonymousTraversalSource.traversal().withEmbedded(EmptyGraph.instance());

    @Test
    void readsATraversalThatRuns() throws RefusedStatementException {
        GraphTraversalSource modern = TinkerFactory.createModern().traversal();
        Traversal<?, ?> traversal = GremlinLanguage.question(
                statement("g.V().hasLabel('person').has('age', gt(30)).values('name').order()\n", Map.of()), modern);
        assertThat(List.copyOf(traversal.toList())).isEqualTo(List.of("josh", "peter"));
    }

    @Test
    void bindsVariablesByName() throws RefusedStatementException {
        GraphTraversalSource modern = TinkerFactory.createModern().traversal();
        Traversal<?, ?> traversal = GremlinLanguage.question(
                statement("g.V().has('name', wanted).values('age')", Map.of("wanted", "josh') or true or ('")), modern);
        assertThat(traversal.hasNext()).isFalse();
        Traversal<?, ?> found = GremlinLanguage.question(
                statement("g.V().has('name', wanted).values('age')", Map.of("wanted", "josh")), modern);
        assertThat(found.next()).isEqualTo(32);
    }

    @Test
    void givesTheBytecodeForAServer() throws RefusedStatementException {
        Traversal<?, ?> traversal = GremlinLanguage.statement(
                statement("g.V().has('a', x).property('b', 2).iterate()", Map.of("x", 1L)), NOWHERE);
        assertThat(traversal.asAdmin().getBytecode().toString()).contains("V()").contains("property(b, 2)");
    }

    @Test
    void saysWhereASyntaxErrorIs() {
        GraphStatement wrong = statement("g.V().\n  hasLable('person')", Map.of());
        RefusedStatementException refused =
                catchThrowableOfType(RefusedStatementException.class, () -> GremlinLanguage.question(wrong, NOWHERE));
        assertThat(refused).hasMessage("`hasLable` is not expected here");
        assertThat(refused.place(wrong.text())).contains(new WrittenPlace("tests/one.gremlin", 2, 3, 8));
        assertThat(refused.candidates()).contains("hasLabel");
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
                "java.lang.System.exit(1)",
                "g.V().map{it.get()}",
                "g.V().has('a', unknown)",
                "",
                "g"
            })
    void refusesWhatIsNoQuestion(String text) {
        assertThatThrownBy(() -> GremlinLanguage.question(statement(text, Map.of()), NOWHERE))
                .isInstanceOf(RefusedStatementException.class)
                .message()
                .isNotBlank();
    }
}
