package io.graphc.cli.lineage;

import io.graphc.plan.lineage.ColumnId;
import io.graphc.plan.lineage.LineageGraph;
import io.graphc.plan.lineage.LineageView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints a part of a lineage graph for Graphviz or Mermaid: a box for each relation, lines where values flow. */
public final class LineageDiagram {
    private final LineageView view;
    private final LineageGraph graph;
    private final Map<String, List<ColumnId>> boxes = new LinkedHashMap<>();
    private final Map<ColumnId, String> names = new LinkedHashMap<>();

    public LineageDiagram(LineageView view) {
        this.view = view;
        this.graph = view.graph();
        for (ColumnId column : view.columns()) {
            boxes.computeIfAbsent(column.owner(), owner -> new ArrayList<>()).add(column);
            names.put(column, "c" + names.size());
        }
    }

    /** The text for Graphviz. */
    public List<String> dot() {
        List<String> lines = new ArrayList<>(List.of("digraph lineage {", "  rankdir=LR;", "  node [shape=box];"));
        boxes.forEach((owner, columns) -> {
            lines.add("  subgraph " + quoted("cluster " + owner) + " {");
            lines.add("    label=" + quoted(title(owner)) + ";");
            columns.forEach(
                    column -> lines.add("    " + names.get(column) + " [label=" + quoted(label(column)) + "];"));
            lines.add("  }");
        });
        for (LineageView.Edge edge : view.edges()) {
            lines.add("  " + names.get(edge.from()) + " -> " + names.get(edge.to()) + " [label="
                    + quoted(edge.kind().phrase()) + (edge.kind().decidesValues() ? "" : ", style=dashed") + "];");
        }
        lines.add("}");
        return lines;
    }

    /** The text for Mermaid, which Markdown pages show as a diagram. */
    public List<String> mermaid() {
        List<String> lines = new ArrayList<>(List.of("flowchart LR"));
        boxes.forEach((owner, columns) -> {
            lines.add("  subgraph " + names.get(columns.get(0)) + "_box[\"" + escaped(title(owner)) + "\"]");
            columns.forEach(column -> lines.add("    " + names.get(column) + "[\"" + escaped(label(column)) + "\"]"));
            lines.add("  end");
        });
        for (LineageView.Edge edge : view.edges()) {
            String arrow = edge.kind().decidesValues() ? "-->" : "-.->";
            lines.add("  " + names.get(edge.from()) + " " + arrow + "|"
                    + edge.kind().phrase() + "| " + names.get(edge.to()));
        }
        return lines;
    }

    private String title(String owner) {
        return graph.kind(ColumnId.rowsOf(owner)) + " " + graph.ownerName(owner);
    }

    private static String label(ColumnId column) {
        return column.isRows() ? "(rows)" : column.column();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Mermaid reads names of HTML entities between {@code #} and {@code ;}. */
    private static String escaped(String text) {
        return text.replace("#", "#35;").replace("\"", "#quot;");
    }
}
