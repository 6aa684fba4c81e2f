package io.graphc.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the columns of a query's result depend on, one step back.
 *
 * @param columns for each column of the result, in its order, what its values are made of; queries inside of its
 *     expression add what decides their rows; empty for a constant
 * @param rows what decides which rows there are, and so has a part in every column
 * @param definitions what each column means, and under {@link LineageSource#EVERY} what decides the rows, as numbers that
 *     stay the same while only layout, aliases and names inside of the query change; nothing where that is not known
 */
public record Lineage(
        Map<String, List<LineageSource>> columns, List<LineageSource> rows, Map<String, String> definitions) {
    /** Depends on nothing. */
    public static final Lineage NONE = new Lineage(Map.of(), List.of());

    public Lineage {
        Map<String, List<LineageSource>> copy = new LinkedHashMap<>();
        columns.forEach((column, sources) -> copy.put(column, List.copyOf(sources)));
        columns = Collections.unmodifiableMap(copy);
        rows = List.copyOf(rows);
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    }

    /** Of a query whose columns' meaning is not known. */
    public Lineage(Map<String, List<LineageSource>> columns, List<LineageSource> rows) {
        this(columns, rows, Map.of());
    }

    /** Of a query that could not be analysed: everything may depend on every column that it reads. */
    public static Lineage unknown(Collection<String> relations) {
        List<LineageSource> rows = new ArrayList<>();
        relations.stream()
                .sorted()
                .forEach(relation -> rows.add(new LineageSource(relation, LineageSource.EVERY, LineageKind.UNKNOWN)));
        return new Lineage(Map.of(), rows);
    }

    /** The same with other names for the columns, in their order. */
    public Lineage named(List<String> names) {
        Map<String, List<LineageSource>> named = new LinkedHashMap<>();
        Map<String, String> meanings = new LinkedHashMap<>();
        int next = 0;
        for (Map.Entry<String, List<LineageSource>> column : columns.entrySet()) {
            if (next < names.size()) {
                String definition = definitions.get(column.getKey());
                if (definition != null) {
                    meanings.put(names.get(next), definition);
                }
                named.put(names.get(next++), column.getValue());
            }
        }
        String meaning = definitions.get(LineageSource.EVERY);
        if (meaning != null) {
            meanings.put(LineageSource.EVERY, meaning);
        }
        return new Lineage(named, rows, meanings);
    }

    /** The same for a result of which only the number of rows matters, as of a test's. */
    public Lineage rowsOnly() {
        return new Lineage(Map.of(), rows);
    }

    /** What the values of a column are made of; nothing where there is no such column. */
    public List<LineageSource> of(String column) {
        return columns.getOrDefault(column, List.of());
    }
}
