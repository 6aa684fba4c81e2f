package io.graphc.runtime.unittest;

import io.graphc.plan.Column;
import io.graphc.runtime.unittest.RowDifference.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A difference for people: tables of the rows that differ, side by side where they belong together. Numbers stand at the
 * right, null is written {@code null}, and a text that could be taken for something else stands in quotes. No line is wider
 * than a terminal.
 */
final class DifferenceText {
    private static final String ARROW = " -> ";
    private static final int WIDEST_CELL = 40;
    private static final int WIDEST_LINE = 100;
    private static final int MOST_ROWS = 10;

    private final RowDifference difference;
    private final String what;

    /** @param what what the rows are, as {@code rows} or {@code nodes} */
    DifferenceText(RowDifference difference, String what) {
        this.difference = difference;
        this.what = what;
    }

    /** One text for each kind of difference that there is, its first line a heading. */
    List<String> blocks() {
        List<String> blocks = new ArrayList<>();
        if (!difference.pairs().isEmpty()) {
            blocks.add(pairs());
        }
        if (!difference.missing().isEmpty()) {
            blocks.add(block(difference.missing(), "expected and not found"));
        }
        if (!difference.unexpected().isEmpty()) {
            blocks.add(block(difference.unexpected(), "found and not expected"));
        }
        if (difference.more()) {
            blocks.add("there are more differences, which are not shown");
        }
        return blocks;
    }

    private String heading(int count, String words) {
        String singular = what.endsWith("s") ? what.substring(0, what.length() - 1) : what;
        return count + " " + (count == 1 ? singular : what) + " " + words + ":";
    }

    private String pairs() {
        List<Pair> shown = difference.pairs().stream().limit(MOST_ROWS).toList();
        boolean[] differs = new boolean[difference.columns().size()];
        for (Pair pair : shown) {
            for (int i = 0; i < differs.length; i++) {
                differs[i] |= differsIn(pair, i);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (Pair pair : shown) {
            rows.add(IntStream.range(0, differs.length)
                    .mapToObj(i -> differsIn(pair, i)
                            ? shown(pair.expected(), i) + ARROW + shown(pair.found(), i)
                            : shown(pair.expected(), i))
                    .toList());
        }
        String head = heading(difference.pairs().size(), "other than expected (expected" + ARROW + "found)");
        return table(head, rows, differs, difference.pairs().size() - shown.size());
    }

    private static boolean differsIn(Pair pair, int column) {
        return !Objects.equals(
                pair.expected().values().get(column), pair.found().values().get(column));
    }

    private String block(List<DifferingRow> rows, String words) {
        List<List<String>> cells = rows.stream()
                .limit(MOST_ROWS)
                .map(row -> IntStream.range(0, difference.columns().size())
                        .mapToObj(i -> shown(row, i) + times(row, i))
                        .toList())
                .toList();
        return table(
                heading(rows.size(), words),
                cells,
                new boolean[difference.columns().size()],
                Math.max(0, rows.size() - MOST_ROWS));
    }

    private String times(DifferingRow row, int column) {
        boolean last = column == difference.columns().size() - 1;
        return last && row.times() > 1 ? "  (" + row.times() + " times)" : "";
    }

    private String shown(DifferingRow row, int column) {
        String value = row.values().get(column);
        return RowDifference.isNumber(difference.columns().get(column))
                ? (value == null ? "null" : value)
                : text(value);
    }

    private static String text(@Nullable String value) {
        if (value == null) {
            return "null";
        }
        boolean plain =
                !value.isEmpty() && value.equals(value.strip()) && !value.equals("null") && !value.contains(ARROW);
        String visible = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        String cut = TextWidth.cut(visible, WIDEST_CELL);
        return plain && visible.equals(value) ? cut : "'" + cut + "'";
    }

    /** @param needed the columns that have to be seen, where not all find room */
    private String table(String heading, List<List<String>> rows, boolean[] needed, int left) {
        int columns = difference.columns().size();
        int[] widths = new int[columns];
        for (int i = 0; i < columns; i++) {
            widths[i] = TextWidth.of(difference.columns().get(i).name());
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i)));
            }
        }
        List<Integer> shown = thatFit(widths, needed);
        List<String> lines = new ArrayList<>(List.of(heading));
        lines.add(line(difference.columns().stream().map(Column::name).toList(), shown, widths));
        rows.forEach(row -> lines.add(line(row, shown, widths)));
        if (shown.size() < columns) {
            lines.add("  and " + (columns - shown.size()) + " more columns"
                    + (anyOf(needed) ? ", equal or too wide" : ""));
        }
        if (left > 0) {
            lines.add("  and " + left + " more");
        }
        return String.join("\n", lines);
    }

    private static boolean anyOf(boolean[] needed) {
        for (boolean one : needed) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** The first columns that find room on a line beside those that must be seen. */
    private static List<Integer> thatFit(int[] widths, boolean[] needed) {
        int room = WIDEST_LINE;
        for (int i = 0; i < widths.length; i++) {
            room -= needed[i] ? widths[i] + 2 : 0;
        }
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            boolean fits = widths[i] + 2 <= room;
            if (needed[i] || fits || (shown.isEmpty() && !anyOf(needed))) {
                shown.add(i);
                room -= needed[i] ? 0 : widths[i] + 2;
            }
        }
        return shown;
    }

    private String line(List<String> cells, List<Integer> shown, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i : shown) {
            String cell = cells.get(i);
            String blanks = " ".repeat(widths[i] - TextWidth.of(cell));
            boolean number = RowDifference.isNumber(difference.columns().get(i));
            line.append("  ").append(number ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }
}
