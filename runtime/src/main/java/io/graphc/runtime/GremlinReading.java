package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.ActionPlan;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTest;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.check.GraphTests;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.runtime.emit.gremlin.language.GremlinLanguage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the statements in Gremlin of a project and runs none, so that what is wrong with them is known before a run begins.
 * It takes TinkerPop into memory: not to be used for a project without such statements. Not safe to share between threads.
 */
public final class GremlinReading {
    private final SourcePlaces places;
    private final Map<Asked, List<Diagnostic>> read = new HashMap<>();

    /** @param projectFolder what messages show lines of */
    public GremlinReading(Path projectFolder) {
        this.places = new SourcePlaces(projectFolder);
    }

    /** What is wrong with the tests of the graph and with the actions. */
    public List<Diagnostic> problems(CompiledProject project) {
        List<Diagnostic> problems = new ArrayList<>();
        for (TestPlan test : project.tests()) {
            Optional<GraphTest> asked = test.graph().filter(graph -> graph.language() == QueryLanguage.GREMLIN);
            asked.ifPresent(graph -> read(GraphStatement.of(test.name(), graph), true, problems));
        }
        for (ActionPlan action : project.graph().actions()) {
            if (action.language() == QueryLanguage.GREMLIN) {
                read(GraphStatement.of(action), false, problems);
            }
        }
        return problems;
    }

    private record Asked(GraphStatement statement, boolean question) {}

    /** Most statements are the same for all tenants. */
    private void read(GraphStatement statement, boolean question, List<Diagnostic> problems) {
        problems.addAll(read.computeIfAbsent(
                new Asked(statement, question), asked -> problems(asked.statement(), asked.question())));
    }

    private List<Diagnostic> problems(GraphStatement statement, boolean question) {
        try {
            GremlinLanguage.check(statement, question);
            return List.of();
        } catch (RefusedStatementException e) {
            return List.of(GraphTests.refused(DiagnosticCode.STATEMENT_REFUSED, statement, e, places::at)
                    .diagnostic());
        }
    }
}
