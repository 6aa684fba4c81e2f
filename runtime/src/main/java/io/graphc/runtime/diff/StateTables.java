package io.graphc.runtime.diff;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The tables that hold the state: a ledger of loads, a list of element types, and a table of rows for each of these; all of
 * them in a schema of their own beside the staged elements. One thread uses it.
 */
final class StateTables {
    private static final String LOADS = "graphc_loads";
    private static final String ELEMENTS = "graphc_elements";
    private static final String LEASES = "graphc_leases";
    private static final int NAME_LENGTH = 40;

    private final QueryEngine engine;
    private final RelationName schema;
    private final StateKey key;

    /**
     * Tables that may not be there yet.
     *
     * @param staged a staged table, to name the schema
     */
    StateTables(QueryEngine engine, RelationName staged, StateKey key) {
        this.engine = engine;
        this.schema = new RelationName(staged.database(), staged.schema() + "__state", "");
        this.key = key;
    }

    /**
     * An element type as the state has it.
     *
     * @param rows elements in its table
     * @param kept those of them that the project has no more and the target did not let go
     * @param shape empty where no load of it ended well
     * @param pending its shape in a load that has not ended well, whose changes are in a table of their own
     */
    record Entry(
            String element,
            ElementTables tables,
            long rows,
            long kept,
            Optional<Shape> shape,
            Optional<Shape> pending) {
        /** The labels that nodes of the type have on the target and that it has no more. */
        List<String> lostLabels(NodePlan node) {
            return Stream.concat(shape.stream(), pending.stream())
                    .flatMap(before -> before.labels().stream())
                    .filter(label -> !node.labels().contains(label))
                    .distinct()
                    .toList();
        }

        /** With a load that has begun and takes the type to be so. */
        Entry begun(ElementPlan now) {
            return new Entry(element, tables, rows, kept, shape, Optional.of(Shape.of(now)));
        }
    }

    void create() {
        String name = schema.database().map(db -> RelationName.quote(db) + ".").orElse("")
                + RelationName.quote(schema.schema());
        engine.execute(List.of(
                "CREATE SCHEMA IF NOT EXISTS " + name,
                "CREATE TABLE IF NOT EXISTS " + table(LOADS) + " (target VARCHAR, tenant VARCHAR, load BIGINT,"
                        + " run VARCHAR, started_at TIMESTAMP, committed_at TIMESTAMP)",
                "CREATE TABLE IF NOT EXISTS " + table(ELEMENTS) + " (target VARCHAR, tenant VARCHAR, element VARCHAR,"
                        + " table_name VARCHAR, row_count BIGINT, kept BIGINT, shape VARCHAR, pending VARCHAR)",
                Lease.create(leases())));
    }

    RelationName leases() {
        return schema.withIdentifier(LEASES);
    }

    private String table(String name) {
        return schema.withIdentifier(name).quoted();
    }

    /** The number of the last load that ended well, 0 for none. */
    long lastCommitted() {
        return number("SELECT max(load) FROM " + table(LOADS) + " WHERE " + key.condition()
                + " AND committed_at IS NOT NULL");
    }

    /** The number of the last load that was begun, 0 for none. */
    long lastStarted() {
        return number("SELECT max(load) FROM " + table(LOADS) + " WHERE " + key.condition());
    }

    private long number(String sql) {
        try (RowCursor rows = engine.query(sql)) {
            return rows.next() && !rows.isNull(0) ? rows.getLong(0) : 0;
        }
    }

    /** Letters or names with their counts, in the order of the query. */
    Map<String, Long> counts(String sql) {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (RowCursor rows = engine.query(sql)) {
            while (rows.next()) {
                counts.put(rows.getText(0), rows.getLong(1));
            }
        }
        return counts;
    }

    /** The element types of this target and tenant, by id. */
    Map<String, Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        String sql = "SELECT element, table_name, row_count, kept, shape, pending FROM " + table(ELEMENTS) + " WHERE "
                + key.condition() + " ORDER BY element";
        try (RowCursor rows = engine.query(sql)) {
            while (rows.next()) {
                entries.put(
                        rows.getText(0),
                        new Entry(
                                rows.getText(0),
                                new ElementTables(schema.withIdentifier(rows.getText(1))),
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.isNull(4) ? Optional.empty() : Optional.of(Shape.parse(rows.getText(4))),
                                rows.isNull(5) ? Optional.empty() : Optional.of(Shape.parse(rows.getText(5)))));
            }
        }
        return entries;
    }

    /** The entry of an element type that the state does not have. */
    Entry fresh(ElementPlan element) {
        CRC32C sum = new CRC32C();
        sum.update((key.target() + "\n" + key.tenant() + "\n" + element.id()).getBytes(StandardCharsets.UTF_8));
        String plain = element.name().replaceAll("[^A-Za-z0-9_]", "_");
        String name =
                plain.substring(0, Math.min(plain.length(), NAME_LENGTH)) + "_" + Long.toHexString(sum.getValue());
        return new Entry(
                element.id(), new ElementTables(schema.withIdentifier(name)), 0, 0, Optional.empty(), Optional.empty());
    }

    /** Queries of the ids that other tenants' states of this target and database have of a global element type. */
    List<String> sharedIds(ElementPlan element) {
        List<String> schemas = new ArrayList<>();
        String catalog = schema.database().map(SqlLiterals::literal).orElse("current_database()");
        try (RowCursor rows = engine.query("SELECT table_schema FROM information_schema.tables WHERE table_name = '"
                + ELEMENTS + "' AND table_catalog = " + catalog + " ORDER BY table_schema")) {
            while (rows.next()) {
                schemas.add(rows.getText(0));
            }
        }
        List<String> queries = new ArrayList<>();
        for (String other : schemas) {
            RelationName place = new RelationName(schema.database(), other, ELEMENTS);
            String sql = "SELECT table_name FROM " + place.quoted() + " WHERE target = "
                    + SqlLiterals.literal(key.target()) + " AND tenant <> " + SqlLiterals.literal(key.tenant())
                    + " AND element = " + SqlLiterals.literal(element.id())
                    + " AND shape IS NOT NULL ORDER BY table_name";
            try (RowCursor rows = engine.query(sql)) {
                while (rows.next()) {
                    queries.add("SELECT \"~id\" FROM "
                            + place.withIdentifier(rows.getText(0)).quoted());
                }
            }
        }
        return queries;
    }

    String started(long load, String run, Instant now) {
        return "INSERT INTO " + table(LOADS) + " VALUES (" + SqlLiterals.literal(key.target()) + ", "
                + SqlLiterals.literal(key.tenant()) + ", " + load + ", " + SqlLiterals.literal(run) + ", "
                + SqlLiterals.literal(now) + ", NULL)";
    }

    String committed(long load, Instant now) {
        return "UPDATE " + table(LOADS) + " SET committed_at = " + SqlLiterals.literal(now) + " WHERE "
                + key.condition() + " AND load = " + load;
    }

    String forget(String element) {
        return "DELETE FROM " + table(ELEMENTS) + " WHERE " + key.condition() + " AND element = "
                + SqlLiterals.literal(element);
    }

    /** Statements that put an entry in the place of the one that is there. */
    List<String> put(Entry entry) {
        return List.of(
                forget(entry.element()),
                "INSERT INTO " + table(ELEMENTS) + " VALUES (" + SqlLiterals.literal(key.target()) + ", "
                        + SqlLiterals.literal(key.tenant()) + ", " + SqlLiterals.literal(entry.element()) + ", "
                        + SqlLiterals.literal(entry.tables().state().identifier()) + ", " + entry.rows() + ", "
                        + entry.kept() + ", " + text(entry.shape()) + ", " + text(entry.pending()) + ")");
    }

    private static String text(Optional<Shape> shape) {
        return shape.map(Shape::toJson).map(SqlLiterals::literal).orElse("NULL");
    }

    OptionalLong rows(RelationName table) {
        try (RowCursor rows = engine.query("SELECT count(*) FROM " + table.quoted())) {
            return rows.next() ? OptionalLong.of(rows.getLong(0)) : OptionalLong.empty();
        }
    }
}
