package io.graphc.plan.fact;

import io.graphc.plan.Proof;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the rows of a relation without a query. Immutable.
 *
 * @param columns by name in lower case; a column of which nothing is known may be left out
 */
public record RelationFacts(Map<String, ColumnFacts> columns, List<UniqueKey> keys, RowBounds rows) {
    /** Nothing is known. */
    public static final RelationFacts NONE = new RelationFacts(Map.of(), List.of(), RowBounds.ANY);

    public RelationFacts {
        // A sorted map is copied in one go.
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        keys = List.copyOf(keys);
    }

    /** What is known of a column, in any letter case. */
    public ColumnFacts column(String name) {
        return columns.getOrDefault(lower(name), ColumnFacts.NONE);
    }

    /** Why no value of a column is null. */
    public Optional<Proof> notNull(String column) {
        return column(column).notNull();
    }

    /** Why no row has a null in any of the columns. */
    public Optional<Proof> notNull(Collection<String> columns) {
        Optional<Proof> all = Optional.of(Proof.EVIDENT);
        for (String column : columns) {
            Optional<Proof> one = notNull(column);
            all = all.flatMap(proof -> one.map(proof::and));
        }
        return all;
    }

    /** Why no two rows agree in all the columns; the reason that rests on the fewest tests. */
    public Optional<Proof> unique(Collection<String> columns) {
        Set<String> wanted = new TreeSet<>();
        columns.forEach(column -> wanted.add(lower(column)));
        return keys.stream()
                .filter(key -> wanted.containsAll(key.columns()))
                .map(UniqueKey::proof)
                .min(RelationFacts::simpler);
    }

    /** Why all values of a column are among these. */
    public Optional<Proof> accepts(String column, Collection<String> values) {
        return column(column)
                .accepted()
                .filter(known -> values.containsAll(known.values()))
                .map(AcceptedValues::proof);
    }

    /** Why all values of a column are among those of another. */
    public Optional<Proof> contained(String column, TableColumn in) {
        return column(column).containedIn().stream()
                .filter(known -> isSame(known.column(), in))
                .map(Containment::proof)
                .min(RelationFacts::simpler);
    }

    private static boolean isSame(TableColumn one, TableColumn other) {
        return one.table().equals(other.table()) && one.column().equalsIgnoreCase(other.column());
    }

    private static int simpler(Proof one, Proof other) {
        int byTests = Integer.compare(one.tests().size(), other.tests().size());
        return byTests != 0
                ? byTests
                : Integer.compare(one.rules().size(), other.rules().size());
    }

    /** With a column that holds no null; what is known already stays. */
    public RelationFacts withNotNull(String column, Proof proof) {
        ColumnFacts known = column(column);
        return known.notNull().isPresent() ? this : with(column, known.withNotNull(Optional.of(proof)));
    }

    /** With a key; one that is implied by a known key is left out. */
    public RelationFacts withKey(Collection<String> columns, Proof proof) {
        if (unique(columns).isPresent()) {
            return this;
        }
        List<UniqueKey> more = new ArrayList<>(keys);
        more.add(new UniqueKey(columns.stream().map(RelationFacts::lower).toList(), proof));
        return new RelationFacts(this.columns, more, rows);
    }

    /** With the values that a column has at most; what is known already stays. */
    public RelationFacts withAccepted(String column, Collection<String> values, Proof proof) {
        ColumnFacts known = column(column);
        return known.accepted().isPresent()
                ? this
                : with(column, known.withAccepted(Optional.of(new AcceptedValues(List.copyOf(values), proof))));
    }

    /** With a column that has all values of this one; what is known already stays. */
    public RelationFacts withContained(String column, TableColumn in, Proof proof) {
        if (contained(column, in).isPresent()) {
            return this;
        }
        ColumnFacts known = column(column);
        List<Containment> more = new ArrayList<>();
        more.add(new Containment(in, proof));
        more.addAll(known.containedIn());
        return with(column, known.withContainedIn(more));
    }

    /** The columns of a relation are, of course, in its own columns, the first of all. */
    public RelationFacts withItself(String table, Collection<String> names) {
        Map<String, ColumnFacts> more = new TreeMap<>(columns);
        for (String name : names) {
            TableColumn itself = new TableColumn(table, name);
            ColumnFacts known = more.getOrDefault(lower(name), ColumnFacts.NONE);
            if (known.containedIn().stream().noneMatch(containment -> isSame(containment.column(), itself))) {
                List<Containment> all = new ArrayList<>();
                all.add(new Containment(itself, Proof.EVIDENT));
                all.addAll(known.containedIn());
                more.put(lower(name), known.withContainedIn(all));
            }
        }
        return new RelationFacts(more, keys, rows);
    }

    private RelationFacts with(String column, ColumnFacts facts) {
        Map<String, ColumnFacts> more = new TreeMap<>(columns);
        more.put(lower(column), facts);
        return new RelationFacts(more, keys, rows);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
