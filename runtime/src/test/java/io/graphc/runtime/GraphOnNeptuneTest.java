package io.graphc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.ActionPlan.Moment;
import io.graphc.plan.QueryLanguage;
import io.graphc.runtime.emit.neptune.NeptuneStage;
import io.graphc.testkit.GremlinServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the loaded graph, actions and samples on a Neptune whose Gremlin a real Gremlin Server runs. */
class GraphOnNeptuneTest {
    private static final OptionalLong ALL = OptionalLong.empty();

    @TempDir
    Path folder;

    private NeptuneStage stage;
    private StatedGraph graph;

    @BeforeEach
    void start() {
        stage = new NeptuneStage(folder);
        stage.neptune().gremlinServer(GremlinServer.shared().uri());
        graph = new StatedGraph(folder);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private RunReport run(RunMode mode, Map<String, Object> settings) {
        return graph.run(mode, stage.target(settings), stage::writer);
    }

    private RunReport run(RunMode mode) {
        return run(mode, Map.of());
    }

    private static List<String> messages(RunReport report) {
        return report.allDiagnostics().stream()
                .map(problem -> problem.message() + problem.notes())
                .toList();
    }

    @Test
    void asksInGremlinAndShowsNoMoreThanIsTold() {
        String nasty = "u\"$1\\ \u00fc' + g.V().drop()";
        graph.test(QueryLanguage.GREMLIN, "alone", "g.V().hasLabel('User').not(__.out('KNOWS'))", Map.of(), ALL);
        graph.test(QueryLanguage.GREMLIN, "bound", "g.V().has('name', wanted)", Map.of("wanted", nasty), ALL);
        graph.test(QueryLanguage.GREMLIN, "many", "g.E().hasLabel('KNOWS').order().by(T.id)", Map.of(), ALL);
        graph.test(QueryLanguage.GREMLIN, "cut", "g.V().hasLabel('User');", Map.of(), OptionalLong.of(7));
        graph.test(QueryLanguage.GREMLIN, "drops", "g.V().drop()", Map.of(), ALL);
        graph.test(QueryLanguage.GREMLIN, "refused", "g.V().values('name').sum()", Map.of(), ALL);
        RunReport report = run(RunMode.BUILD);
        assertThat(StatedGraph.words(report, Step.Kind.TEST))
                .containsExactly(
                        "FAIL test.shop.alone 1",
                        "PASS test.shop.bound 0",
                        "FAIL test.shop.many 29",
                        "FAIL test.shop.cut 7",
                        "ERROR test.shop.drops -1",
                        "ERROR test.shop.refused -1");
        assertThat(messages(report))
                .contains("test `many` finds 29 rows in the graph[for example relationship `KNOWS|0`,"
                        + " for example relationship `KNOWS|1`, for example relationship `KNOWS|10`]")
                .anyMatch(message -> message.startsWith("test `cut` finds at least 7 rows in the graph"));
        assertThat(stage.neptune().calls())
                .contains(
                        "Gremlin g.E().hasLabel(\"KNOWS\").order().by(T.id).limit(4L)",
                        "Gremlin g.E().hasLabel(\"KNOWS\").order().by(T.id).count()",
                        "Gremlin g.V().hasLabel(\"User\").limit(7L).count()",
                        "Gremlin g.V().has(\"name\",\"u\\u0022$1\\u005c \\u00fc' + g.V().drop()\").limit(4L)");
        assertThat(stage.neptune().vertices()).hasSize(30);
    }

    @Test
    void asksInOpenCypherWithParametersBesideTheStatement() {
        String text = "MATCH (u:User {name: $name})-[k]->() RETURN u, k, [1, 2.5] AS some";
        stage.neptune()
                .answer(
                        text,
                        "[{\"u\":{\"~id\":\"User|1\",\"~entityType\":\"node\",\"~labels\":[\"User\"],\"~properties\":{}},"
                                + "\"k\":{\"~id\":\"KNOWS|1\",\"~entityType\":\"relationship\",\"~start\":\"User|1\","
                                + "\"~end\":\"User|2\",\"~type\":\"KNOWS\",\"~properties\":{}},\"some\":[1,2.5]}]");
        stage.neptune().answer("MATCH (n) WHERE n.set = 1 RETURN n.set", "[]");
        graph.test(QueryLanguage.CYPHER, "found", text + ";\n", Map.of("name", "u1"), ALL);
        graph.test(QueryLanguage.CYPHER, "none", "MATCH (n) WHERE n.set = 1 RETURN n.set", Map.of(), ALL);
        graph.test(QueryLanguage.CYPHER, "strange", "MATCH (n RETURN n", Map.of(), ALL);
        graph.test(
                QueryLanguage.CYPHER,
                "writes",
                "// no SET\nMATCH (n {`SET`: 'SET'})\n  detach DELETE n",
                Map.of(),
                ALL);
        RunReport report = run(RunMode.BUILD);
        assertThat(StatedGraph.words(report, Step.Kind.TEST))
                .containsExactly(
                        "FAIL test.shop.found 1",
                        "PASS test.shop.none 0",
                        "ERROR test.shop.strange -1",
                        "ERROR test.shop.writes -1");
        List<String> notes = report.allDiagnostics().stream()
                .flatMap(problem -> problem.notes().stream())
                .toList();
        assertThat(notes)
                .contains(
                        "for example u (:User `User|1`), k [:KNOWS `KNOWS|1`], some [1, 2.5]",
                        "a test only looks: `detach` changes the graph");
        assertThat(stage.neptune().calls()).noneMatch(call -> call.contains("detach"));
    }

    @Test
    void actsBetweenNodesAndRelationships() {
        graph.action(QueryLanguage.GREMLIN, Moment.PRE_LOAD, "g.addV('Mark').property(T.id, 'first').iterate()");
        graph.action(QueryLanguage.GREMLIN, Moment.POST_NODES, "g.addV('Mark').property('users', 30)");
        stage.neptune().answer("MATCH (u:User) SET u.done = true", "[]");
        graph.action(QueryLanguage.CYPHER, Moment.POST_LOAD, "MATCH (u:User) SET u.done = true");
        RunReport report = run(RunMode.RUN);
        assertThat(messages(report)).isEmpty();
        List<String> calls = stage.neptune().calls().stream()
                .filter(call -> call.contains("Mark") || call.contains("/loader") || call.contains("done"))
                .map(call -> call.replaceAll("s3://.*/(?=nodes|relationships)", ""))
                .toList();
        assertThat(calls)
                .containsExactly(
                        "Gremlin g.addV(\"Mark\").property(T.id,\"first\").count()",
                        "POST /loader NEW nodes/",
                        "Gremlin g.addV(\"Mark\").property(\"users\",30).count()",
                        "POST /loader NEW relationships/",
                        "openCypher MATCH (u:User) SET u.done = true");
        assertThat(stage.neptune().vertices()).hasSize(32);
        assertThat(stage.neptune().edges()).hasSize(29);
        assertThat(StatedGraph.words(report, Step.Kind.LOAD))
                .containsExactly("SUCCESS load_nodes.shop -1", "SUCCESS load.shop -1");
        assertThat(StatedGraph.words(run(RunMode.RUN), Step.Kind.ACTION)).allMatch(word -> word.startsWith("OMITTED "));
    }

    @Test
    void aFailedActionBetweenThemIsMadeGoodByTheNextRun() {
        graph.action(QueryLanguage.GREMLIN, Moment.POST_NODES, "g.V().values('name').sum()");
        RunReport failed = run(RunMode.RUN);
        assertThat(failed.allDiagnostics()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.ACTION_FAILED);
        assertThat(stage.neptune().edges()).isEmpty();
        graph.forgetActions();
        graph.action(QueryLanguage.GREMLIN, Moment.POST_NODES, "g.V('User|1').property(single, 'name', 'u1')");
        RunReport again = run(RunMode.RUN);
        assertThat(messages(again)).hasSize(1);
        assertThat(again.succeeded()).isTrue();
        assertThat(again.allDiagnostics()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.LOAD_TAKEN_UP);
        assertThat(stage.neptune().edges()).hasSize(29);
        assertThat(stage.neptune().jobs()).hasSize(2);
    }

    @Test
    void countsReadsAndDeletesInGremlinWhereAsked() {
        Map<String, Object> gremlin = Map.of("query_language", "gremlin", "max_delete", "100%");
        assertThat(messages(run(RunMode.RUN, gremlin))).isEmpty();
        graph.keep(10);
        stage.neptune().refuse("gremlin", 1, 500, "ConcurrentModificationException", "another transaction");
        stage.neptune().serve("gremlin", 2);
        stage.neptune().refuse("gremlin", 1, 500, "MemoryLimitExceededException", "too much");
        assertThat(messages(run(RunMode.RUN, gremlin))).isEmpty();
        assertThat(stage.neptune().vertices()).hasSize(10);
        assertThat(stage.neptune().edges()).hasSize(9);
        assertThat(stage.neptune().calls())
                .anyMatch(call -> call.startsWith("Gremlin g.E(\"KNOWS|") && call.endsWith(").drop()"))
                .anyMatch(call -> call.startsWith("Gremlin g.V(\"User|") && call.endsWith(".not(__.bothE()).drop()"))
                .noneMatch(call -> call.startsWith("openCypher "));
    }
}
