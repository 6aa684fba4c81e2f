package io.graphc.runtime.diff;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.diff.StateBook.Loaded;
import io.graphc.runtime.engine.FormerRows;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one graph target holds of one project and tenant, as the engine remembers it, and the load that changes it. A load
 * goes through these steps, all by one thread: {@link #take}, {@link #compare} for every element type, {@link #begin},
 * reading {@link #rows}, {@link #commit} once the target was verified. Whatever is broken off before
 * the last step leaves behind which elements it may have touched; the next load writes or deletes these again.
 */
public final class GraphState implements AutoCloseable {
    private static final int TOKEN_LENGTH = 8;

    private final QueryEngine engine;
    private final StateBook book;
    private final DeleteRules rules;
    private final Clock clock;
    private final Map<String, StateEntry> entries = new LinkedHashMap<>();
    private final Comparisons comparisons;
    private final Map<String, List<String>> kept = new LinkedHashMap<>();
    private @Nullable Lease lease;
    private long load;

    private GraphState(QueryEngine engine, CompiledProject project, StateBook book, Clock clock) {
        this.engine = engine;
        this.book = book;
        this.rules = DeleteRules.of(project);
        this.clock = clock;
        this.comparisons = new Comparisons(
                engine,
                book,
                rules,
                clock,
                project.tenant().isPresent(),
                project.engine().isOfOneTenant());
    }

    /**
     * Opens the state of a project's graph target; empty where the engine keeps nothing or the project has no graph.
     *
     * @param location where the target is, as its writer says
     */
    public static Optional<GraphState> open(QueryEngine engine, CompiledProject project, String location, Clock clock) {
        List<ElementPlan> elements = project.graph().elements();
        return elements.isEmpty()
                ? Optional.empty()
                : open(engine, project, elements.get(0).query().staged(), location, clock);
    }

    /**
     * Opens the state of a graph target to remove what it holds, whatever the project has now; empty where the engine keeps
     * nothing.
     *
     * @param staged a relation in the schema of staged elements
     */
    public static Optional<GraphState> open(
            QueryEngine engine, CompiledProject project, RelationName staged, String location, Clock clock) {
        if (!engine.keepsTables()) {
            return Optional.empty();
        }
        StateKey key = StateKey.of(project, location);
        Optional<OwnTables> tables = engine.ownTables();
        Set<String> elements =
                project.graph().elements().stream().map(ElementPlan::id).collect(Collectors.toSet());
        StateBook book = tables.isPresent()
                ? new LoggedState(engine, tables.get(), staged, key, elements, token())
                : new StateTables(engine, staged, key, elements);
        book.open();
        return Optional.of(new GraphState(engine, project, book, clock));
    }

    private static String token() {
        return UUID.randomUUID().toString().substring(0, TOKEN_LENGTH);
    }

    /** Takes the lease on the target; throws a diagnostic where another run has it. */
    public void take() {
        lease = book.take(clock);
        boolean read = false;
        try {
            entries.putAll(book.entries());
            read = true;
        } finally {
            if (!read) {
                close();
            }
        }
    }

    /** Reads what the target holds, without the right to change it. */
    public void look() {
        book.read();
        entries.putAll(book.entries());
    }

    /** What loads may delete. */
    public DeleteRules rules() {
        return rules;
    }

    /** The number of the last load that ended well, 0 for none. */
    public long lastLoad() {
        return book.lastCommitted();
    }

    /** The number of the last load that was begun, 0 for none. */
    public long lastStarted() {
        return book.lastStarted();
    }

    /** Leaves the types alone that are not compared: no node is deleted that their relationships start or end at. */
    public void leaveOthers(List<ElementPlan> compared) {
        comparisons.leaveOthers(entries.values(), compared);
    }

    /** The number of elements of a type that the target holds; empty where that is not known for sure. */
    public Optional<Long> held(ElementPlan element) {
        return Optional.ofNullable(entries.get(element.id()))
                .filter(entry -> entry.pending().isEmpty() && entry.shape().isPresent())
                .map(StateEntry::rows);
    }

    /** The rows of an element type as they were loaded; empty where that is not known for sure, or not comparable. */
    public Optional<FormerRows> former(ElementPlan element) {
        return Optional.ofNullable(entries.get(element.id()))
                .filter(entry -> entry.pending().isEmpty())
                .filter(entry ->
                        entry.shape().filter(shape -> shape.isLike(element)).isPresent())
                .flatMap(entry -> book.hashed(entry));
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
        return Optional.ofNullable(entries.get(element.id()))
                .map(StateEntry::kept)
                .orElse(0L);
    }

    /** Whether elements of this type may wait for their age before they are deleted. */
    public boolean waits(ElementPlan element) {
        return rules.age(element).isPresent();
    }

    /** By id of the node type, labels that its nodes have on the target and that it has no more. */
    public Map<String, List<String>> lostLabels(Collection<? extends ElementPlan> elements) {
        Map<String, List<String>> lost = new LinkedHashMap<>();
        for (ElementPlan element : elements) {
            StateEntry entry = entries.get(element.id());
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
        project.graph().elements().forEach(element -> present.add(element.id()));
        List<ElementPlan> retired = new ArrayList<>();
        for (StateEntry entry : entries.values()) {
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
     * @param everything whether all of them count as changed
     */
    public ElementDifference compare(ElementPlan element, StagedRows staged, boolean everything) {
        return comparisons.compare(element, entry(element), staged, everything);
    }

    /** All elements of a type that the project has no more, as deletes. */
    public ElementDifference compareRetired(ElementPlan element) {
        return comparisons.compareRetired(element, entry(element));
    }

    private StateEntry entry(ElementPlan element) {
        StateEntry entry = entries.get(element.id());
        return entry == null ? book.fresh(element) : entry;
    }

    /** Samples of what the last comparison of an element type found. */
    public DifferenceSamples samples(ElementDifference difference, int count) {
        return new SampleReader(engine, comparisons.of(difference.element()), count).read(difference);
    }

    /**
     * Writes down that a load begins, and which elements it may touch.
     *
     * @param number the number of the load
     * @param alone whether the target will hold nothing but these element types
     */
    public void begin(long number, Collection<ElementDifference> differences, boolean alone) {
        load = number;
        List<StateBook.Begun> begun = new ArrayList<>();
        List<DiffSql> idle = new ArrayList<>();
        for (ElementDifference difference : differences) {
            ElementPlan element = difference.element();
            if (isIdle(difference)) {
                idle.add(comparisons.of(element));
            } else {
                begun.add(new StateBook.Begun(entry(element).begun(element), comparisons.of(element)));
            }
        }
        List<StateEntry> dropped = new ArrayList<>();
        if (alone) {
            entries.values().stream()
                    .filter(entry -> differences.stream()
                            .noneMatch(difference -> difference.element().id().equals(entry.element())))
                    .forEach(dropped::add);
        }
        try {
            book.begin(number, clock.instant(), begun, idle, dropped).forEach(this::changed);
        } catch (GraphcException e) {
            if (mayHaveBegun(number, e)) {
                comparisons.takenOver();
            }
            throw e;
        }
        dropped.forEach(entry -> entries.remove(entry.element()));
        comparisons.takenOver();
    }

    /** What says that a load has begun may be there though writing it seems to have failed; then it names tables of changes. */
    private boolean mayHaveBegun(long number, GraphcException failure) {
        try {
            book.read();
            return book.lastStarted() >= number;
        } catch (GraphcException again) {
            failure.addSuppressed(again);
            return true;
        }
    }

    /** An element type has other tables or another shape now. */
    private void changed(StateEntry entry) {
        entries.put(entry.element(), entry);
        comparisons.moved(entry);
    }

    /**
     * Enters into a load that has begun that rows have left the staged table: they are not written, and what the target
     * held of them is to be deleted. A row that the state does not have is not: whatever has its id is not known to be ours.
     *
     * @param rows the number of staged rows that are left
     */
    public ElementDifference takeOut(ElementDifference difference, long rows) {
        ElementPlan element = difference.element();
        StateEntry entry = entry(element);
        changed(comparisons.takeOut(element, entry));
        return ElementDifference.of(
                        element,
                        comparisons.pendingCounts(element),
                        entry(element).rows(),
                        rows,
                        difference.everything(),
                        difference.retired())
                .withMade(difference.made().nodes(), difference.made().inserts());
    }

    /** Whether a load would change neither the target nor the state. */
    public boolean isIdle(Collection<ElementDifference> differences) {
        return differences.stream().allMatch(this::isIdle);
    }

    private boolean isIdle(ElementDifference difference) {
        StateEntry entry = entries.get(difference.element().id());
        return entry != null
                && entry.shape().isPresent()
                && entry.pending().isEmpty()
                && !comparisons.of(difference.element()).reshaped()
                && difference.leavesStateAlone();
    }

    /** The rows that the load under way writes and deletes. */
    public LoadRows rows() {
        return new LoadRows(engine, comparisons::of);
    }

    /** A query of the ids that the load under way writes; empty where it writes nothing of the type. */
    public Optional<String> written(ElementDifference difference) {
        StateEntry entry = entries.get(difference.element().id());
        return entry != null && entry.pending().isPresent() && !difference.retired()
                ? Optional.of(comparisons.of(difference.element()).writtenIds())
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
        List<Loaded> loaded = new ArrayList<>();
        for (ElementDifference difference : differences) {
            StateEntry entry = entries.get(difference.element().id());
            if (entry != null && entry.pending().isPresent()) {
                loaded.add(loaded(difference, entry));
            }
        }
        List<StateEntry> now = book.commit(load, clock.instant(), loaded);
        loaded.forEach(element -> entries.remove(element.entry().element()));
        now.forEach(this::changed);
    }

    private Loaded loaded(ElementDifference difference, StateEntry entry) {
        List<String> left = kept.getOrDefault(entry.element(), List.of());
        DiffSql sql = comparisons.of(difference.element());
        long rows = difference.expected() + left.size();
        Shape shape =
                difference.retired() ? entry.shape().orElse(Shape.of(difference.element())) : Shape.of(sql.element());
        StateEntry done = new StateEntry(
                entry.element(), entry.tables(), rows, left.size(), Optional.of(shape), Optional.empty());
        // A type that never was loaded whole is not remembered for what the target does not let go.
        boolean gone = difference.retired() && (rows == 0 || entry.shape().isEmpty());
        return new Loaded(done, sql, left, difference.retired(), gone);
    }

    /** Lets go of the lease. */
    @Override
    public void close() {
        comparisons.close();
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }

    /** Removes the state, once the target holds nothing of it any more. */
    public void forget() {
        book.forget();
    }
}
