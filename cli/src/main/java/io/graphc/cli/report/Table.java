package io.graphc.cli.report;

import io.graphc.cli.Terminal;
import io.graphc.plan.Column;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints rows as a table with one line each; long values are cut. */
public final class Table {
    private static final int WIDEST = 40;

    private final Terminal terminal;

    public Table(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints all rows of a cursor; meant for a few. */
    public void print(RowCursor rows) {
        List<Column> columns = rows.columns();
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::name).toList());
        while (rows.next()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                cells.add(text(rows.getValue(i)));
            }
            lines.add(cells);
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        terminal.print(line(lines.get(0), widths));
        terminal.print(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")));
        lines.subList(1, lines.size()).forEach(line -> terminal.print(line(line, widths)));
        terminal.print("(" + Words.count(lines.size() - 1L, "row") + ")");
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(i == 0 ? "" : " | ").append(cell).append(" ".repeat(widths[i] - cell.length()));
        }
        return line.toString().stripTrailing();
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", " ");
        return text.length() > WIDEST ? text.substring(0, WIDEST - 3) + "..." : text;
    }
}
