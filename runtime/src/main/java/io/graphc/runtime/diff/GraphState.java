package io.graphc.runtime.diff;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.diff.StateTables.Entry;
import io.graphc.runtime.engine.QueryEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one graph target holds of one project and tenant, as the engine remembers it, and the load that changes it. A load
 * goes through these steps, all by one thread: {@link #take}, {@link #compare} for every element type, {@link #begin},
 * reading {@link #rows}, {@link #commit} once the target was verified. Whatever is broken off before
 * the last step leaves behind which elements it may have touched; the next load writes or deletes these again.
 */
public final class GraphState implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GraphState.class);
    private static final int IDS_AT_ONCE = 1000;

    private final QueryEngine engine;
    private final StateTables tables;
    private final StateKey key;
    private final DeleteRules rules;
    private final Clock clock;
    private final Map<String, Entry> entries;
    private final Map<String, DiffSql> compared = new LinkedHashMap<>();
    private final Map<String, List<String>> kept = new LinkedHashMap<>();
    private final boolean tenants;
    private @Nullable Lease lease;
    private long load;

    private GraphState(QueryEngine engine, CompiledProject project, StateTables tables, StateKey key, Clock clock) {
        this.engine = engine;
        this.tables = tables;
        this.key = key;
        this.rules = DeleteRules.of(project);
        this.clock = clock;
        this.tenants = project.tenant().isPresent();
        this.entries = tables.entries();
    }

    /**
     * Opens the state of a project's graph target; empty where the engine keeps nothing or the project has no graph.
     *
     * @param location where the target is, as its writer says
     */
    public static Optional<GraphState> open(QueryEngine engine, CompiledProject project, String location, Clock clock) {
        List<ElementPlan> elements = new ArrayList<>(project.graph().nodes());
        elements.addAll(project.graph().relationships());
        if (!engine.keepsTables() || elements.isEmpty()) {
            return Optional.empty();
        }
        StateKey key = StateKey.of(project, location);
        StateTables tables = new StateTables(engine, elements.get(0).query().staged(), key);
        tables.create();
        return Optional.of(new GraphState(engine, project, tables, key, clock));
    }

    /** Takes the lease on the target; throws a diagnostic where another run has it. */
    public void take() {
        lease = Lease.take(engine, tables.leases(), key, clock);
    }

    /** What loads may delete. */
    public DeleteRules rules() {
        return rules;
    }

    /** The number of the last load that ended well, 0 for none. */
    public long lastLoad() {
        return tables.lastCommitted();
    }

    /** The number of the last load that was begun, 0 for none. */
    public long lastStarted() {
        return tables.lastStarted();
    }

    /** The number of elements of a type that the target holds; empty where that is not known for sure. */
    public Optional<Long> held(ElementPlan element) {
        return Optional.ofNullable(entries.get(element.id()))
                .filter(entry -> entry.pending().isEmpty() && entry.shape().isPresent())
                .map(Entry::rows);
    }

    /** The number of elements of a type that the project had when it was last loaded; empty where it never was. */
    public OptionalLong lastRows(String element) {
        return Optional.ofNullable(entries.get(element))
                .filter(entry -> entry.shape().isPresent())
                .map(entry -> OptionalLong.of(entry.rows() - entry.kept()))
                .orElse(OptionalLong.empty());
    }

    /** The number of elements that the target keeps although the project has them no more. */
    public long keptBefore(ElementPlan element) {
        return Optional.ofNullable(entries.get(element.id())).map(Entry::kept).orElse(0L);
    }

    /** Whether elements of this type may wait for their age before they are deleted. */
    public boolean waits(ElementPlan element) {
        return rules.age(element).isPresent();
    }

    /** By id of the node type, labels that its nodes have on the target and that it has no more. */
    public Map<String, List<String>> lostLabels(Collection<? extends ElementPlan> elements) {
        Map<String, List<String>> lost = new LinkedHashMap<>();
        for (ElementPlan element : elements) {
            Entry entry = entries.get(element.id());
            List<String> labels =
                    element instanceof NodePlan node && entry != null ? entry.lostLabels(node) : List.of();
            if (!labels.isEmpty()) {
                lost.put(element.id(), labels);
            }
        }
        return lost;
    }

    /** Element types whose elements the target holds and that the project has no more, relationship types last. */
    public List<ElementPlan> retired(CompiledProject project) {
        Set<String> present = new TreeSet<>();
        project.graph().nodes().forEach(node -> present.add(node.id()));
        project.graph().relationships().forEach(link -> present.add(link.id()));
        List<ElementPlan> retired = new ArrayList<>();
        for (Entry entry : entries.values()) {
            Optional<Shape> shape = entry.shape().or(entry::pending);
            if (!present.contains(entry.element()) && shape.isPresent()) {
                retired.add(shape.get().plan(entry.element()));
            }
        }
        retired.sort(Comparator.comparing(RelationshipPlan.class::isInstance));
        return retired;
    }

    /**
     * Compares the staged rows of an element type with the state.
     *
     * @param rows the number of staged rows
     * @param everything whether all of them count as changed
     */
    public ElementDifference compare(ElementPlan element, long rows, boolean everything) {
        Entry entry = entries.getOrDefault(element.id(), tables.fresh(element));
        DiffSql sql = new DiffSql(element, entry.tables(), entry.shape(), entry.pending());
        boolean global = tenants && element.scope() == ElementPlan.Scope.GLOBAL;
        List<String> shared = global && entry.rows() > 0 ? tables.sharedIds(element) : List.of();
        engine.execute(List.of(sql.compare(everything)));
        Map<String, Long> counts = tables.counts(sql.counts());
        if (everything || hasMore(sql, rows - Change.INSERT.of(counts))) {
            engine.execute(List.of(sql.addAbsent(oldest(element), shared)));
            counts = tables.counts(sql.counts());
        }
        compared.put(element.id(), sql);
        return ElementDifference.of(sql.whole(), counts, entry.rows(), rows, everything, false);
    }

    /**
     * Whether the state may have elements that are not staged: ids are unique in both, so numbers tell most of the time.
     *
     * @param found the number of staged rows that the state has
     */
    private boolean hasMore(DiffSql sql, long found) {
        return sql.shape().isPresent()
                && (sql.pendingShape().isPresent()
                        || tables.counts(sql.countState()).getOrDefault("state", 0L) != found);
    }

    /** All elements of a type that the project has no more, as deletes. */
    public ElementDifference compareRetired(ElementPlan element) {
        Entry entry = entries.getOrDefault(element.id(), tables.fresh(element));
        DiffSql sql = new DiffSql(element, entry.tables(), entry.shape(), entry.pending());
        engine.execute(List.of(sql.compareRetired(oldest(element))));
        compared.put(element.id(), sql);
        return ElementDifference.of(element, tables.counts(sql.counts()), entry.rows(), 0, false, true);
    }

    private Optional<Instant> oldest(ElementPlan element) {
        return rules.age(element).map(age -> clock.instant().minus(age));
    }

    private DiffSql sql(ElementPlan element) {
        return Objects.requireNonNull(compared.get(element.id()), "compare comes first");
    }

    /** Samples of what the last comparison of an element type found. */
    public DifferenceSamples samples(ElementDifference difference, int count) {
        return DifferenceSamples.read(engine, new SampleSql(sql(difference.element())), difference, count);
    }

    /**
     * Writes down that a load begins, and which elements it may touch.
     *
     * @param number the number of the load
     * @param alone whether the target will hold nothing but these element types
     */
    public void begin(long number, Collection<ElementDifference> differences, boolean alone) {
        load = number;
        List<String> statements = new ArrayList<>();
        statements.add(tables.started(number, UUID.randomUUID().toString(), clock.instant()));
        for (ElementDifference difference : differences) {
            statements.addAll(begin(difference));
        }
        if (alone) {
            for (Entry entry : List.copyOf(entries.values())) {
                boolean present = differences.stream()
                        .anyMatch(difference -> difference.element().id().equals(entry.element()));
                if (!present) {
                    statements.addAll(drop(entry));
                }
            }
        }
        engine.execute(statements);
    }

    /**
     * Enters into a load that has begun that rows have left the staged table: they are not written, and what the target
     * held of them is to be deleted. A row that the state does not have is not: whatever has its id is not known to be ours.
     *
     * @param rows the number of staged rows that are left
     */
    public ElementDifference takeOut(ElementDifference difference, long rows) {
        ElementPlan element = difference.element();
        DiffSql sql = sql(element);
        Entry entry = entries.getOrDefault(element.id(), tables.fresh(element));
        List<String> statements = new ArrayList<>();
        if (entry.pending().isEmpty()) {
            statements.add(sql.nothingPending());
            entry = entry.begun(element);
            entries.put(element.id(), entry);
            statements.addAll(tables.put(entry));
        }
        statements.addAll(sql.takeOut(oldest(element)));
        engine.execute(statements);
        return ElementDifference.of(
                element,
                tables.counts(sql.pendingCounts()),
                entry.rows(),
                rows,
                difference.everything(),
                difference.retired());
    }

    /** Whether a load would change neither the target nor the state. */
    public boolean isIdle(Collection<ElementDifference> differences) {
        return differences.stream().allMatch(this::isIdle);
    }

    private boolean isIdle(ElementDifference difference) {
        Entry entry = entries.get(difference.element().id());
        return entry != null
                && entry.shape().isPresent()
                && entry.pending().isEmpty()
                && !sql(difference.element()).reshaped()
                && difference.leavesStateAlone();
    }

    private List<String> begin(ElementDifference difference) {
        ElementPlan element = difference.element();
        Entry entry = entries.getOrDefault(element.id(), tables.fresh(element));
        ElementTables places = entry.tables();
        if (isIdle(difference)) {
            return List.of("DROP TABLE IF EXISTS " + places.changes().quoted());
        }
        List<String> statements = new ArrayList<>();
        statements.add("DROP TABLE IF EXISTS " + places.pending().quoted());
        statements.add("ALTER TABLE " + places.changes().quoted() + " RENAME TO "
                + RelationName.quote(places.pending().identifier()));
        Entry begun = entry.begun(element);
        entries.put(element.id(), begun);
        statements.addAll(tables.put(begun));
        return statements;
    }

    private List<String> drop(Entry entry) {
        entries.remove(entry.element());
        return List.of(
                "DROP TABLE IF EXISTS " + entry.tables().state().quoted(),
                "DROP TABLE IF EXISTS " + entry.tables().pending().quoted(),
                tables.forget(entry.element()));
    }

    /** The rows that the load under way writes and deletes. */
    public LoadRows rows() {
        return new LoadRows(engine, this::sql);
    }

    /** A query of the ids that the load under way writes; empty where it writes nothing of the type. */
    public Optional<String> written(ElementDifference difference) {
        Entry entry = entries.get(difference.element().id());
        return entry != null && entry.pending().isPresent() && !difference.retired()
                ? Optional.of(sql(difference.element()).writtenIds())
                : Optional.empty();
    }

    /** Notes the nodes that the target did not let go: they stay in the state, too. */
    public void keep(ElementDifference difference, List<String> ids) {
        if (!ids.isEmpty()) {
            kept.put(difference.element().id(), List.copyOf(ids));
        }
    }

    /** Writes down, all at once, that the load ended well and what the target now holds. */
    public void commit(Collection<ElementDifference> differences) {
        Instant now = clock.instant();
        List<String> statements = new ArrayList<>();
        for (ElementDifference difference : differences) {
            Entry entry = entries.get(difference.element().id());
            if (entry != null && entry.pending().isPresent()) {
                statements.addAll(commit(difference, entry, now));
            }
        }
        statements.add(tables.committed(load, now));
        engine.execute(statements);
    }

    private List<String> commit(ElementDifference difference, Entry entry, Instant now) {
        List<String> ids = kept.getOrDefault(entry.element(), List.of());
        DiffSql sql = sql(difference.element());
        StateUpdates updates = new StateUpdates(sql);
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += IDS_AT_ONCE) {
            statements.add(updates.keep(ids.subList(i, Math.min(ids.size(), i + IDS_AT_ONCE))));
        }
        long left = difference.expected() + ids.size();
        if (difference.retired() && left == 0) {
            statements.addAll(drop(entry));
            return statements;
        }
        statements.addAll(difference.retired() ? updates.applyRetired() : updates.apply(now));
        statements.add("DROP TABLE " + entry.tables().pending().quoted());
        Shape shape =
                difference.retired() ? entry.shape().orElse(Shape.of(difference.element())) : Shape.of(sql.element());
        Entry done = new Entry(entry.element(), entry.tables(), left, ids.size(), Optional.of(shape), Optional.empty());
        entries.put(entry.element(), done);
        statements.addAll(tables.put(done));
        return statements;
    }

    /** Lets go of the lease. */
    @Override
    public void close() {
        for (DiffSql sql : compared.values()) {
            // What a plan compared, or a run that was refused, is of no use to anyone.
            dropQuietly(sql);
        }
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }

    private void dropQuietly(DiffSql sql) {
        try {
            engine.execute(
                    List.of("DROP TABLE IF EXISTS " + sql.tables().changes().quoted()));
        } catch (GraphcException e) {
            LOG.debug("a table of changes stays", e);
        }
    }
}
