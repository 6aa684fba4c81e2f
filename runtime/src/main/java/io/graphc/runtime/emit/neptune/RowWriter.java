package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.engine.DirectRowCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the rows of one element type into CSV rows. */
final class RowWriter {
    private static final int SHOWN = 100;

    private final ElementLayout layout;
    private final DirectRowCursor rows;
    private final CsvBuffer out;
    private final PropertyCells.Cell[] cells;
    private final int keyColumns;
    private final byte[] labelCell;
    private final Map<String, LabelCell> labelCells = new HashMap<>();

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
            int values = writeLabels();
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

    /** Labels with further ones behind them. */
    private static final class LabelCell {
        private final byte[] text;
        private final int labels;

        private LabelCell(byte[] text, int labels) {
            this.text = text;
            this.labels = labels;
        }
    }

    private int writeLabels() {
        if (layout.optionalLabels().isEmpty() || rows.isNull(layout.labelsColumn())) {
            out.addRaw(labelCell);
            return layout.labels();
        }
        LabelCell cell = labelCells.computeIfAbsent(rows.getText(layout.labelsColumn()), this::labelCell);
        out.addRaw(cell.text);
        return cell.labels;
    }

    private LabelCell labelCell(String further) {
        List<String> labels = new ArrayList<>(((NodePlan) layout.element()).labels());
        labels.addAll(ElementQuery.labels(further));
        CsvBuffer cell = new CsvBuffer();
        cell.addText(ArrayText.join(labels));
        return new LabelCell(Arrays.copyOf(cell.bytes(), cell.size()), labels.size());
    }

    /** An id in a message: without what may be wrong with it, and of bounded length. */
    private static String shown(String id) {
        return Excerpt.of(id.replace("\0", "\\0"), SHOWN);
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
