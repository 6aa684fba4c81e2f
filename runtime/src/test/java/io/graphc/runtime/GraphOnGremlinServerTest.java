package io.graphc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.ActionPlan.Moment;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.QueryLanguage;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.gremlin.GremlinGraph;
import io.graphc.testkit.GremlinServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the loaded graph, actions and samples on a real Gremlin Server. */
class GraphOnGremlinServerTest {
    @TempDir
    Path folder;

    private GremlinGraph server;
    private StatedGraph graph;

    @BeforeEach
    void clears() {
        graph = new StatedGraph(folder);
        server = new GremlinGraph();
        server.clear();
    }

    @AfterEach
    void disconnects() {
        server.close();
    }

    private void test(String name, String text, Map<String, Object> parameters, OptionalLong limit) {
        graph.test(QueryLanguage.GREMLIN, name, text, parameters, limit);
    }

    private void action(Moment at, String text) {
        graph.action(QueryLanguage.GREMLIN, at, text);
    }

    private RunReport run(RunMode mode) {
        GraphTarget target = new GraphTarget(
                "server", "gremlin", Map.of("uri", GremlinServer.shared().uri().toString()));
        return graph.run(mode, target, new GraphWriters(folder));
    }

    @Test
    void countsWhatTestsFindWithoutGroovy() {
        test("alone", "g.V().hasLabel('User').not(__.out('KNOWS'))", Map.of(), OptionalLong.empty());
        test(
                "bound",
                "g.V().has('name', wanted)",
                Map.of("wanted", "u1').drop().V().has('name', 'u1"),
                OptionalLong.empty());
        test("cut", "g.V().hasLabel('User')", Map.of(), OptionalLong.of(7));
        test("drops", "g.V().drop()", Map.of(), OptionalLong.empty());
        test("none", "g.E().hasLabel('HATES')", Map.of(), OptionalLong.empty());
        test("refused", "g.V().values('name').sum()", Map.of(), OptionalLong.empty());
        RunReport report = run(RunMode.BUILD);
        assertThat(StatedGraph.words(report, Step.Kind.TEST))
                .containsExactly(
                        "FAIL test.shop.alone 1",
                        "PASS test.shop.bound 0",
                        "FAIL test.shop.cut 7",
                        "ERROR test.shop.drops -1",
                        "PASS test.shop.none 0",
                        "ERROR test.shop.refused -1");
        assertThat(report.allDiagnostics())
                .extracting(Diagnostic::message)
                .contains(
                        "test `alone` finds 1 row in the graph",
                        "test `cut` finds at least 7 rows in the graph",
                        "test `drops` cannot be run");
        assertThat(server.g().V().count().next()).isEqualTo(30L);
        assertThat(StatedGraph.words(run(RunMode.TEST), Step.Kind.SAMPLE))
                .containsExactly("PASS sample.node.shop.User 0", "PASS sample.relationship.shop.KNOWS 0");
    }

    @Test
    void actsAroundTheLoadAndNotWhereNothingChanged() {
        action(Moment.PRE_LOAD, "g.addV('Mark').property('seen', 0).iterate()");
        action(Moment.POST_NODES, "g.addV('Mark').property('seen', 1)");
        action(Moment.POST_LOAD, "g.V().hasLabel('User').where(__.out('KNOWS')).property('active', true)");
        RunReport first = run(RunMode.RUN);
        assertThat(first.allDiagnostics()).isEmpty();
        assertThat(first.succeeded()).isTrue();
        assertThat(server.g().V().hasLabel("Mark").values("seen").toSet()).isEqualTo(Set.of(0, 1));
        assertThat(server.g().V().has("active", true).count().next()).isEqualTo(29L);
        RunReport idle = run(RunMode.RUN);
        assertThat(idle.succeeded()).isTrue();
        assertThat(StatedGraph.words(idle, Step.Kind.ACTION)).allMatch(word -> word.startsWith("OMITTED "));
        assertThat(server.g().V().hasLabel("Mark").count().next()).isEqualTo(2L);
    }

    @Test
    void aPlantedValueIsFoundAndTheLoadIsNotRemembered() {
        action(Moment.POST_LOAD, "g.V('User|10').property(single, 'name', 10)");
        RunReport report = run(RunMode.RUN);
        assertThat(report.allDiagnostics()).hasSize(1);
        Diagnostic problem = report.allDiagnostics().get(0);
        assertThat(problem.code()).isEqualTo(DiagnosticCode.READ_BACK_DIFFERS);
        assertThat(problem.notes())
                .containsExactly("`User|10`: property `name` is the whole number `10`, expected the text `u10`");
        graph.forgetActions();
        RunReport again = run(RunMode.RUN);
        assertThat(again.succeeded()).isTrue();
        assertThat(again.elements().get(0).updated()).isEqualTo(1);
        assertThat(server.g().V("User|10").values("name").next()).isEqualTo("u10");
    }
}
