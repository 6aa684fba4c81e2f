package io.graphc.runtime.emit.neptune;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.file.FieldReader;
import io.graphc.runtime.emit.file.FieldReader.Field;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.load.neptune.NeptuneQueries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Counts, reads and takes away elements of a Neptune graph by openCypher (Amazon Neptune user guide, "openCypher
 * specification compliance": the id of an element is its property {@code ~id}). Used by one thread.
 */
final class NeptuneElements {
    private static final int BATCH = 500;
    private static final String NODES = "UNWIND $ids AS id MATCH (n {`~id`: id}) ";
    private static final String RELATIONSHIPS = "UNWIND $ids AS id MATCH ()-[r {`~id`: id}]->() ";

    private final NeptuneQueries queries;

    NeptuneElements(NeptuneQueries queries) {
        this.queries = queries;
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /**
     * The number of elements of a type whose ids have its prefix.
     *
     * @param alone whether no other relationships have the type's name
     */
    long count(ElementPlan element, boolean alone) {
        String work = "counting `" + element.name() + "`";
        String name = quoted(element.name());
        if (element instanceof NodePlan) {
            return queries.count(
                    work,
                    "MATCH (n:" + name + ") WHERE id(n) STARTS WITH $prefix RETURN count(n) AS total",
                    element.idPrefix());
        }
        RelationshipPlan type = (RelationshipPlan) element;
        // Looking at both ends of every relationship costs; it is only needed to tell pairs of one type apart.
        String start = alone ? "" : ":" + quoted(type.startLabel());
        String end = alone ? "" : ":" + quoted(type.endLabel());
        return queries.count(
                work,
                "MATCH (" + start + ")-[r:" + name + "]->(" + end
                        + ") WHERE id(r) STARTS WITH $prefix RETURN count(r) AS total",
                element.idPrefix());
    }

    /** The elements with these ids that are there, as openCypher shows them. */
    List<Map<String, Object>> read(ElementPlan element, List<String> ids) {
        String statement = element instanceof NodePlan ? NODES + "RETURN n" : RELATIONSHIPS + "RETURN r";
        List<Map<String, Object>> read = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<String> batch = ids.subList(from, Math.min(from + BATCH, ids.size()));
            queries.about("reading a sample of `" + element.name() + "`", statement, batch)
                    .forEach(row -> read.add(element(row)));
        }
        return read;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> element(Map<String, Object> row) {
        return (Map<String, Object>) row.values().iterator().next();
    }

    /** Deletes elements by their ids; nodes that relationships hang on stay. */
    DeleteResult delete(ElementPlan element, RowCursor ids) {
        DeleteResult total = DeleteResult.NOTHING;
        List<String> batch = new ArrayList<>();
        boolean more = ids.next();
        while (more) {
            batch.add(ids.getText(0));
            more = ids.next();
            if (batch.size() == BATCH || !more) {
                total = total.plus(
                        element instanceof NodePlan
                                ? deleteNodes(element, batch)
                                : deleteRelationships(element, batch));
                batch.clear();
            }
        }
        return total;
    }

    private DeleteResult deleteRelationships(ElementPlan element, List<String> ids) {
        String work = "deleting a batch of `" + element.name() + "`";
        List<String> there = ids(queries.about(work, RELATIONSHIPS + "RETURN id(r) AS id", ids));
        if (!there.isEmpty()) {
            queries.about(work, RELATIONSHIPS + "DELETE r", there);
        }
        return new DeleteResult(ids.size(), there.size(), ids.size() - there.size(), List.of());
    }

    private DeleteResult deleteNodes(ElementPlan element, List<String> ids) {
        String work = "deleting a batch of `" + element.name() + "`";
        List<Map<String, Object>> there =
                queries.about(work, NODES + "OPTIONAL MATCH (n)-[r]-() RETURN id(n) AS id, count(r) AS links", ids);
        List<String> free = new ArrayList<>();
        TreeSet<String> kept = new TreeSet<>();
        for (Map<String, Object> row : there) {
            boolean linked = row.get("links") instanceof Number links && links.longValue() > 0;
            (linked ? kept : free).add(String.valueOf(row.get("id")));
        }
        if (!free.isEmpty()) {
            // Without DETACH: a relationship that came meanwhile is nobody's to delete.
            queries.about(work, NODES + "DELETE n", free);
        }
        return new DeleteResult(ids.size(), free.size(), ids.size() - there.size(), List.copyOf(kept));
    }

    private static List<String> ids(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> String.valueOf(row.get("id"))).toList();
    }

    /** Does what files say that must be gone before a load: relationships, properties, labels. */
    void execute(Path folder, List<DataFile> files) throws IOException {
        for (DataFile file : files) {
            boolean node = file.kind().equals("node");
            String match = node ? NODES : RELATIONSHIPS;
            try (FieldReader rows = new FieldReader(folder.resolve(file.path()))) {
                List<String> header = texts(rows.row().orElse(List.of()));
                if (header.size() == 1) {
                    String work = "deleting `" + file.label() + "` that start or end elsewhere now";
                    each(rows, (name, ids) -> queries.about(work, match + "DELETE r", ids));
                } else if (header.get(1).equals("~label")) {
                    String work = "taking labels from `" + file.label() + "`";
                    each(rows, (name, ids) -> queries.about(work, match + "REMOVE n:" + quoted(name), ids));
                } else {
                    String variable = node ? "n." : "r.";
                    String work = "taking properties from `" + file.label() + "`";
                    each(rows, (name, ids) -> queries.about(work, match + "REMOVE " + variable + quoted(name), ids));
                }
            }
        }
    }

    private static List<String> texts(List<Field> row) {
        return row.stream().map(Field::text).toList();
    }

    /** Gives the ids of a file in batches, each with one name where there is a second column. */
    private static void each(FieldReader rows, BiConsumer<String, List<String>> sink) throws IOException {
        Map<String, List<String>> batches = new LinkedHashMap<>();
        for (Optional<List<Field>> row = rows.row(); row.isPresent(); row = rows.row()) {
            List<String> fields = texts(row.get());
            String name = fields.size() > 1 ? fields.get(1) : "";
            List<String> batch = batches.computeIfAbsent(name, key -> new ArrayList<>());
            batch.add(fields.get(0));
            if (batch.size() == BATCH) {
                sink.accept(name, batch);
                batch.clear();
            }
        }
        batches.forEach((name, batch) -> {
            if (!batch.isEmpty()) {
                sink.accept(name, batch);
            }
        });
    }
}
