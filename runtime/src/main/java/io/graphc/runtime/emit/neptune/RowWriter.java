package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.engine.DirectRowCursor;
import java.nio.charset.StandardCharsets;

/** Turns the rows of one element type into CSV rows. */
final class RowWriter {
    private static final int SHOWN = 100;

    private final ElementLayout layout;
    private final DirectRowCursor rows;
    private final CsvBuffer out;
    private final PropertyCells.Cell[] cells;
    private final int keyColumns;
    private final byte[] labelCell;

    RowWriter(ElementLayout layout, DirectRowCursor rows, CsvBuffer out) {
        this.layout = layout;
        this.rows = rows;
        this.out = out;
        this.cells = layout.cells().toArray(PropertyCells.Cell[]::new);
        this.keyColumns = layout.keyColumns();
        this.labelCell = layout.labelCell().getBytes(StandardCharsets.UTF_8);
    }

    /** Appends the current row; gives the number of labels and property values in it. */
    int write() {
        int column = 0;
        try {
            for (; column < keyColumns; column++) {
                out.addText(rows, column);
                out.addByte(',');
            }
            out.addRaw(labelCell);
            int values = layout.labels();
            for (PropertyCells.Cell cell : cells) {
                out.addByte(',');
                if (!rows.isNull(column)) {
                    values += cell.write(rows, column, out);
                }
                column++;
            }
            out.addByte('\n');
            return values;
        } catch (RefusedValueException e) {
            throw refused(column, e);
        }
    }

    /** An id in a message: without what may be wrong with it, and of bounded length. */
    private static String shown(String id) {
        String visible = id.replace("\0", "\\0");
        return visible.length() <= SHOWN ? visible : visible.substring(0, SHOWN) + "...";
    }

    private GraphcException refused(int column, RefusedValueException reason) {
        String element = layout.kind() + " `" + shown(rows.getText(0)) + "` (`"
                + layout.element().name() + "`)";
        String what = column < keyColumns
                ? "`" + rows.columns().get(column).name() + "` of " + element
                : "property `"
                        + layout.element().properties().get(column - keyColumns).name() + "` of " + element;
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.BAD_VALUE, what + " " + reason.getMessage())
                        .help("clean the value in the SQL that yields it")
                        .build(),
                reason);
    }
}
