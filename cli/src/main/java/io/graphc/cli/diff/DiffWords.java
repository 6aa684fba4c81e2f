package io.graphc.cli.diff;

import io.graphc.cli.report.Words;
import io.graphc.plan.impact.Change;
import io.graphc.plan.impact.Change.Kind;
import io.graphc.plan.impact.ProjectDifference;
import io.graphc.plan.lineage.ColumnId;
import io.graphc.plan.lineage.LineageGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words for a difference that all its forms share. */
final class DiffWords {
    private static final List<String> KINDS = List.of("source", "seed", "model", "node", "relationship");

    private final ProjectDifference difference;

    DiffWords(ProjectDifference difference) {
        this.difference = difference;
    }

    /** {@code model users}; a removed one is known by how it was. */
    String owner(String id) {
        return kind(id) + " " + graph(id).ownerName(id);
    }

    String kind(String id) {
        return id.substring(0, id.indexOf('.'));
    }

    private LineageGraph graph(String id) {
        return difference.now().kind(ColumnId.rowsOf(id)).isEmpty() ? difference.before() : difference.now();
    }

    /** How much changed: {@code 2 models, 1 node type changed; 1 change is breaking}. */
    String summary() {
        if (difference.isEmpty()) {
            return "nothing changed";
        }
        Map<String, Set<String>> owners = new LinkedHashMap<>();
        KINDS.forEach(kind -> owners.put(kind, new LinkedHashSet<>()));
        difference
                .changes()
                .forEach(change -> owners.computeIfAbsent(kind(change.owner()), kind -> new LinkedHashSet<>())
                        .add(change.owner()));
        String changed = owners.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> Words.count(entry.getValue().size(), noun(entry.getKey())))
                .collect(Collectors.joining(", "));
        int breaking = difference.breaking().size();
        String verdict = breaking == 0 ? "nothing breaks" : Words.count(breaking, "breaking change");
        return (changed.isEmpty() ? "types" : changed) + " changed; " + verdict;
    }

    private static String noun(String kind) {
        return kind.equals("node") || kind.equals("relationship") ? kind + " type" : kind;
    }

    /** The changes by their owners, those of one column together. */
    Map<String, Map<String, List<Change>>> byOwner(List<Change> changes) {
        Map<String, Map<String, List<Change>>> all = new LinkedHashMap<>();
        for (Change change : changes) {
            all.computeIfAbsent(change.owner(), owner -> new LinkedHashMap<>())
                    .computeIfAbsent(subject(change), column -> new ArrayList<>())
                    .add(change);
        }
        return all;
    }

    /** What of its owner changed. */
    static String subject(Change change) {
        return switch (change.kind()) {
            case ROWS -> "(rows)";
            case KEY -> "(id)";
            case LABELS -> "(labels)";
            case RELATION -> "(table)";
            case CONFIGS -> "(configs)";
            case RENAMED -> change.before();
            case ADDED, REMOVED, TYPE, NULLABILITY, BODY -> change.column();
        };
    }

    static String symbol(Change change) {
        return switch (change.kind()) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case RENAMED -> ">";
            case TYPE, NULLABILITY, BODY, ROWS, KEY, LABELS, RELATION, CONFIGS -> "~";
        };
    }

    /** What changed about it. */
    static String text(Change change) {
        return switch (change.kind()) {
            case ADDED -> change.after().isEmpty() ? "new" : "new, " + change.after();
            case REMOVED -> "removed";
            case RENAMED -> "now " + change.after();
            case TYPE, NULLABILITY -> change.before() + " → " + change.after();
            case LABELS -> change.before() + " → " + change.after();
            case BODY -> "other values";
            case ROWS -> "other rows";
            case KEY -> "made of other columns";
            case RELATION -> "other name";
            case CONFIGS -> "changed";
        };
    }

    /** By owner what of it is reached: columns, or its rows and so all of it; data tests are not among them. */
    Map<String, String> reached() {
        Map<String, String> reached = new LinkedHashMap<>();
        for (String kind : KINDS) {
            difference.reached().forEach((owner, columns) -> {
                if (kind(owner).equals(kind)) {
                    boolean rows = columns.stream().anyMatch(ColumnId::isRows) || hasOtherRows(owner);
                    String names = columns.stream().map(ColumnId::column).collect(Collectors.joining(", "));
                    reached.put(owner(owner), rows ? "all columns, by its rows" : names);
                }
            });
        }
        return reached;
    }

    private boolean hasOtherRows(String owner) {
        return difference.changes().stream()
                .anyMatch(change ->
                        change.owner().equals(owner) && (change.kind() == Kind.ROWS || change.kind() == Kind.KEY));
    }

    /** The names of the data tests that are reached. */
    List<String> tests() {
        return difference.reached().keySet().stream()
                .filter(owner -> kind(owner).equals("test"))
                .map(owner -> owner.substring(owner.lastIndexOf('.') + 1))
                .sorted()
                .toList();
    }
}
