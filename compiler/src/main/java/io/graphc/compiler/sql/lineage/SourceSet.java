package io.graphc.compiler.sql.lineage;

import io.graphc.plan.LineageKind;
import io.graphc.plan.LineageSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns of relations with what they have to do with one result; of several ways to make a value the strongest counts. */
final class SourceSet {
    private static final LineageKind[] KINDS = LineageKind.values();
    private static final int DECIDING = deciding();

    /** The kinds of each column, a bit for each. */
    private final Map<Column, Integer> kinds = new HashMap<>();

    private record Column(String relation, String name) {
        // Written out: a set of sources is looked up once for each column that passes through.
        @Override
        public boolean equals(Object other) {
            return other instanceof Column that && name.equals(that.name) && relation.equals(that.relation);
        }

        @Override
        public int hashCode() {
            return 31 * relation.hashCode() + name.hashCode();
        }
    }

    private static int deciding() {
        int all = 0;
        for (LineageKind kind : KINDS) {
            all |= kind.decidesValues() ? bit(kind) : 0;
        }
        return all;
    }

    @SuppressWarnings("EnumOrdinal") // The bits never leave this set.
    private static int bit(LineageKind kind) {
        return 1 << kind.ordinal();
    }

    void add(String relation, String column, LineageKind kind) {
        add(new Column(relation, column), kind);
    }

    private void add(Column column, LineageKind kind) {
        int known = kinds.getOrDefault(column, 0);
        int deciding = known & DECIDING;
        int all;
        if (!kind.decidesValues() || deciding == 0) {
            all = known | bit(kind);
        } else {
            LineageKind strongest = kind.through(KINDS[Integer.numberOfTrailingZeros(deciding)]);
            all = (known & ~DECIDING) | bit(strongest);
        }
        if (all != known) {
            kinds.put(column, all);
        }
    }

    /** Adds what another result depends on, which this one depends on in the given way. */
    void add(SourceSet inner, LineageKind outer) {
        // A query that reads itself adds a set to itself.
        Map<Column, Integer> added = inner == this ? new HashMap<>(kinds) : inner.kinds;
        for (Map.Entry<Column, Integer> each : added.entrySet()) {
            for (int rest = each.getValue(); rest != 0; rest &= rest - 1) {
                add(each.getKey(), outer.through(KINDS[Integer.numberOfTrailingZeros(rest)]));
            }
        }
    }

    /** Adds all that another result depends on as it is. */
    void addAll(SourceSet other) {
        add(other, LineageKind.COPIED);
    }

    /** In the order of kinds, then relations, then columns. */
    List<LineageSource> sorted() {
        List<LineageSource> sources = new ArrayList<>();
        kinds.forEach((column, all) -> {
            for (int rest = all; rest != 0; rest &= rest - 1) {
                LineageKind kind = KINDS[Integer.numberOfTrailingZeros(rest)];
                sources.add(new LineageSource(column.relation(), column.name(), kind));
            }
        });
        Collections.sort(sources);
        return Collections.unmodifiableList(sources);
    }
}
