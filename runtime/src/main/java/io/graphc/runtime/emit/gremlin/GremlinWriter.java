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
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, NodePlan> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> types = new LinkedHashMap<>();

    /** A writer for one target; throws a diagnostic where its settings are wrong. */
    public GremlinWriter(GraphTarget target) {
        this(GremlinSettings.of(target), Pauses.real());
    }

    GremlinWriter(GremlinSettings settings, Pauses pauses) {
        this.settings = settings;
        this.connection = new GremlinConnection(settings, pauses);
    }

    @Override
    public void open(CompiledProject project) {
        project.graph().nodes().forEach(node -> nodes.put(node.name(), node));
        project.graph().relationships().forEach(type -> types.merge(type.name(), 1, Integer::sum));
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
        missing.removeAll(ids("looking for nodes", Requests.nodeIds(missing, false)));
        if (!missing.isEmpty()) {
            throw GremlinErrors.missingEndpoints(element, missing);
        }
    }

    private List<String> ids(String work, Traversal<?, ?> request) {
        return connection.submit(work, request).stream().map(String::valueOf).toList();
    }

    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        long rows = 0;
        long deleted = 0;
        List<String> kept = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        boolean more = ids.next();
        while (more) {
            batch.add(ids.getText(0));
            rows++;
            more = ids.next();
            if (batch.size() == settings.batchSize() || !more) {
                deleted += element instanceof NodePlan
                        ? deleteNodes(element, batch, kept)
                        : deleteRelationships(element, batch);
                batch.clear();
            }
        }
        return new DeleteResult(rows, deleted, rows - deleted - kept.size(), kept);
    }

    private long deleteRelationships(ElementPlan element, List<String> batch) {
        String work = "deleting a batch of `" + element.name() + "`";
        List<String> there = ids(work, Requests.relationshipIds(batch));
        if (!there.isEmpty()) {
            connection.submit(work, Requests.deleteRelationships(there));
        }
        return there.size();
    }

    private long deleteNodes(ElementPlan element, List<String> batch, List<String> kept) {
        String work = "deleting a batch of `" + element.name() + "`";
        List<String> there = ids(work, Requests.nodeIds(batch, false));
        if (there.isEmpty()) {
            return 0;
        }
        connection.submit(work, Requests.deleteNodes(there));
        List<String> left = ids(work, Requests.nodeIds(there, true));
        kept.addAll(new TreeSet<>(left));
        return (long) there.size() - left.size();
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
        return ((Number) connection
                        .submit("counting `" + element.name() + "`", countRequest(element))
                        .get(0))
                .longValue();
    }

    private Traversal<?, ?> countRequest(ElementPlan element) {
        if (element instanceof NodePlan node) {
            return Requests.countNodes(node);
        }
        RelationshipPlan type = (RelationshipPlan) element;
        // Looking at both ends of every relationship costs; it is only needed to tell pairs of one type apart.
        boolean alone = types.getOrDefault(type.name(), 0) <= 1;
        return Requests.countRelationships(
                type, alone ? null : node(type.startLabel()), alone ? null : node(type.endLabel()));
    }

    private @Nullable NodePlan node(String label) {
        return nodes.get(label);
    }

    @Override
    public long repeated() {
        return connection.repeated();
    }

    @Override
    public Optional<LoadedGraph> loaded() {
        return Optional.of(new GremlinLoadedGraph(settings, connection));
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
