package io.graphc.runtime.check;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.GraphTest;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.source.SourceSpan;
import java.util.Optional;
import java.util.function.Function;

/** Runs tests of a loaded graph: what a test's statement yields are its failures. Used by one thread. */
public final class GraphTests {
    private static final int SHOWN_LENGTH = 80;

    private final LoadedGraph graph;
    private final Function<WrittenPlace, Optional<SourceSpan>> places;

    /**
     * Tests of one graph.
     *
     * @param places finds the text of a place
     */
    public GraphTests(LoadedGraph graph, Function<WrittenPlace, Optional<SourceSpan>> places) {
        this.graph = graph;
        this.places = places;
    }

    /** Runs one test, whose language the graph speaks. */
    public Finding run(TestPlan test) {
        GraphTest asked = test.graph().orElseThrow();
        GraphStatement statement = GraphStatement.of(test.name(), asked);
        Answer answer;
        try {
            answer = graph.ask(statement, asked.limit());
        } catch (RefusedStatementException e) {
            throw refused(DiagnosticCode.STATEMENT_REFUSED, statement, e, places);
        }
        boolean error = test.severity() == Severity.ERROR && asked.errorIf().holds(answer.rows());
        if (!error && !asked.warnIf().holds(answer.rows())) {
            return new Finding(answer.rows(), Optional.empty());
        }
        String least = asked.limit().isPresent() && asked.limit().getAsLong() == answer.rows() ? "at least " : "";
        Diagnostic.Builder problem = Diagnostic.of(
                        error ? DiagnosticCode.DATA_TEST_FAILED : DiagnosticCode.DATA_TEST_WARNED,
                        "test `" + test.name() + "` finds " + least + answer.rows()
                                + (answer.rows() == 1 ? " row" : " rows") + " in the graph")
                .severity(error ? Severity.ERROR : Severity.WARNING);
        asked.text().start().flatMap(places).ifPresent(problem::at);
        answer.samples().forEach(sample -> problem.note("for example " + cut(sample)));
        return new Finding(answer.rows(), Optional.of(problem.build()));
    }

    private static String cut(String sample) {
        return Excerpt.of(sample.replaceAll("\\R", " "), SHOWN_LENGTH);
    }

    /** A refused statement, shown where it was written. */
    public static GraphcException refused(
            DiagnosticCode code,
            GraphStatement statement,
            RefusedStatementException refusal,
            Function<WrittenPlace, Optional<SourceSpan>> places) {
        if (refusal.timeLimit().isPresent()) {
            return unending(statement, refusal, places);
        }
        String verb = code == DiagnosticCode.ACTION_FAILED ? " failed" : " cannot be run";
        Diagnostic.Builder problem = Diagnostic.of(code, statement.what() + verb);
        refusal.place(statement.text()).flatMap(places).ifPresent(span -> {
            problem.at(span);
            if (!refusal.candidates().isEmpty()) {
                problem.hint(
                        span.text(),
                        refusal.candidates(),
                        "steps of " + statement.language().title());
            }
        });
        return new GraphcException(
                problem.note(String.valueOf(refusal.getMessage())).build(), refusal);
    }

    private static GraphcException unending(
            GraphStatement statement,
            RefusedStatementException refusal,
            Function<WrittenPlace, Optional<SourceSpan>> places) {
        Diagnostic.Builder problem =
                Diagnostic.of(DiagnosticCode.STATEMENT_UNENDING, statement.what() + " " + refusal.getMessage());
        refusal.place(statement.text()).flatMap(places).ifPresent(problem::at);
        if (statement.language() == QueryLanguage.GREMLIN) {
            problem.help("bound a `repeat()` by `times()`, or keep it from going round in circles by `simplePath()`");
        }
        return new GraphcException(
                problem.help("`" + refusal.timeLimit().orElseThrow() + "` of the graph output says how many seconds a"
                                + " test may take")
                        .build(),
                refusal);
    }
}
