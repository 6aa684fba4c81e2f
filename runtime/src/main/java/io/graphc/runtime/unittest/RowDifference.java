package io.graphc.runtime.unittest;

import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How the rows that were found differ from those expected: expected and found rows that are the same but for a few columns
 * belong together, the others are missing or not expected. Immutable.
 *
 * @param pairs rows that belong together
 * @param missing expected and not found
 * @param unexpected found and not expected
 * @param more whether there are further rows that were not looked at
 */
record RowDifference(
        List<Column> columns,
        List<Pair> pairs,
        List<DifferingRow> missing,
        List<DifferingRow> unexpected,
        boolean more) {
    /** More rows than anybody reads are not compared with each other, which takes time for each pair. */
    private static final int MOST_PAIRED = 200;

    /** An expected row and the found one that takes its place. */
    record Pair(DifferingRow expected, DifferingRow found, int differences) {}

    /** Sorts rows out. */
    static RowDifference of(List<Column> columns, List<DifferingRow> rows, boolean more) {
        List<DifferingRow> canonical = JsonValues.equalised(columns, rows);
        List<DifferingRow> missing = new ArrayList<>();
        List<DifferingRow> unexpected = new ArrayList<>();
        for (DifferingRow row : canonical) {
            (row.isMissing() ? missing : unexpected).add(row);
        }
        List<Pair> pairs = new ArrayList<>();
        List<Pair> candidates = candidates(columns, missing, unexpected);
        candidates.sort(Comparator.comparingInt(Pair::differences));
        for (Pair pair : candidates) {
            if (missing.contains(pair.expected()) && unexpected.contains(pair.found())) {
                pairs.add(pair);
                missing.remove(pair.expected());
                unexpected.remove(pair.found());
            }
        }
        pairs.sort(Comparator.comparingInt(pair -> canonical.indexOf(pair.expected())));
        return new RowDifference(columns, pairs, missing, unexpected, more);
    }

    private static List<Pair> candidates(
            List<Column> columns, List<DifferingRow> missing, List<DifferingRow> unexpected) {
        List<Pair> candidates = new ArrayList<>();
        int first = Math.min(missing.size(), MOST_PAIRED);
        int second = Math.min(unexpected.size(), MOST_PAIRED);
        for (DifferingRow expected : missing.subList(0, first)) {
            for (DifferingRow found : unexpected.subList(0, second)) {
                int differences = differences(expected, found);
                if (expected.times() == found.times() && isAlike(differences, columns.size(), expected, found)) {
                    candidates.add(new Pair(expected, found, differences));
                }
            }
        }
        return candidates;
    }

    private static int differences(DifferingRow left, DifferingRow right) {
        int count = 0;
        for (int i = 0; i < left.values().size(); i++) {
            count += Objects.equals(left.values().get(i), right.values().get(i)) ? 0 : 1;
        }
        return count;
    }

    /** At least half of the columns are the same, and one of them says something. */
    private static boolean isAlike(int differences, int columns, DifferingRow expected, DifferingRow found) {
        boolean telling = false;
        for (int i = 0; i < columns; i++) {
            String value = expected.values().get(i);
            telling |= value != null && value.equals(found.values().get(i));
        }
        return telling && differences * 2 <= columns;
    }

    boolean isEmpty() {
        return pairs.isEmpty() && missing.isEmpty() && unexpected.isEmpty();
    }

    /** How many rows differ, a pair counted once. */
    long count() {
        long count = 0;
        for (Pair pair : pairs) {
            count += pair.expected().times();
        }
        for (DifferingRow row : missing) {
            count += row.times();
        }
        for (DifferingRow row : unexpected) {
            count += row.times();
        }
        return count;
    }

    /** Whether values of a column are numbers, which stand at the right. */
    static boolean isNumber(Column column) {
        return SqlTypes.isInteger(column.type())
                || column.type() == SqlTypes.DOUBLE
                || column.type() == SqlTypes.REAL
                || column.type() instanceof SqlType.Decimal;
    }
}
