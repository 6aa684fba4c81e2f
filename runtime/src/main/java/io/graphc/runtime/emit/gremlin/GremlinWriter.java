package io.graphc.runtime.emit.gremlin;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.emit.gremlin.GremlinConnection.RequestFailedException;
import io.graphc.runtime.emit.gremlin.Requests.Change;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the graph through a Gremlin endpoint, Amazon Neptune's or a Gremlin Server's with TinkerPop 3.7: an element that
 * the server lacks is created, one that differs is updated, one that is there already is left alone. Each batch reads the
 * elements that it is about, compares them here, and sends one request, which on Neptune is one transaction, with what
 * differs. Only properties of the mapping are written and, where a row has no value, removed; other properties stay. What a
 * batch wrote is visible at once; a load that breaks off is completed by the next one.
 */
public final class GremlinWriter implements GraphWriter {
    /** A request ends early when its texts reach this, so that long texts do not fill the heap here or on the server. */
    private static final long BATCH_BYTES = 4L << 20;

    private final GremlinSettings settings;
    private final GremlinConnection connection;
    private final GremlinElements elements;

    /** A writer for one target; throws a diagnostic where its settings are wrong. */
    public GremlinWriter(GraphTarget target) {
        this(GremlinSettings.of(target), Pauses.real());
    }

    GremlinWriter(GremlinSettings settings, Pauses pauses) {
        this.settings = settings;
        this.connection = new GremlinConnection(settings, pauses);
        this.elements = new GremlinElements(connection);
    }

    @Override
    public void open(CompiledProject project) {
        elements.of(project.graph().nodes(), project.graph().relationships());
        connection.open();
    }

    /** Reads before it writes in each mode: only so is it known what was created, updated and left alone. */
    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        RowReader reader = new RowReader(element, rows);
        int columns = reader.keyColumns() + element.properties().size();
        if (rows.columns().size() != columns) {
            throw new GraphcBugException(
                    element.id() + " has " + rows.columns().size() + " columns, its plan " + columns);
        }
        WriteResult total = new WriteResult(0, 0, 0, 0);
        List<ElementRow> batch = new ArrayList<>();
        int records = 0;
        long bytes = 0;
        while (rows.next()) {
            ElementRow row = reader.row();
            batch.add(row);
            records += row.records();
            bytes += row.bytes();
            if (records >= settings.batchSize() || bytes >= BATCH_BYTES) {
                total = sum(total, writeBatch(element, batch));
                batch.clear();
                records = 0;
                bytes = 0;
            }
        }
        return batch.isEmpty() ? total : sum(total, writeBatch(element, batch));
    }

    private static WriteResult sum(WriteResult left, WriteResult right) {
        return new WriteResult(
                left.rows() + right.rows(),
                left.created() + right.created(),
                left.updated() + right.updated(),
                left.unchanged() + right.unchanged());
    }

    private WriteResult writeBatch(ElementPlan element, List<ElementRow> batch) {
        Map<String, StoredElement> stored =
                stored(element, batch.stream().map(ElementRow::id).toList());
        List<Change> changes = new ArrayList<>();
        long created = 0;
        for (ElementRow row : batch) {
            StoredElement before = stored.get(row.id());
            if (before == null) {
                created++;
                changes.add(new Change(row, null));
            } else {
                refuseOther(element, row, before);
                if (differs(row, before)) {
                    changes.add(new Change(row, before));
                }
            }
        }
        if (!changes.isEmpty()) {
            send(element, changes);
        }
        return new WriteResult(batch.size(), created, changes.size() - created, batch.size() - changes.size());
    }

    private Map<String, StoredElement> stored(ElementPlan element, Collection<String> ids) {
        Map<String, StoredElement> stored = new LinkedHashMap<>();
        String work = "reading a batch of `" + element.name() + "`";
        for (Object map : connection.submit(work, Requests.stored(element instanceof NodePlan, ids))) {
            StoredElement one = StoredElement.of((Map<?, ?>) map);
            stored.put(one.id(), one);
        }
        return stored;
    }

    private static void refuseOther(ElementPlan element, ElementRow row, StoredElement before) {
        if (element instanceof NodePlan node) {
            if (!before.labels().containsAll(node.labels())) {
                throw GremlinErrors.otherElement(
                        element, before, labelled(before.labels()), labelled(new LinkedHashSet<>(node.labels())));
            }
            return;
        }
        boolean same = before.labels().equals(Set.of(element.name()))
                && before.start().equals(row.start())
                && before.end().equals(row.end());
        if (!same) {
            throw GremlinErrors.otherElement(
                    element,
                    before,
                    labelled(before.labels()) + " from `" + before.start() + "` to `" + before.end() + "`",
                    labelled(Set.of(element.name())) + " from `" + row.start() + "` to `" + row.end() + "`");
        }
    }

    private static String labelled(Set<String> labels) {
        return "labelled `" + String.join("`, `", new TreeSet<>(labels)) + "`";
    }

    private static boolean differs(ElementRow row, StoredElement before) {
        return row.single().entrySet().stream().anyMatch(value -> !before.holds(value.getKey(), value.getValue()))
                || row.several().entrySet().stream()
                        .anyMatch(values -> !before.holds(values.getKey(), values.getValue()))
                || row.absent().stream().anyMatch(before::has);
    }

    /** Sends one request, or where the server calls it too big, two of half its size. */
    private void send(ElementPlan element, List<Change> changes) {
        String work = "a batch of " + changes.size() + " `" + element.name() + "`";
        try {
            connection.submit(Requests.write(element, changes));
        } catch (RequestFailedException e) {
            if (e.failure().kind() == Failure.Kind.TOO_BIG && changes.size() > 1) {
                send(element, changes.subList(0, changes.size() / 2));
                send(element, changes.subList(changes.size() / 2, changes.size()));
                return;
            }
            if (element instanceof RelationshipPlan) {
                refuseMissingEndpoints(element, changes);
            }
            throw GremlinErrors.refused(settings, work, e.failure());
        }
    }

    private void refuseMissingEndpoints(ElementPlan element, List<Change> changes) {
        Set<String> missing = new TreeSet<>();
        changes.forEach(change -> {
            missing.add(change.row().start());
            missing.add(change.row().end());
        });
        connection.submit("looking for nodes", Requests.nodeIds(missing, false)).forEach(id -> missing.remove(id));
        if (!missing.isEmpty()) {
            throw GremlinErrors.missingEndpoints(element, missing);
        }
    }

    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        return DeleteResult.inBatches(ids, settings.batchSize(), batch -> elements.delete(element, batch));
    }

    /** Does nothing: every batch was committed. */
    @Override
    public void commit() {}

    /**
     * Counts the elements whose ids start with the plan's prefix. For a type of scope {@code global} that is all that any
     * tenant wrote, so it may be more than this load's rows.
     */
    @Override
    public long count(ElementPlan element) {
        return elements.count(element);
    }

    @Override
    public long repeated() {
        return connection.repeated();
    }

    @Override
    public Optional<LoadedGraph> loaded() {
        return Optional.of(new GremlinLoadedGraph(connection, elements));
    }

    @Override
    public String location() {
        return settings.toString();
    }

    @Override
    public void close() {
        connection.close();
    }
}
