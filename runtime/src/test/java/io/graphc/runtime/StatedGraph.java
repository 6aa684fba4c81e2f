package io.graphc.runtime;

import static io.graphc.runtime.Plans.node;
import static io.graphc.runtime.Plans.relationship;

import io.graphc.diagnostic.Severity;
import io.graphc.plan.ActionPlan;
import io.graphc.plan.ActionPlan.Moment;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.CountCondition;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.GraphTest;
import io.graphc.plan.Lineage;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.RenderedText;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.runtime.emit.GraphWriterFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A project of thirty users, each of whom knows the next one, with statements for the server that its graph is on. */
final class StatedGraph {
    private final Path folder;
    private final List<ActionPlan> actions = new ArrayList<>();
    private Plans plans = users(30);

    StatedGraph(Path folder) {
        this.folder = folder;
    }

    private static Plans users(int number) {
        String user = "SELECT 'User|' || range AS \"~id\", 'u' || range AS name FROM range(" + number + ")";
        String knows =
                "SELECT 'KNOWS|' || range AS \"~id\", 'User|' || range AS \"~from\", 'User|' || (range + 1) AS \"~to\""
                        + " FROM range(" + (number - 1) + ")";
        return new Plans()
                .database("state.duckdb")
                .node(node("User", user, List.of()))
                .relationship(relationship("KNOWS", "User", "User", knows, List.of()));
    }

    /** From now on it has so many users, and no tests. */
    void keep(int number) {
        plans = users(number);
    }

    void test(QueryLanguage language, String name, String text, Map<String, Object> parameters, OptionalLong limit) {
        GraphTest asked = new GraphTest(
                language, rendered(name, text), parameters, limit, CountCondition.ANY, CountCondition.ANY);
        plans.test(new TestPlan(
                "test.shop." + name,
                name,
                language.word(),
                Severity.ERROR,
                "",
                "",
                new WrittenPlace("tests/" + name + "." + language.word(), 1, 1, 0),
                text,
                text,
                Lineage.NONE,
                List.of("node.shop.User"),
                List.of(),
                Optional.empty(),
                TestJudgement.PLAIN,
                Optional.of(asked),
                Optional.empty()));
    }

    private static RenderedText rendered(String name, String text) {
        return RenderedText.of(MappedText.of(new SourceFile("tests/" + name, text)));
    }

    void action(QueryLanguage language, Moment at, String text) {
        String name = at.word() + "_" + actions.size();
        actions.add(
                new ActionPlan("action.shop." + name, name, at, language, rendered(name, text), "graph/shop.yml", 1));
    }

    void forgetActions() {
        actions.clear();
    }

    RunReport run(RunMode mode, GraphTarget target, GraphWriterFactory writers) {
        CompiledProject project = plans.target(target).project();
        CompiledProject acting = new CompiledProject(
                project.name(),
                project.tenant(),
                project.asOf(),
                project.engine(),
                project.graphTarget(),
                project.sources(),
                project.seeds(),
                project.models(),
                project.tests(),
                project.graph().withActions(actions));
        return new ProjectRunner(
                        folder, new DuckDbEngines(folder), writers, new TickingClock(), new RecordingListener())
                .run(acting, RunOptions.of(mode));
    }

    static List<String> words(RunReport report, Step.Kind kind) {
        return report.results().stream()
                .filter(result -> result.step().kind() == kind)
                .map(result -> result.outcome() + " " + result.step().id() + " "
                        + result.failures().orElse(-1))
                .toList();
    }
}
