package io.graphc.runtime.diff;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationName;
import io.graphc.runtime.diff.Ledger.Line;
import io.graphc.runtime.diff.Ledger.Page;
import io.graphc.runtime.engine.FormerRows;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state on an engine that changes one table at a time. Tables of rows and of changes are never changed: each load makes new
 * ones under names of its own, and a page in a ledger says which of them count. So every step counts when its page
 * is there, and tables that no page names are of no meaning; those of a run that was killed stay until they are cleaned up.
 */
final class LoggedState implements StateBook {
    private static final int IDS_AT_ONCE = 1000;

    private final OwnTables tables;
    private final RelationName schema;
    private final StateKey key;
    private final String token;
    private final Ledger ledger;
    private final FormerLedgers former;
    private final OtherLedgers otherLedgers;
    private final Map<String, StateEntry> entries = new LinkedHashMap<>();
    private @Nullable Map<RelationName, Page> others;
    private Page page = Page.EMPTY;
    private @Nullable LoggedLease lease;
    private int copies;

    /**
     * A state that may not be there yet.
     *
     * @param staged a staged table, to name the schema
     * @param elements the ids of the project's element types
     * @param token letters and digits for names of tables that no other run uses
     */
    LoggedState(
            QueryEngine engine,
            OwnTables tables,
            RelationName staged,
            StateKey key,
            Set<String> elements,
            String token) {
        this.tables = tables;
        this.schema = StateNames.schema(staged);
        this.key = key;
        this.token = token;
        RelationName own = schema.withIdentifier(StateNames.ledger(key));
        this.ledger = new Ledger(engine, tables, own);
        this.former = new FormerLedgers(engine, tables, own, key, elements);
        this.otherLedgers = new OtherLedgers(engine, tables, own, key);
    }

    @Override
    public void open() {
        tables.makeSchema(schema);
        ledger.open();
    }

    @Override
    public void read() {
        page = ledger.read();
        entries.clear();
        for (Line line : page.lines()) {
            StateEntry entry = entry(line);
            entries.put(entry.element(), entry);
            entry.shape().ifPresent(shape -> tables.know(entry.tables().state(), StateCopies.ofState(shape)));
            entry.pending()
                    .ifPresent(shape -> tables.know(
                            entry.tables().pending(),
                            entry.tables().whole()
                                    ? StateCopies.ofState(shape)
                                    : StateCopies.ofChanges(!shape.node())));
        }
    }

    private StateEntry entry(Line line) {
        return new StateEntry(
                line.element(),
                named(line.name(), line.state(), line.pending(), line.whole()),
                line.rows(),
                line.kept(),
                Optional.ofNullable(line.shape()),
                Optional.ofNullable(line.begun()));
    }

    /** Where nothing is yet, names that a run makes. */
    private ElementTables named(String name, @Nullable String state, @Nullable String pending, boolean whole) {
        RelationName changes = schema.withIdentifier(name + "__c" + token);
        RelationName next = schema.withIdentifier(name + "__s" + token);
        RelationName none = whole ? next : changes;
        return new ElementTables(
                schema.withIdentifier(state == null ? name : state),
                changes,
                pending == null ? none : schema.withIdentifier(pending),
                next,
                whole);
    }

    private static String name(StateEntry entry) {
        String next = entry.tables().next().identifier();
        return next.substring(0, next.lastIndexOf("__s"));
    }

    /** What was read before the lease was taken may have changed. */
    @Override
    public Lease take(Clock clock) {
        LoggedLease own = new LoggedLease(tables, schema.withIdentifier(StateNames.leases(key)), key, clock);
        own.taken();
        lease = own;
        boolean ready = false;
        try {
            read();
            if (former.takeOver(page, ledger)) {
                read();
            }
            others = null;
            ready = true;
            return own;
        } finally {
            if (!ready) {
                own.close();
            }
        }
    }

    @Override
    public long lastCommitted() {
        return page.committed();
    }

    @Override
    public long lastStarted() {
        return page.load();
    }

    @Override
    public Map<String, StateEntry> entries() {
        return new LinkedHashMap<>(entries);
    }

    @Override
    public StateEntry fresh(ElementPlan element) {
        return StateEntry.fresh(element.id(), named(StateNames.table(key, element), null, null, true));
    }

    /** Hashes of one engine are not those of another, and its files are compared elsewhere. */
    @Override
    public Optional<FormerRows> hashed(StateEntry entry) {
        return Optional.empty();
    }

    @Override
    public List<String> sharedIds(ElementPlan element) {
        Map<RelationName, Page> pages = others;
        if (pages == null) {
            pages = otherLedgers.read();
            others = pages;
        }
        List<String> queries = new ArrayList<>();
        pages.forEach((place, there) -> {
            for (Line line : there.lines()) {
                if (key.own(line.element()).equals(key.own(element.id()))
                        && line.shape() != null
                        && line.state() != null) {
                    RelationName table = place.withIdentifier(line.state());
                    tables.know(table, StateCopies.ofState(line.shape()));
                    queries.add("SELECT " + DiffSql.ID + " FROM " + table.quoted());
                }
            }
        });
        return queries;
    }

    @Override
    public boolean comparesAtOnce() {
        return true;
    }

    @Override
    public long makeChanges(DiffSql sql, String query) {
        return tables.make(sql.tables().changes(), StateCopies.ofChanges(sql.link()), query);
    }

    @Override
    public void dropChanges(Collection<DiffSql> unused) {
        GraphcException refused = null;
        for (DiffSql sql : unused) {
            try {
                tables.drop(sql.tables().changes());
            } catch (GraphcException e) {
                // The others are not to stay for it.
                if (refused == null) {
                    refused = e;
                } else {
                    refused.addSuppressed(e);
                }
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public List<StateEntry> begin(
            long load, Instant now, List<Begun> begun, List<DiffSql> idle, List<StateEntry> dropped) {
        // What is asked from now on is asked while the load goes on, and others may have loaded meanwhile.
        others = null;
        List<RelationName> unused = new ArrayList<>();
        List<StateEntry> with = new ArrayList<>();
        for (Begun one : begun) {
            StateEntry entry = one.entry();
            StateEntry before = entries.get(entry.element());
            if (before != null && before.pending().isPresent()) {
                unused.add(before.tables().pending());
            }
            if (one.sql().isFirst()) {
                // What the load may write is what the type is to be when it has ended well.
                DiffSql sql = one.sql();
                tables.make(
                        sql.tables().next(),
                        StateCopies.ofState(Shape.of(sql.element())),
                        new StateCopies(sql).loaded(now));
                with.add(entry);
            } else {
                with.add(withPending(entry, entry.tables().changes()));
            }
        }
        with.forEach(entry -> entries.put(entry.element(), entry));
        dropped.forEach(entry -> unused.addAll(forget(entry)));
        write(load, page.committed());
        dropChanges(idle);
        unused.forEach(tables::drop);
        return with;
    }

    private static StateEntry withPending(StateEntry entry, RelationName pending) {
        return entry.withTables(entry.tables().withPending(pending));
    }

    /** The tables that are of no use once the state does not have an element type. */
    private List<RelationName> forget(StateEntry entry) {
        StateEntry before = entries.remove(entry.element());
        if (before == null) {
            return List.of();
        }
        List<RelationName> unused = new ArrayList<>();
        before.shape().ifPresent(shape -> unused.add(before.tables().state()));
        before.pending().ifPresent(shape -> unused.add(before.tables().pending()));
        return unused;
    }

    private void write(long load, long committed) {
        List<Line> lines = new ArrayList<>();
        entries.forEach((element, entry) -> lines.add(new Line(
                element,
                name(entry),
                entry.shape().map(shape -> entry.tables().state().identifier()).orElse(null),
                entry.pending()
                        .map(shape -> entry.tables().pending().identifier())
                        .orElse(null),
                entry.rows(),
                entry.kept(),
                entry.shape().orElse(null),
                entry.pending().orElse(null),
                entry.tables().whole())));
        if (lease != null) {
            lease.check();
        }
        page = new Page(key.target(), key.tenant(), load, committed, lines, null);
        ledger.write(page);
    }

    @Override
    public StateEntry takeOut(DiffSql sql, StateEntry entry, Stays stays) {
        DiffSql from = sql;
        StateEntry before = entry;
        if (entry.pending().isEmpty()) {
            RelationName none = copy(entry);
            tables.make(none, StateCopies.ofChanges(sql.link()), sql.nothing());
            before = withPending(entry.begun(sql.element()), none);
            from = sql.withTables(before.tables());
        }
        RelationName taken = copy(entry);
        tables.make(taken, StateCopies.ofChanges(sql.link()), new StateCopies(from).takeOut(stays));
        StateEntry now = withPending(before, taken);
        entries.put(now.element(), now);
        write(page.load(), page.committed());
        tables.drop(before.tables().pending());
        return now;
    }

    private RelationName copy(StateEntry entry) {
        copies++;
        return schema.withIdentifier(name(entry) + "__p" + token + "_" + copies);
    }

    @Override
    public List<StateEntry> commit(long load, Instant now, List<Loaded> loaded) {
        List<StateEntry> done = new ArrayList<>();
        List<RelationName> unused = new ArrayList<>();
        for (Loaded element : loaded) {
            if (element.gone()) {
                unused.addAll(forget(element.entry()));
                continue;
            }
            unused.addAll(commit(element, now));
            done.add(Objects.requireNonNull(entries.get(element.entry().element())));
        }
        write(load, load);
        unused.forEach(tables::drop);
        return done;
    }

    /** Makes the new table of an element type; gives the tables that are of no use when the load is committed. */
    private List<RelationName> commit(Loaded loaded, Instant now) {
        List<RelationName> unused = new ArrayList<>();
        DiffSql sql = loaded.sql();
        ElementTables names = sql.tables();
        ElementTables done = new ElementTables(names.next(), names.changes(), names.changes(), names.next(), false);
        if (names.whole()) {
            // Made when the load began, and no row has left since.
            entries.put(loaded.entry().element(), loaded.entry().withTables(done));
            return unused;
        }
        unused.add(names.pending());
        for (int i = 0; i < loaded.left().size(); i += IDS_AT_ONCE) {
            List<String> ids = loaded.left().subList(i, Math.min(loaded.left().size(), i + IDS_AT_ONCE));
            RelationName kept = copy(loaded.entry());
            tables.make(kept, StateCopies.ofChanges(sql.link()), new StateCopies(sql).keep(ids));
            sql = sql.withTables(
                    withPending(loaded.entry().withTables(sql.tables()), kept).tables());
            unused.add(kept);
        }
        Shape shape = loaded.entry().shape().orElseThrow();
        StateCopies copies = new StateCopies(sql);
        String rows = loaded.retired() ? copies.left(shape) : copies.loaded(now);
        tables.make(names.next(), StateCopies.ofState(shape), rows);
        StateEntry before = Objects.requireNonNull(entries.get(loaded.entry().element()));
        before.shape().ifPresent(old -> unused.add(before.tables().state()));
        entries.put(before.element(), loaded.entry().withTables(done));
        return unused;
    }

    /** The ledger goes first: tables that no page names are of no meaning. */
    @Override
    public void forget() {
        List<RelationName> unused = new ArrayList<>();
        List.copyOf(entries.values()).forEach(entry -> unused.addAll(forget(entry)));
        RelationName own = schema.withIdentifier(StateNames.ledger(key));
        former.dropCopies(own);
        tables.drop(own);
        unused.forEach(tables::drop);
    }
}
