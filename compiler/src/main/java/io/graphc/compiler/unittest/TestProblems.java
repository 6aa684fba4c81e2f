package io.graphc.compiler.unittest;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.UnitTestSpec;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with the query of a unit test. The query is right for the project's own engine, or its mistakes were reported
 * there; so what is wrong with it here is told at the test: DuckDB cannot run it, or the test's overrides spoil it.
 */
final class TestProblems {
    private final UnitTestSpec test;
    private final DiagnosticSink sink;
    private final List<Diagnostic> errors = new ArrayList<>();

    TestProblems(UnitTestSpec test, DiagnosticSink sink) {
        this.test = test;
        this.sink = sink;
    }

    void add(Diagnostic diagnostic) {
        if (diagnostic.isError()) {
            errors.add(diagnostic);
        }
    }

    void report() {
        for (Diagnostic error : errors) {
            boolean engine = error.code() == DiagnosticCode.NOT_ON_ENGINE;
            Diagnostic.Builder problem = Diagnostic.of(
                            engine ? DiagnosticCode.UNIT_TEST_NOT_RUNNABLE : error.code(),
                            "unit test `" + test.name().value() + "` cannot run: " + error.message())
                    .at(test.name().span());
            Optional<SourceSpan> place =
                    error.primary().filter(span -> !span.equals(test.name().span()));
            place.ifPresent(span -> problem.label(span, error.caption().isEmpty() ? "here" : error.caption()));
            error.notes().forEach(problem::note);
            if (engine) {
                problem.note("unit tests run on DuckDB, whatever engine the project is for")
                        .help("turn it off: `config: {enabled: false}`");
            } else {
                error.helps().forEach(problem::help);
            }
            problem.report(sink);
        }
    }

    /** That a query's construct is not analysed, so that it cannot be printed for DuckDB. */
    void reportOpaque(String model) {
        Diagnostic.of(
                        DiagnosticCode.UNIT_TEST_NOT_RUNNABLE,
                        "unit test `" + test.name().value() + "` cannot run: the SQL of `" + model
                                + "` is not analysed")
                .at(test.name().span())
                .note("unit tests run on DuckDB, whatever engine the project is for")
                .help("turn it off: `config: {enabled: false}`")
                .report(sink);
    }
}
