package io.graphc.runtime.emit.neptune;

import io.graphc.plan.ElementPlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.ElementQueries;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.file.FieldReader;
import io.graphc.runtime.emit.file.FieldReader.Field;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import io.graphc.runtime.engine.RowCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads and takes away elements of a Neptune graph, in batches. Labels are taken away in openCypher whatever the language is,
 * because Gremlin has no step for that. Used by one thread.
 */
final class NeptuneElements {
    private static final int BATCH = 500;

    private final ElementQueries language;
    private final OpenCypherElements labels;

    NeptuneElements(ElementQueries language, OpenCypherElements labels) {
        this.language = language;
        this.labels = labels;
    }

    /** The elements with these ids that are there. */
    List<HeldElement> read(ElementPlan element, List<String> ids) {
        List<HeldElement> read = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            read.addAll(language.read(element, ids.subList(from, Math.min(from + BATCH, ids.size()))));
        }
        return read;
    }

    /** Deletes elements by their ids; nodes that relationships hang on stay. */
    DeleteResult delete(ElementPlan element, RowCursor ids) {
        return DeleteResult.inBatches(ids, BATCH, batch -> language.delete(element, batch));
    }

    /** Does what files say that must be gone before a load: relationships, properties, labels. */
    void execute(Path folder, List<DataFile> files) throws IOException {
        for (DataFile file : files) {
            boolean node = file.kind().equals("node");
            try (FieldReader rows = new FieldReader(folder.resolve(file.path()))) {
                List<String> header = texts(rows.row().orElse(List.of()));
                if (header.size() == 1) {
                    String work = "deleting `" + file.label() + "` that start or end elsewhere now";
                    each(rows, (name, ids) -> language.deleteRelationships(work, ids));
                } else if (header.get(1).equals("~label")) {
                    String work = "taking labels from `" + file.label() + "`";
                    each(rows, (name, ids) -> labels.dropLabel(work, name, ids));
                } else {
                    String work = "taking properties from `" + file.label() + "`";
                    each(rows, (name, ids) -> language.dropProperty(work, node, name, ids));
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
