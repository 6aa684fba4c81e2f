package io.graphc.runtime.diff;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.FormerRows;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A state in tables that change in place, all in one transaction: a ledger of loads, a list of element types, and a table of
 * rows for each of these; all of them in a schema of their own beside the staged elements.
 */
final class StateTables implements StateBook {
    static final String LOADS = "graphc_loads";
    static final String ELEMENTS = "graphc_elements";
    static final String LEASES = "graphc_leases";
    private static final int IDS_AT_ONCE = 1000;

    private final QueryEngine engine;
    private final RelationName schema;
    private final StateKey key;
    private final Set<String> elements;

    /**
     * Tables that may not be there yet.
     *
     * @param staged a staged table, to name the schema
     * @param elements the ids of the project's element types
     */
    StateTables(QueryEngine engine, RelationName staged, StateKey key, Set<String> elements) {
        this.engine = engine;
        this.schema = StateNames.schema(staged);
        this.key = key;
        this.elements = new TreeSet<>(elements);
    }

    @Override
    public void open() {
        String name = schema.database().map(db -> RelationName.quote(db) + ".").orElse("")
                + RelationName.quote(schema.schema());
        engine.execute(List.of(
                "CREATE SCHEMA IF NOT EXISTS " + name,
                "CREATE TABLE IF NOT EXISTS " + table(LOADS) + " (target VARCHAR, tenant VARCHAR, load BIGINT,"
                        + " run VARCHAR, started_at TIMESTAMP, committed_at TIMESTAMP)",
                "CREATE TABLE IF NOT EXISTS " + table(ELEMENTS) + " (target VARCHAR, tenant VARCHAR, element VARCHAR,"
                        + " table_name VARCHAR, row_count BIGINT, kept BIGINT, shape VARCHAR, pending VARCHAR)",
                RowLease.create(leases())));
    }

    /** Each question is put to the tables. */
    @Override
    public void read() {}

    @Override
    public Lease take(Clock clock) {
        Lease lease = new RowLease(engine, leases(), key, clock).taken();
        boolean ready = false;
        try {
            takeOver();
            ready = true;
            return lease;
        } finally {
            if (!ready) {
                lease.close();
            }
        }
    }

    /**
     * A project that was renamed goes on with its state: its element types have ids with the new name. One that has none of the
     * types is another project.
     */
    private void takeOver() {
        Set<String> ids = written();
        if (ids.stream().noneMatch(id -> !key.own(id).equals(id) && elements.contains(key.own(id)))) {
            return;
        }
        List<String> statements = new ArrayList<>();
        for (String id : List.copyOf(ids)) {
            if (ids.add(key.own(id))) {
                statements.add("UPDATE " + table(ELEMENTS) + " SET element = " + SqlLiterals.literal(key.own(id))
                        + " WHERE " + key.condition() + " AND element = " + SqlLiterals.literal(id));
            }
        }
        if (!statements.isEmpty()) {
            engine.execute(statements);
        }
    }

    /** The ids of the element types that are written down. */
    private Set<String> written() {
        Set<String> ids = new TreeSet<>();
        try (RowCursor rows = engine.query("SELECT element FROM " + table(ELEMENTS) + " WHERE " + key.condition())) {
            while (rows.next()) {
                ids.add(rows.getText(0));
            }
        }
        return ids;
    }

    private RelationName leases() {
        return schema.withIdentifier(LEASES);
    }

    private String table(String name) {
        return schema.withIdentifier(name).quoted();
    }

    @Override
    public long lastCommitted() {
        return number("SELECT max(load) FROM " + table(LOADS) + " WHERE " + key.condition()
                + " AND committed_at IS NOT NULL");
    }

    @Override
    public long lastStarted() {
        return number("SELECT max(load) FROM " + table(LOADS) + " WHERE " + key.condition());
    }

    private long number(String sql) {
        try (RowCursor rows = engine.query(sql)) {
            return rows.next() && !rows.isNull(0) ? rows.getLong(0) : 0;
        }
    }

    @Override
    public Map<String, StateEntry> entries() {
        Map<String, StateEntry> entries = new LinkedHashMap<>();
        String sql = "SELECT element, table_name, row_count, kept, shape, pending FROM " + table(ELEMENTS) + " WHERE "
                + key.condition() + " ORDER BY element";
        try (RowCursor rows = engine.query(sql)) {
            while (rows.next()) {
                entries.put(
                        rows.getText(0),
                        new StateEntry(
                                rows.getText(0),
                                ElementTables.lasting(schema.withIdentifier(rows.getText(1))),
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.isNull(4) ? Optional.empty() : Optional.of(Shape.parse(rows.getText(4))),
                                rows.isNull(5) ? Optional.empty() : Optional.of(Shape.parse(rows.getText(5)))));
            }
        }
        return entries;
    }

    @Override
    public StateEntry fresh(ElementPlan element) {
        return StateEntry.fresh(
                element.id(), ElementTables.lasting(schema.withIdentifier(StateNames.table(key, element))));
    }

    @Override
    public Optional<FormerRows> hashed(StateEntry entry) {
        return Optional.of(new FormerRows(entry.tables().state(), entry.rows()));
    }

    @Override
    public List<String> sharedIds(ElementPlan element) {
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
            String sql = "SELECT table_name, target, tenant, element FROM " + place.quoted() + " WHERE "
                    + (key.isFolder() ? "" : "target = " + SqlLiterals.literal(key.target()) + " AND ")
                    + "tenant <> " + SqlLiterals.literal(key.tenant()) + " AND shape IS NOT NULL ORDER BY table_name";
            try (RowCursor rows = engine.query(sql)) {
                while (rows.next()) {
                    boolean same = key.own(rows.getText(3)).equals(key.own(element.id()));
                    if (same && key.isGraphOf(rows.getText(1), rows.getText(2))) {
                        queries.add("SELECT \"~id\" FROM "
                                + place.withIdentifier(rows.getText(0)).quoted());
                    }
                }
            }
        }
        return queries;
    }

    private String started(long load, String run, Instant now) {
        return "INSERT INTO " + table(LOADS) + " VALUES (" + SqlLiterals.literal(key.target()) + ", "
                + SqlLiterals.literal(key.tenant()) + ", " + load + ", " + SqlLiterals.literal(run) + ", "
                + SqlLiterals.literal(now) + ", NULL)";
    }

    private String committed(long load, Instant now) {
        return "UPDATE " + table(LOADS) + " SET committed_at = " + SqlLiterals.literal(now) + " WHERE "
                + key.condition() + " AND load = " + load;
    }

    private String forget(Collection<StateEntry> entries) {
        return entries.stream()
                .map(entry -> SqlLiterals.literal(entry.element()))
                .collect(Collectors.joining(
                        ", ",
                        "DELETE FROM " + table(ELEMENTS) + " WHERE " + key.condition() + " AND element IN (",
                        ")"));
    }

    /** Statements that put entries in the place of those that are there, few whatever their number: each one costs its parsing. */
    private List<String> put(List<StateEntry> entries) {
        return entries.isEmpty()
                ? List.of()
                : List.of(
                        forget(entries),
                        entries.stream()
                                .map(this::values)
                                .collect(Collectors.joining(", ", "INSERT INTO " + table(ELEMENTS) + " VALUES ", "")));
    }

    private String values(StateEntry entry) {
        return "(" + SqlLiterals.literal(key.target()) + ", " + SqlLiterals.literal(key.tenant()) + ", "
                + SqlLiterals.literal(entry.element()) + ", "
                + SqlLiterals.literal(entry.tables().state().identifier()) + ", " + entry.rows() + ", " + entry.kept()
                + ", " + text(entry.shape()) + ", " + text(entry.pending()) + ")";
    }

    private static String text(Optional<Shape> shape) {
        return shape.map(Shape::toJson).map(SqlLiterals::literal).orElse("NULL");
    }

    @Override
    public boolean comparesAtOnce() {
        return false;
    }

    @Override
    public long makeChanges(DiffSql sql, String query) {
        engine.execute(
                List.of("CREATE OR REPLACE TABLE " + sql.tables().changes().quoted() + " AS " + query));
        return -1;
    }

    @Override
    public void dropChanges(Collection<DiffSql> unused) {
        engine.execute(unused.stream().map(sql -> drop(sql.tables().changes())).toList());
    }

    private static String drop(RelationName table) {
        return "DROP TABLE IF EXISTS " + table.quoted();
    }

    @Override
    public List<StateEntry> begin(
            long load, Instant now, List<Begun> begun, List<DiffSql> idle, List<StateEntry> dropped) {
        List<String> statements = new ArrayList<>();
        List<StateEntry> entries = begun.stream().map(Begun::entry).toList();
        statements.add(started(load, UUID.randomUUID().toString(), now));
        for (Begun one : begun) {
            RelationName pending = one.entry().tables().pending();
            statements.add(drop(pending));
            statements.add("ALTER TABLE " + one.entry().tables().changes().quoted() + " RENAME TO "
                    + RelationName.quote(pending.identifier()));
        }
        statements.addAll(put(entries));
        idle.forEach(sql -> statements.add(drop(sql.tables().changes())));
        dropped.forEach(entry -> statements.addAll(drop(entry)));
        engine.execute(statements);
        return entries;
    }

    private List<String> drop(StateEntry entry) {
        return List.of(drop(entry.tables().state()), drop(entry.tables().pending()), forget(List.of(entry)));
    }

    @Override
    public StateEntry takeOut(DiffSql sql, StateEntry entry, Stays stays) {
        List<String> statements = new ArrayList<>();
        StateEntry now = entry;
        if (entry.pending().isEmpty()) {
            statements.add("CREATE OR REPLACE TABLE " + sql.tables().pending().quoted() + " AS " + sql.nothing());
            now = entry.begun(sql.element());
            statements.addAll(put(List.of(now)));
        }
        statements.addAll(new StateUpdates(sql).takeOut(stays));
        engine.execute(statements);
        return now;
    }

    @Override
    public List<StateEntry> commit(long load, Instant now, List<Loaded> loaded) {
        List<String> statements = new ArrayList<>();
        List<StateEntry> entries = new ArrayList<>();
        for (Loaded element : loaded) {
            StateUpdates updates = new StateUpdates(element.sql());
            List<String> left = element.left();
            for (int i = 0; i < left.size(); i += IDS_AT_ONCE) {
                statements.add(updates.keep(left.subList(i, Math.min(left.size(), i + IDS_AT_ONCE))));
            }
            if (element.gone()) {
                statements.addAll(drop(element.entry()));
                continue;
            }
            statements.addAll(element.retired() ? updates.applyRetired() : updates.apply(now));
            statements.add("DROP TABLE " + element.entry().tables().pending().quoted());
            entries.add(element.entry());
        }
        statements.addAll(put(entries));
        statements.add(committed(load, now));
        engine.execute(statements);
        return entries;
    }

    @Override
    public void forget() {
        List<String> statements = new ArrayList<>();
        for (StateEntry entry : entries().values()) {
            statements.add(drop(entry.tables().changes()));
            statements.addAll(drop(entry));
        }
        for (String table : List.of(ELEMENTS, LOADS)) {
            statements.add("DELETE FROM " + table(table) + " WHERE " + key.condition());
        }
        engine.execute(statements);
    }
}
