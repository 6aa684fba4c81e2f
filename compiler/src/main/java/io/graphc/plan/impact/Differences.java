package io.graphc.plan.impact;

import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.LineageKind;
import io.graphc.plan.impact.Change.Kind;
import io.graphc.plan.lineage.ColumnId;
import io.graphc.plan.lineage.LineageGraph;
import io.graphc.plan.lineage.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One comparison of two compilations. */
final class Differences {
    private final Map<String, Compared> old;
    private final Map<String, Compared> current;
    private final StateComparison state;
    private final LineageGraph now;
    private final LineageGraph before;
    private final List<Change> changes = new ArrayList<>();
    private final List<Change> effects = new ArrayList<>();

    Differences(CompiledProject before, CompiledProject now, LineageGraph nowGraph, LineageGraph beforeGraph) {
        this.old = Compared.of(before);
        this.current = Compared.of(now);
        this.state = StateComparison.of(before, now);
        this.now = nowGraph;
        this.before = beforeGraph;
    }

    List<Change> changes() {
        return changes;
    }

    List<Change> effects() {
        return effects;
    }

    void find() {
        current.forEach((id, part) -> {
            Compared other = old.get(id);
            if (other == null) {
                changes.add(Change.of(id, "", Kind.ADDED));
            } else {
                compare(other, part);
            }
        });
        old.forEach((id, part) -> {
            if (!current.containsKey(id)) {
                changes.add(removed(part));
            }
        });
    }

    private Change removed(Compared part) {
        Change change = Change.of(part.id(), "", Kind.REMOVED);
        if (part.isElement()) {
            return change.breaking("the graph has no " + kind(part) + " of this type any more");
        }
        Set<String> readers = readers(before.columnsOf(part.id()));
        return readers.isEmpty() ? change : change.breaking("was read by " + listed(readers));
    }

    private static String kind(Compared part) {
        return part.id().substring(0, part.id().indexOf('.'));
    }

    private void compare(Compared was, Compared is) {
        boolean modified = !state.modified(is.id()).isEmpty();
        // The same text with other values of variables, or over other columns, is no change of it.
        boolean written = modified || !isModel(is);
        if (written) {
            whole(was, is);
        }
        columns(was, is, written);
        if (written && !was.rows().equals(is.rows())) {
            changes.add(Change.of(is.id(), "", Kind.ROWS));
        }
    }

    private static boolean isModel(Compared part) {
        return part.id().startsWith("model.");
    }

    private void whole(Compared was, Compared is) {
        if (!was.labels().equals(is.labels())) {
            boolean kept = is.labels().containsAll(was.labels()) && is.id().startsWith("node.");
            Change change = Change.of(is.id(), "", Kind.LABELS)
                    .from(String.join(", ", was.labels()), String.join(", ", is.labels()));
            changes.add(kept ? change : change.breaking("queries by the earlier labels do not find it"));
        }
        if (!was.key().equals(is.key())) {
            changes.add(Change.of(is.id(), "", Kind.KEY)
                    .breaking("ids change: every element is written anew, the earlier ones are stale"));
        }
        if (!was.relation().equals(is.relation())) {
            changes.add(Change.of(is.id(), "", Kind.RELATION).breaking("its table has another name"));
        }
        if (!was.configs().equals(is.configs())) {
            changes.add(Change.of(is.id(), "", Kind.CONFIGS));
        }
    }

    private void columns(Compared was, Compared is, boolean written) {
        Map<String, String> renamed = renamed(was, is);
        for (String column : is.types().keySet()) {
            if (was.types().containsKey(column)) {
                column(was, is, column, written);
            } else if (renamed.containsValue(column)) {
                renamed.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(column))
                        .forEach(entry -> add(rename(is, entry.getKey(), column), written));
            } else {
                add(Change.of(is.id(), column, Kind.ADDED).from("", type(is, column)), written);
            }
        }
        for (String column : was.types().keySet()) {
            if (!is.types().containsKey(column) && !renamed.containsKey(column)) {
                add(gone(Change.of(is.id(), column, Kind.REMOVED).from(column, ""), was, column), written);
            }
        }
    }

    private void add(Change change, boolean written) {
        (written ? changes : effects).add(change);
    }

    private static String type(Compared part, String column) {
        return part.types().getOrDefault(column, "");
    }

    /** Columns that mean the same under another name; only where there is one candidate on either side. */
    private static Map<String, String> renamed(Compared was, Compared is) {
        Map<String, List<String>> gone = byMeaning(was, is);
        Map<String, List<String>> come = byMeaning(is, was);
        Map<String, String> renamed = new LinkedHashMap<>();
        gone.forEach((meaning, names) -> {
            List<String> candidates = come.getOrDefault(meaning, List.of());
            if (names.size() == 1 && candidates.size() == 1) {
                renamed.put(names.get(0), candidates.get(0));
            }
        });
        return renamed;
    }

    private static Map<String, List<String>> byMeaning(Compared part, Compared other) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String column : part.types().keySet()) {
            if (!other.types().containsKey(column)) {
                part.definition(column)
                        .ifPresent(meaning -> columns.computeIfAbsent(
                                        meaning + type(part, column), key -> new ArrayList<>())
                                .add(column));
            }
        }
        return columns;
    }

    private Change rename(Compared is, String from, String to) {
        Change change = Change.of(is.id(), to, Kind.RENAMED).from(from, to);
        return gone(change, is, from);
    }

    private Change gone(Change change, Compared part, String column) {
        if (part.isElement()) {
            return change.breaking("queries that read the property find nothing");
        }
        Set<String> readers = readers(List.of(new ColumnId(part.id(), column)));
        return readers.isEmpty() ? change : change.breaking("was read by " + listed(readers));
    }

    private void column(Compared was, Compared is, String column, boolean written) {
        boolean same = was.definition(column).equals(is.definition(column));
        // A column that means the same as before has another type because of what it reads.
        boolean own = written && !(same && is.definition(column).isPresent());
        String type = type(was, column);
        boolean sameType = type.equals(type(is, column));
        if (!sameType) {
            add(retyped(was, is, column), own);
        }
        Column old = was.columns().get(column);
        Column current = is.columns().get(column);
        if (old != null && current != null && old.nullable() != current.nullable()) {
            Change change = Change.of(is.id(), column, Kind.NULLABILITY)
                    .from(old.nullable() ? "nullable" : "not null", current.nullable() ? "nullable" : "not null");
            Set<String> keys = current.nullable() ? keys(new ColumnId(is.id(), column)) : Set.of();
            add(keys.isEmpty() ? change : change.breaking("is in the key of " + listed(keys)), own);
        }
        if (written && !same) {
            changes.add(Change.of(is.id(), column, Kind.BODY));
        }
    }

    private Change retyped(Compared was, Compared is, String column) {
        Change change = Change.of(is.id(), column, Kind.TYPE).from(type(was, column), type(is, column));
        if (is.isElement()) {
            return change.breaking("a property of another type");
        }
        Column before = was.columns().get(column);
        Column after = is.columns().get(column);
        boolean wider = before != null && after != null && TypeChange.isWider(before.type(), after.type());
        return wider ? change : change.breaking("does not take every value that it took");
    }

    /** The names of what read some columns before, data tests among them. */
    private Set<String> readers(List<ColumnId> columns) {
        Set<String> readers = new LinkedHashSet<>();
        for (ColumnId column : columns) {
            for (Step step : before.downstream(column)) {
                if (!step.column().owner().equals(column.owner())) {
                    readers.add(before.kind(step.column()) + " "
                            + before.ownerName(step.column().owner()));
                }
            }
        }
        return readers;
    }

    /** The element types whose ids or ends a column's values are part of. */
    private Set<String> keys(ColumnId column) {
        Set<String> keys = new LinkedHashSet<>();
        List<ColumnId> front = List.of(column);
        Set<ColumnId> seen = new LinkedHashSet<>(front);
        while (!front.isEmpty()) {
            List<ColumnId> next = new ArrayList<>();
            for (ColumnId at : front) {
                for (Step step : now.downstream(at)) {
                    boolean value = step.kind() == LineageKind.COPIED || step.kind() == LineageKind.TRANSFORMED;
                    if (value && seen.add(step.column())) {
                        next.add(step.column());
                        if (step.column().column().startsWith("~")) {
                            keys.add(now.ownerName(step.column().owner()));
                        }
                    }
                }
            }
            front = next;
        }
        return keys;
    }

    /** At most three names, and how many more there are. */
    private static String listed(Set<String> names) {
        int shown = names.size() <= 4 ? names.size() : 3;
        String text = names.stream().limit(shown).collect(Collectors.joining(", "));
        return names.size() > shown ? text + " and " + (names.size() - shown) + " more" : text;
    }
}
