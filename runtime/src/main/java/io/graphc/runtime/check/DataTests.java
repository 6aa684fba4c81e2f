package io.graphc.runtime.check;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs data tests: the rows that a test's query yields are its failures. Safe to use from several threads. */
public final class DataTests {
    private static final int SHOWN_ROWS = 3;
    private static final int SHOWN_LENGTH = 80;

    private final QueryEngine engine;

    public DataTests(QueryEngine engine) {
        this.engine = engine;
    }

    /**
     * Runs one test.
     *
     * @param place where it was written, for the message
     */
    public Finding run(TestPlan test, Optional<SourceSpan> place) {
        long failures = count(test);
        if (failures == 0) {
            return Finding.NOTHING;
        }
        DiagnosticCode code =
                test.severity() == Severity.ERROR ? DiagnosticCode.DATA_TEST_FAILED : DiagnosticCode.DATA_TEST_WARNED;
        Diagnostic.Builder builder = Diagnostic.of(
                        code, "test `" + test.name() + "` finds " + (failures == 1 ? "1 row" : failures + " rows"))
                .severity(test.severity());
        place.ifPresent(builder::at);
        samples(test).forEach(row -> builder.note("for example " + row));
        return new Finding(failures, Optional.of(builder.build()));
    }

    private long count(TestPlan test) {
        try (RowCursor rows =
                engine.query("SELECT count(*) AS failures FROM (\n" + test.engineSql() + "\n) AS failing")) {
            return rows.next() ? rows.getLong(0) : 0;
        }
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
