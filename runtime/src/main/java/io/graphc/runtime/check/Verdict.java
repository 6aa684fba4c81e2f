package io.graphc.runtime.check;

import io.graphc.plan.TestPlan;
import io.graphc.runtime.engine.RowCursor;
import java.util.List;
import java.util.Optional;

/**
 * The number of a test's failures, and whether it is worth a warning or an error.
 *
 * @param failures empty where {@code fail_calc} gives no number; the judgements then mean nothing
 */
record Verdict(Optional<Long> failures, boolean warns, boolean fails) {
    /** The columns of a query that judges for itself. */
    static final List<String> JUDGED = List.of("failures", "should_warn", "should_error");

    /** The columns of a query that only counts. */
    static final List<String> COUNTED = List.of("failures");

    /** The query that counts the failing rows of a test. */
    static String count(TestPlan test) {
        return "SELECT count(*) AS failures FROM (\n" + test.engineSql() + "\n) AS failing";
    }

    /** A number in a row; any failure is worth both. */
    static Verdict counted(RowCursor row, int column) {
        long failures = row.getLong(column);
        return new Verdict(Optional.of(failures), failures != 0, failures != 0);
    }

    /** A number in a row, with the judgements behind it. */
    static Verdict judged(RowCursor row, int column) {
        if (row.isNull(column)) {
            return new Verdict(Optional.empty(), false, false);
        }
        return new Verdict(Optional.of(row.getLong(column)), isTrue(row, column + 1), isTrue(row, column + 2));
    }

    private static boolean isTrue(RowCursor row, int column) {
        return !row.isNull(column) && row.getBoolean(column);
    }
}
