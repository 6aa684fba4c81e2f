package io.graphc.compiler.sql.fact;

import io.graphc.plan.Proof;
import io.graphc.plan.fact.ColumnFacts;
import io.graphc.plan.fact.RowBounds;
import io.graphc.plan.fact.UniqueKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of the rows of a part of a query, its columns told by position. Immutable.
 *
 * @param columns by position; of columns beyond the end nothing is known
 */
record QueryFacts(List<ColumnFacts> columns, List<Key> keys, RowBounds rows) {
    static final QueryFacts NONE = new QueryFacts(List.of(), List.of(), RowBounds.ANY);

    /** More keys than this of one relation are never of use; the joins of many tables would have hundreds. */
    private static final int MOST_KEYS = 12;

    /** A key as {@link UniqueKey}, its columns told by position. */
    record Key(Set<Integer> columns, Proof proof) {
        Key {
            columns = Collections.unmodifiableSet(new TreeSet<>(columns));
        }

        static Key of(Collection<Integer> columns, Proof proof) {
            return new Key(columns instanceof Set<Integer> set ? set : new TreeSet<>(columns), proof);
        }

        Key and(Proof other) {
            return new Key(columns, proof.and(other));
        }

        Key with(Key other) {
            Set<Integer> both = new TreeSet<>(columns);
            both.addAll(other.columns);
            return new Key(both, proof.and(other.proof));
        }
    }

    QueryFacts {
        columns = List.copyOf(columns);
        keys = minimal(keys);
        boolean single = keys.stream().anyMatch(key -> key.columns().isEmpty());
        rows = single ? rows.limited(1) : rows;
    }

    ColumnFacts column(int index) {
        return index < columns.size() ? columns.get(index) : ColumnFacts.NONE;
    }

    QueryFacts withRows(RowBounds value) {
        return new QueryFacts(columns, keys, value);
    }

    /** Leaves out keys that hold another one, and the widest of too many. */
    static List<Key> minimal(Collection<Key> keys) {
        if (keys.size() < 2) {
            return List.copyOf(keys);
        }
        List<Key> sorted = new ArrayList<>(keys);
        sorted.sort((one, other) -> {
            int bySize = Integer.compare(one.columns().size(), other.columns().size());
            return bySize != 0
                    ? bySize
                    : Integer.compare(
                            one.proof().tests().size(), other.proof().tests().size());
        });
        List<Key> kept = new ArrayList<>();
        for (Key key : sorted) {
            if (kept.size() < MOST_KEYS && !isImplied(key, kept)) {
                kept.add(key);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean isImplied(Key wider, List<Key> kept) {
        for (Key known : kept) {
            if (implies(known, wider)) {
                return true;
            }
        }
        return false;
    }

    private static boolean implies(Key known, Key wider) {
        return wider.columns().containsAll(known.columns());
    }
}
