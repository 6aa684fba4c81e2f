package io.graphc.runtime.check;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.RelationName;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs data tests: the rows that a test's query yields are its failures, judged by its own conditions where it has some, as
 * dbt does (docs.getdbt.com, "severity, error_if, and warn_if"). Safe to use from several threads.
 */
public final class DataTests {
    private static final int SHOWN_ROWS = 3;
    private static final int SHOWN_LENGTH = 80;

    private final QueryEngine engine;

    public DataTests(QueryEngine engine) {
        this.engine = engine;
    }

    /**
     * Runs one test by itself.
     *
     * @param place where it was written, for the message
     */
    public Finding run(TestPlan test, Optional<SourceSpan> place) {
        return judged(test, place, ask(test));
    }

    /** Runs one test whose failures a batch counts, if it can. */
    public Finding run(TestPlan test, Optional<SourceSpan> place, TestBatch batch) {
        return judged(test, place, batch.verdict(test).orElseGet(() -> ask(test)));
    }

    private Finding judged(TestPlan test, Optional<SourceSpan> place, Verdict verdict) {
        test.judgement().keptIn().ifPresent(table -> keep(test, table, verdict));
        if (verdict.failures().isEmpty()) {
            return uncounted(test, place);
        }
        long failures = verdict.failures().get();
        boolean error = test.severity() == Severity.ERROR && verdict.fails();
        if (!error && !verdict.warns()) {
            return new Finding(failures, Optional.empty());
        }
        Diagnostic.Builder builder = Diagnostic.of(
                        error ? DiagnosticCode.DATA_TEST_FAILED : DiagnosticCode.DATA_TEST_WARNED,
                        "test `" + test.name() + "` finds " + amount(test, failures))
                .severity(error ? Severity.ERROR : Severity.WARNING);
        place.ifPresent(builder::at);
        samples(test).forEach(row -> builder.note("for example " + row));
        test.judgement()
                .keptIn()
                .ifPresent(table ->
                        builder.note("the rows are kept in `" + table.schema() + "." + table.identifier() + "`"));
        return new Finding(failures, Optional.of(builder.build()));
    }

    private static String amount(TestPlan test, long failures) {
        String what = test.judgement().hasConditions() ? "failure" : "row";
        return failures == 1 ? "1 " + what : failures + " " + what + "s";
    }

    private static Finding uncounted(TestPlan test, Optional<SourceSpan> place) {
        Diagnostic.Builder builder = Diagnostic.of(
                DiagnosticCode.DATA_TEST_FAILED, "`fail_calc` of test `" + test.name() + "` gives null, not a number");
        place.ifPresent(builder::at);
        builder.note("so it is, for example, with `sum(...)` over no rows")
                .help("give it a number for that: `coalesce(sum(...), 0)`");
        return new Finding(0, Optional.of(builder.build()));
    }

    private Verdict ask(TestPlan test) {
        boolean judged = test.judgement().hasConditions();
        try (RowCursor rows = engine.query(judged ? test.judgement().engineSql() : Verdict.count(test))) {
            if (!rows.next()) {
                return new Verdict(Optional.empty(), false, false);
            }
            return judged ? Verdict.judged(rows, 0) : Verdict.counted(rows, 0);
        }
    }

    /**
     * Puts the failing rows in the place of those of the run before, also when there are none. Where the rows themselves were
     * counted and there are none, no row is looked for again.
     */
    private void keep(TestPlan test, RelationName table, Verdict verdict) {
        TestJudgement judgement = test.judgement();
        String limit =
                judgement.limit().isPresent() ? "\nLIMIT " + judgement.limit().getAsLong() : "";
        boolean none = !judgement.hasConditions()
                && !judgement.asView()
                && verdict.failures().equals(Optional.of(0L));
        engine.keep(
                table,
                judgement.asView(),
                "SELECT * FROM (\n" + test.engineSql() + "\n) AS failing" + (none ? "\nWHERE false" : limit));
    }

    private List<String> samples(TestPlan test) {
        List<String> samples = new ArrayList<>();
        try (RowCursor rows =
                engine.query("SELECT * FROM (\n" + test.engineSql() + "\n) AS failing LIMIT " + SHOWN_ROWS)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < rows.columns().size(); i++) {
                    values.add(rows.columns().get(i).name() + " " + rows.getValue(i));
                }
                samples.add(Excerpt.of(String.join(", ", values).replaceAll("\\R", " "), SHOWN_LENGTH));
            }
        }
        samples.sort(null);
        return samples;
    }
}
