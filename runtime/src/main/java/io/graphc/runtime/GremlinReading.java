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
import java.util.List;
import java.util.Optional;

/**
 * Reads the statements in Gremlin of a project and runs none, so that what is wrong with them is known before a run begins.
 * It takes TinkerPop into memory: not to be used for a project without such statements.
 */
public final class GremlinReading {
    private final SourcePlaces places;

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

    private void read(GraphStatement statement, boolean question, List<Diagnostic> problems) {
        try {
            GremlinLanguage.check(statement, question);
        } catch (RefusedStatementException e) {
            problems.add(GraphTests.refused(DiagnosticCode.STATEMENT_REFUSED, statement, e, places::at)
                    .diagnostic());
        }
    }
}
