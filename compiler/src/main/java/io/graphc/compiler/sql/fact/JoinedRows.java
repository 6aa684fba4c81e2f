package io.graphc.compiler.sql.fact;

import io.graphc.plan.Proof;
import io.graphc.plan.fact.AcceptedValues;
import io.graphc.plan.fact.ColumnFacts;
import io.graphc.plan.fact.Containment;
import io.graphc.plan.fact.RowBounds;
import io.graphc.plan.fact.TableColumn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the rows that a FROM clause makes. A column is told by its slot: its position among the columns of all
 * relations of the clause. Not safe to share between threads.
 */
final class JoinedRows {
    private final int first;
    private ColumnFacts[] columns;
    private final Map<Integer, Set<Integer>> standIns = new TreeMap<>();
    private final Set<Integer> constants = new TreeSet<>();
    private final List<Map<Integer, Proof>> extensions = new ArrayList<>();
    private List<QueryFacts.Key> keys;
    private RowBounds rows;

    /** The rows of one relation, or of none: {@code first} is the slot of its first column. */
    JoinedRows(QueryFacts facts, int first, int count) {
        this.first = first;
        this.columns = new ColumnFacts[count];
        for (int i = 0; i < count; i++) {
            columns[i] = facts.column(i);
        }
        List<QueryFacts.Key> moved = new ArrayList<>();
        for (QueryFacts.Key key : facts.keys()) {
            Set<Integer> slots = new TreeSet<>();
            for (int column : key.columns()) {
                slots.add(column + first);
            }
            moved.add(QueryFacts.Key.of(slots, key.proof()));
        }
        this.keys = moved;
        this.rows = facts.rows();
    }

    boolean has(int slot) {
        return first <= slot && slot < first + columns.length;
    }

    SlotRange slots() {
        return new SlotRange(first, first + columns.length);
    }

    ColumnFacts column(int slot) {
        return has(slot) ? columns[slot - first] : ColumnFacts.NONE;
    }

    private void column(int slot, ColumnFacts facts) {
        columns[slot - first] = facts;
    }

    List<QueryFacts.Key> keys() {
        return keys;
    }

    RowBounds rows() {
        return rows;
    }

    void rows(RowBounds value) {
        rows = value;
    }

    void keys(List<QueryFacts.Key> value) {
        keys = QueryFacts.minimal(value);
    }

    /** Takes the columns of the relation beside it in; keys and numbers of rows are the join's to say. */
    void absorb(JoinedRows other) {
        ColumnFacts[] both = Arrays.copyOf(columns, columns.length + other.columns.length);
        System.arraycopy(other.columns, 0, both, columns.length, other.columns.length);
        columns = both;
        other.standIns.forEach((slot, more) ->
                standIns.computeIfAbsent(slot, key -> new TreeSet<>()).addAll(more));
        constants.addAll(other.constants);
        extensions.addAll(other.extensions);
    }

    /** Rows of these columns may be missing from now on, and are then null. */
    void extendWithNulls(SlotRange slots) {
        Map<Integer, Proof> whenThere = new TreeMap<>();
        for (int slot = slots.first(); slot < slots.end(); slot++) {
            ColumnFacts facts = column(slot);
            if (facts.notNull().isPresent()) {
                whenThere.put(slot, facts.notNull().get());
                column(slot, facts.withNotNull(Optional.empty()));
            }
            // A constant on a side that may be missing is null where it is.
            constants.remove(slot);
        }
        extensions.add(whenThere);
    }

    /** A condition lets no null of the column through; rows that lack its relation go with it. */
    void rejectNulls(int slot, Proof proof) {
        ColumnFacts facts = column(slot);
        if (facts.notNull().isPresent()) {
            return;
        }
        column(slot, facts.withNotNull(Optional.of(proof)));
        for (Map<Integer, Proof> whenThere : extensions) {
            if (whenThere.containsKey(slot)) {
                whenThere.forEach((other, known) -> {
                    ColumnFacts before = column(other);
                    if (before.notNull().isEmpty()) {
                        column(other, before.withNotNull(Optional.of(known.and(proof))));
                    }
                });
            }
        }
    }

    /** A condition lets only these values of the column through. */
    void accept(int slot, AcceptedValues values) {
        Optional<AcceptedValues> known = column(slot).accepted();
        List<String> both = known.isEmpty()
                ? values.values()
                : values.values().stream()
                        .filter(known.get().values()::contains)
                        .toList();
        Proof proof = known.map(before -> before.proof().and(values.proof())).orElse(values.proof());
        column(slot, column(slot).withAccepted(Optional.of(new AcceptedValues(both, proof))));
    }

    /** All values of the column are in these columns too. */
    void contain(int slot, List<Containment> more) {
        if (more.isEmpty()) {
            return;
        }
        List<Containment> known = column(slot).containedIn();
        Set<TableColumn> before = new HashSet<>();
        for (Containment mine : known) {
            before.add(mine.column());
        }
        List<Containment> added = new ArrayList<>();
        for (Containment theirs : more) {
            if (before.add(theirs.column())) {
                added.add(theirs);
            }
        }
        // Taken in turn, so that what is near comes first on both sides.
        List<Containment> all = new ArrayList<>();
        for (int i = 0; i < Math.max(known.size(), added.size()); i++) {
            if (i < known.size()) {
                all.add(known.get(i));
            }
            if (i < added.size()) {
                all.add(added.get(i));
            }
        }
        column(slot, column(slot).withContainedIn(all));
    }

    /** Where the second is not null, it tells the first one. */
    void standsFor(int slot, int by) {
        standIns.computeIfAbsent(slot, key -> new TreeSet<>()).add(by);
    }

    /** The column has one value in all rows. */
    void constant(int slot) {
        constants.add(slot);
    }

    boolean isConstant(int slot) {
        return !constants.isEmpty() && standIns(slot).stream().anyMatch(constants::contains);
    }

    /** The column, and all that tell it, nearest first. */
    List<Integer> standIns(int slot) {
        if (!standIns.containsKey(slot)) {
            return List.of(slot);
        }
        List<Integer> found = new ArrayList<>(List.of(slot));
        Deque<Integer> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (int next : standIns.getOrDefault(open.removeFirst(), Set.of())) {
                if (!found.contains(next)) {
                    found.add(next);
                    open.add(next);
                }
            }
        }
        return found;
    }
}
