package io.graphc.runtime.diff;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The comparisons of staged element types with what the state has of them; each leaves a table of changes in the engine,
 * which goes when this is closed, unless a load has taken it over. One thread uses it.
 */
final class Comparisons implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Comparisons.class);

    private final QueryEngine engine;
    private final StateBook book;
    private final DeleteRules rules;
    private final Clock clock;
    private final boolean tenants;
    private final boolean apart;
    private final List<String> ends = new ArrayList<>();
    private final Map<String, DiffSql> compared = new LinkedHashMap<>();
    /** The comparisons whose changes no load has taken over. */
    private final Map<String, DiffSql> loose = new LinkedHashMap<>();

    /**
     * No comparison yet.
     *
     * @param tenants whether other tenants' states may have elements of the same target
     * @param apart whether these lie in databases of their own, which are not asked
     */
    Comparisons(QueryEngine engine, StateBook book, DeleteRules rules, Clock clock, boolean tenants, boolean apart) {
        this.engine = engine;
        this.book = book;
        this.rules = rules;
        this.clock = clock;
        this.tenants = tenants;
        this.apart = apart;
    }

    /** The last comparison of an element type. */
    DiffSql of(ElementPlan element) {
        return Objects.requireNonNull(compared.get(element.id()), "compare comes first");
    }

    /**
     * Compares the staged rows of an element type with the state.
     *
     * @param everything whether all of them count as changed
     */
    ElementDifference compare(ElementPlan element, StateEntry entry, StagedRows staged, boolean everything) {
        long rows = staged.rows();
        if (everything && engine.differing(element).isPresent()) {
            // All rows are to be in a table: the state, from which most of them would come, is written anew.
            engine.restage(element, "SELECT * FROM " + element.query().staged().quoted(), false);
        }
        DiffSql sql = compared(element, entry, engine.differing(element), staged.madeIn());
        if (entry.shape().isEmpty() && entry.pending().isEmpty()) {
            // Nothing was ever loaded of it: without a question, every row is new.
            if (sql.isFirst()) {
                loose.remove(element.id());
            } else {
                book.makeChanges(sql, sql.compare(everything, List.of()));
            }
            return ElementDifference.of(
                            sql.whole(), Map.of(Change.INSERT.letter(), rows), entry.rows(), rows, everything, false)
                    .withMade(staged.made(), staged.made());
        }
        // With many tenants the question costs more than the comparison: it is asked where something may be deleted.
        boolean asked = book.comparesAtOnce() || entry.pending().isPresent();
        List<String> shared = asked ? shared(element, entry) : List.of();
        Map<String, Long> counts;
        if (sql.differing().isPresent()) {
            // What is gone is known.
            List<String> others = shared(element, entry);
            book.makeChanges(sql, sql.compare(false, others) + " UNION ALL " + sql.absent(stays(element, others)));
            counts = counts(sql.counts());
        } else if (book.comparesAtOnce()) {
            String absent = sql.shape().isPresent() ? " UNION ALL " + sql.absent(stays(element, shared)) : "";
            counts = made(sql, sql.compare(everything, shared) + absent);
        } else {
            book.makeChanges(sql, sql.compare(everything, shared));
            counts = counts(sql.counts());
            if (everything || hasMore(sql, rows - Change.INSERT.of(counts))) {
                List<String> others = asked ? shared : shared(element, entry);
                engine.execute(List.of(
                        "INSERT INTO " + sql.tables().changes().quoted() + " " + sql.absent(stays(element, others))));
                counts = counts(sql.counts());
            }
        }
        boolean mayBeNew = staged.made() > 0 && Change.INSERT.of(counts) > 0;
        long fresh = mayBeNew ? Change.INSERT.of(counts(sql.madeCounts())) : 0;
        return ElementDifference.of(sql.whole(), counts, entry.rows(), rows, everything, false)
                .withMade(staged.made(), fresh);
    }

    /** All elements of a type that the project has no more, as deletes. */
    ElementDifference compareRetired(ElementPlan element, StateEntry entry) {
        DiffSql sql = compared(element, entry, Optional.empty(), List.of());
        Map<String, Long> counts = made(sql, sql.compareRetired(stays(element, shared(element, entry))));
        return ElementDifference.of(element, counts, entry.rows(), 0, false, true);
    }

    /** Makes the table of all changes and counts them; where there are none, without a question. */
    private Map<String, Long> made(DiffSql sql, String query) {
        return book.makeChanges(sql, query) == 0 ? Map.of() : counts(sql.counts());
    }

    /** Enters into a load that has begun that rows have left the staged table; the element type as it is now. */
    StateEntry takeOut(ElementPlan element, StateEntry entry) {
        // Rows have left the staged table, which is one of all rows now.
        DiffSql sql = of(element).ofAll();
        compared.put(element.id(), sql);
        return book.takeOut(sql, entry, stays(element, shared(element, entry)));
    }

    /** The number of changes of each kind in the load that has begun, by its letter. */
    Map<String, Long> pendingCounts(ElementPlan element) {
        return counts(of(element).pendingCounts());
    }

    /** An element type may have other tables now. */
    void moved(StateEntry entry) {
        compared.computeIfPresent(entry.element(), (element, sql) -> sql.withTables(entry.tables()));
    }

    /** A load has taken over all changes. */
    void takenOver() {
        loose.clear();
    }

    private DiffSql compared(
            ElementPlan element, StateEntry entry, Optional<RelationName> differing, List<RelationName> made) {
        DiffSql sql = new DiffSql(element, entry.tables(), entry.shape(), entry.pending(), differing, made);
        compared.put(element.id(), sql);
        loose.put(element.id(), sql);
        return sql;
    }

    /** Queries of the ids that other tenants have too, where the type is, or was, one that tenants share. */
    private List<String> shared(ElementPlan element, StateEntry entry) {
        boolean global = element.scope() == ElementPlan.Scope.GLOBAL
                || entry.shape().filter(Shape::isGlobal).isPresent()
                || entry.pending().filter(Shape::isGlobal).isPresent();
        boolean nothing = entry.rows() == 0 && entry.pending().isEmpty();
        if (!tenants || !global || nothing) {
            return List.of();
        }
        return apart ? all(entry) : book.sharedIds(element);
    }

    /** Any of them may be what another tenant has, too: nobody knows, so none is deleted. */
    private static List<String> all(StateEntry entry) {
        List<String> queries = new ArrayList<>();
        entry.shape()
                .ifPresent(shape -> queries.add("SELECT " + DiffSql.ID + " FROM "
                        + entry.tables().state().quoted()));
        entry.pending()
                .ifPresent(shape -> queries.add("SELECT " + DiffSql.ID + " FROM "
                        + entry.tables().pending().quoted()));
        return queries;
    }

    /** Letters or names with their counts. */
    private Map<String, Long> counts(String sql) {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (RowCursor rows = engine.query(sql)) {
            while (rows.next()) {
                counts.put(rows.getText(0), rows.getLong(1));
            }
        }
        return counts;
    }

    /**
     * Whether the state may have elements that are not staged: ids are unique in both, so numbers tell most of the time.
     *
     * @param found the number of staged rows that the state has
     */
    private boolean hasMore(DiffSql sql, long found) {
        return sql.shape().isPresent()
                && (sql.pendingShape().isPresent()
                        || counts("SELECT 'state', count(*) FROM " + sql.state() + " AS o")
                                        .getOrDefault("state", 0L)
                                != found);
    }

    private Stays stays(ElementPlan element, List<String> shared) {
        return new Stays(oldest(element), shared, element instanceof NodePlan ? List.copyOf(ends) : List.of());
    }

    /**
     * Has nodes stay at which relationships of other types start or end: these would go with them, and nobody would write them
     * again.
     *
     * @param held what the state has
     * @param worked the types that are compared
     */
    void leaveOthers(Collection<StateEntry> held, List<ElementPlan> worked) {
        for (StateEntry entry : held) {
            if (worked.stream().noneMatch(element -> element.id().equals(entry.element()))) {
                keepEnds(entry.shape(), entry.tables().state());
                keepEnds(entry.pending(), entry.tables().pending());
            }
        }
    }

    private void keepEnds(Optional<Shape> shape, RelationName rows) {
        if (shape.filter(known -> !known.node()).isPresent()) {
            for (String end : List.of(ElementQuery.FROM, ElementQuery.TO)) {
                ends.add("SELECT " + RelationName.quote(end) + " FROM " + rows.quoted());
            }
        }
    }

    private Optional<Instant> oldest(ElementPlan element) {
        return rules.age(element).map(age -> clock.instant().minus(age));
    }

    @Override
    public void close() {
        if (loose.isEmpty()) {
            return;
        }
        try {
            // What a plan compared, or a run that was refused, is of no use to anyone.
            book.dropChanges(loose.values());
        } catch (GraphcException e) {
            LOG.debug("tables of changes stay", e);
        }
    }
}
