package io.graphc.cli.lineage;

import io.graphc.plan.LineageKind;
import io.graphc.plan.lineage.ColumnId;
import io.graphc.plan.lineage.LineageGraph;
import io.graphc.plan.lineage.LineageView;
import io.graphc.plan.lineage.LineageView.Direction;
import io.graphc.plan.lineage.LineageView.Neighbour;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints the columns around one column as a tree, each of them with what is behind it once. */
public final class LineageTree {
    private final LineageGraph graph;
    private final int depth;

    /**
     * A printer of trees.
     *
     * @param depth how many steps from the root are shown
     */
    public LineageTree(LineageGraph graph, int depth) {
        this.graph = graph;
        this.depth = depth;
    }

    /** The lines for one column. */
    public List<String> lines(ColumnId root, Set<Direction> directions) {
        List<String> lines = new ArrayList<>();
        String type = graph.type(root).map(found -> ", " + found).orElse("");
        lines.add(name(root) + "  (" + graph.kind(root) + type + ")");
        for (Direction direction : directions) {
            List<Neighbour> first = LineageView.neighbours(graph, root, direction);
            boolean up = direction == Direction.UPSTREAM;
            lines.add((up ? "depends on" : "is used for") + (first.isEmpty() ? " nothing" : ""));
            new Branches(direction, lines).add(first, "", 1);
        }
        return lines;
    }

    private String name(ColumnId column) {
        return column.isRows() ? "rows of " + graph.ownerName(column.owner()) : graph.name(column);
    }

    /** One direction of one tree. */
    private final class Branches {
        private final Direction direction;
        private final List<String> lines;
        private final Set<ColumnId> shown = new HashSet<>();

        Branches(Direction direction, List<String> lines) {
            this.direction = direction;
            this.lines = lines;
        }

        void add(List<Neighbour> neighbours, String indent, int step) {
            for (int i = 0; i < neighbours.size(); i++) {
                boolean last = i == neighbours.size() - 1;
                Neighbour neighbour = neighbours.get(i);
                List<Neighbour> next = LineageView.neighbours(graph, neighbour.column(), direction);
                boolean again = shown.contains(neighbour.column());
                boolean cut = !again && step >= depth && !next.isEmpty();
                lines.add(indent
                        + (last ? "└─ " : "├─ ")
                        + text(neighbour)
                        + (again ? "  (see above)" : cut ? "  ..." : ""));
                if (!again && !cut && !next.isEmpty()) {
                    shown.add(neighbour.column());
                    add(next, indent + (last ? "   " : "│  "), step + 1);
                }
            }
        }

        private String text(Neighbour neighbour) {
            String kinds = neighbour.kinds().stream()
                    .filter(kind -> kind != LineageKind.ROWS)
                    .map(LineageKind::phrase)
                    .collect(Collectors.joining(", "));
            return name(neighbour.column()) + (kinds.isEmpty() ? "" : "  " + kinds);
        }
    }
}
