package io.graphc.runtime.engine.trino;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.SqlLiterals;
import io.graphc.runtime.engine.warehouse.TableDescription;
import io.graphc.runtime.engine.warehouse.TableDescription.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What tables and views there are. A schema is listed once in a run, and what the run changes is noted, so that knowing costs
 * a statement for each schema and not for each table. Safe to use from several threads.
 */
final class TrinoTables {
    private final TrinoSession session;
    private final String catalog;
    private final Map<String, Set<String>> schemas = new HashMap<>();
    private final Map<RelationName, Map<String, Kind>> kinds = new HashMap<>();
    private final Map<RelationName, List<Column>> columns = new HashMap<>();

    TrinoTables(TrinoSession session, String catalog) {
        this.session = session;
        this.catalog = lower(catalog);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The name as Trino keeps it, with its catalog. */
    RelationName full(RelationName relation) {
        return new RelationName(
                Optional.of(relation.database().map(TrinoTables::lower).orElse(catalog)),
                lower(relation.schema()),
                lower(relation.identifier()));
    }

    private static String informationSchema(String database, String table) {
        return RelationName.quote(database) + ".information_schema." + table;
    }

    /** Whether a schema has to be made. */
    synchronized boolean lacks(Optional<String> database, String schema) {
        return !schemas(database.map(TrinoTables::lower).orElse(catalog)).contains(lower(schema));
    }

    /** Notes that a schema was made. */
    synchronized void noteSchema(Optional<String> database, String schema) {
        schemas(database.map(TrinoTables::lower).orElse(catalog)).add(lower(schema));
    }

    /** The schemas of the usual catalog, sorted. */
    synchronized List<String> schemas() {
        return List.copyOf(schemas(catalog));
    }

    private Set<String> schemas(String database) {
        return schemas.computeIfAbsent(
                database,
                name -> new TreeSet<>(session.rows(
                        "listing schemas",
                        "SELECT schema_name FROM " + informationSchema(name, "schemata"),
                        row -> lower(row.getString(1)))));
    }

    /** The tables and views of a schema, sorted. */
    synchronized List<String> names(String schema) {
        return List.copyOf(listed(full(RelationName.of(schema, ""))).keySet());
    }

    /** What a relation is; empty where there is none. */
    synchronized Optional<Kind> kind(RelationName relation) {
        RelationName full = full(relation);
        return Optional.ofNullable(listed(full).get(full.identifier()));
    }

    private Map<String, Kind> listed(RelationName full) {
        RelationName place = full.withIdentifier("");
        Map<String, Kind> found = kinds.get(place);
        if (found == null) {
            found = new TreeMap<>();
            String sql = "SELECT table_name, table_type FROM "
                    + informationSchema(full.database().orElseThrow(), "tables") + " WHERE table_schema = "
                    + SqlLiterals.literal(full.schema());
            for (Map.Entry<String, Kind> entry :
                    session.rows("listing tables", sql, row -> Map.entry(row.getString(1), kindOf(row.getString(2))))) {
                found.put(entry.getKey(), entry.getValue());
            }
            kinds.put(place, found);
        }
        return found;
    }

    /** The tables of a schema whose names begin with a text, asked for anew. */
    synchronized List<RelationName> beginningWith(RelationName beginning) {
        String begins = full(beginning).identifier();
        kinds.remove(full(beginning).withIdentifier(""));
        return listed(full(beginning)).keySet().stream()
                .filter(name -> name.startsWith(begins))
                .map(beginning::withIdentifier)
                .toList();
    }

    private static Kind kindOf(String type) {
        return type.equals("VIEW") ? Kind.VIEW : Kind.TABLE;
    }

    /** Notes what a statement made, or that it took something away. */
    synchronized void note(RelationName relation, Optional<Kind> made) {
        RelationName full = full(relation);
        columns.remove(full);
        Map<String, Kind> there = listed(full);
        if (made.isPresent()) {
            there.put(full.identifier(), made.get());
        } else {
            there.remove(full.identifier());
        }
    }

    /** Everything is looked at anew. */
    synchronized void forget() {
        kinds.clear();
        columns.clear();
    }

    /** Looks at the columns of some relations at once, for later questions. */
    synchronized void look(Collection<RelationName> relations) {
        Map<String, Map<String, Set<String>>> wanted = new TreeMap<>();
        relations.stream()
                .map(this::full)
                .forEach(full -> wanted.computeIfAbsent(full.database().orElseThrow(), name -> new TreeMap<>())
                        .computeIfAbsent(full.schema(), name -> new TreeSet<>())
                        .add(full.identifier()));
        wanted.forEach((database, places) -> {
            for (RelationName full : relations.stream().map(this::full).toList()) {
                columns.putIfAbsent(full, List.of());
            }
            String condition = places.entrySet().stream()
                    .map(place -> "(table_schema = " + SqlLiterals.literal(place.getKey()) + " AND table_name IN ("
                            + place.getValue().stream()
                                    .map(SqlLiterals::literal)
                                    .collect(Collectors.joining(", "))
                            + "))")
                    .collect(Collectors.joining(" OR "));
            load(database, condition);
        });
    }

    private void load(String database, String condition) {
        Map<RelationName, List<Column>> found = new LinkedHashMap<>();
        String sql = "SELECT table_schema, table_name, column_name, data_type FROM "
                + informationSchema(database, "columns") + " WHERE " + condition + " ORDER BY ordinal_position";
        session.rows(
                "looking at columns",
                sql,
                row -> found.computeIfAbsent(
                                new RelationName(Optional.of(database), row.getString(1), row.getString(2)),
                                name -> new ArrayList<>())
                        .add(Column.of(
                                row.getString(3),
                                SqlTypeParser.parse(row.getString(4)).orElse(SqlTypes.ANY))));
        columns.putAll(found);
    }

    /** What a relation is and which columns it has. */
    synchronized Optional<TableDescription> describe(RelationName relation) {
        RelationName full = full(relation);
        Optional<Kind> kind = kind(relation);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        if (!columns.containsKey(full) || columns.get(full).isEmpty()) {
            look(List.of(relation));
        }
        return kind.map(found -> new TableDescription(found, columns.getOrDefault(full, List.of())));
    }
}
