package io.graphc.runtime.check;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
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

    /** The number of failures, and whether it is worth a warning or an error; without a number the conditions mean nothing. */
    private record Verdict(Optional<Long> failures, boolean warns, boolean fails) {}

    /**
     * Runs one test.
     *
     * @param place where it was written, for the message
     */
    public Finding run(TestPlan test, Optional<SourceSpan> place) {
        test.judgement().keptIn().ifPresent(table -> keep(test, table));
        Verdict verdict = test.judgement().hasConditions() ? judge(test) : count(test);
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

    private Verdict count(TestPlan test) {
        try (RowCursor rows =
                engine.query("SELECT count(*) AS failures FROM (\n" + test.engineSql() + "\n) AS failing")) {
            long failures = rows.next() ? rows.getLong(0) : 0;
            return new Verdict(Optional.of(failures), failures != 0, failures != 0);
        }
    }

    private Verdict judge(TestPlan test) {
        try (RowCursor rows = engine.query(test.judgement().engineSql())) {
            if (!rows.next() || rows.isNull(0)) {
                return new Verdict(Optional.empty(), false, false);
            }
            return new Verdict(Optional.of(rows.getLong(0)), isTrue(rows, 1), isTrue(rows, 2));
        }
    }

    private static boolean isTrue(RowCursor rows, int column) {
        return !rows.isNull(column) && rows.getBoolean(column);
    }

    /** Puts the failing rows in the place of those of the run before, also when there are none. */
    private void keep(TestPlan test, RelationName table) {
        TestJudgement judgement = test.judgement();
        String limit =
                judgement.limit().isPresent() ? "\nLIMIT " + judgement.limit().getAsLong() : "";
        engine.keep(table, judgement.asView(), "SELECT * FROM (\n" + test.engineSql() + "\n) AS failing" + limit);
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
                String row = String.join(", ", values).replaceAll("\\R", " ");
                samples.add(row.length() <= SHOWN_LENGTH ? row : row.substring(0, SHOWN_LENGTH) + "...");
            }
        }
        samples.sort(null);
        return samples;
    }
}
