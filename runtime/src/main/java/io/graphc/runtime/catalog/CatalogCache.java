package io.graphc.runtime.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.manifest.ManifestWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What columns relations were found to have, kept in {@code cache/sources.json} of the target folder. An entry counts as long as
 * the stamp of what was looked at is the same. The file is written in the order of its keys; one that cannot be read counts
 * for nothing, since all of it can be found out again. Safe to use from several threads.
 */
final class CatalogCache {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogCache.class);
    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final Map<String, Entry> entries = new TreeMap<>();
    private boolean changed;

    private record Entry(String stamp, List<Column> columns) {}

    private CatalogCache(Path file) {
        this.file = file;
    }

    /** The cache in a file, empty where there is none. */
    static CatalogCache open(Path file) {
        CatalogCache cache = new CatalogCache(file);
        if (Files.isRegularFile(file)) {
            try {
                cache.read(new ObjectMapper().readTree(Files.readString(file, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                LOG.debug("the catalog is read anew", e);
            }
        }
        return cache;
    }

    private void read(JsonNode json) {
        if (json.path("catalog_version").asInt() != VERSION) {
            return;
        }
        for (Map.Entry<String, JsonNode> relation : json.path("relations").properties()) {
            columns(relation.getValue().path("columns"))
                    .ifPresent(columns -> entries.put(
                            relation.getKey(),
                            new Entry(relation.getValue().path("stamp").asText(), columns)));
        }
    }

    private static Optional<List<Column>> columns(JsonNode json) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : json) {
            Optional<SqlType> type = SqlTypeParser.parse(column.path("type").asText());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            columns.add(new Column(
                    column.path("name").asText(),
                    type.get(),
                    column.path("nullable").asBoolean(true)));
        }
        return Optional.of(columns);
    }

    Optional<List<Column>> find(String key, String stamp) {
        return find(key, stamp::equals);
    }

    /** The columns, when what they were found with still counts. */
    synchronized Optional<List<Column>> find(String key, Predicate<String> counts) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> counts.test(entry.stamp()))
                .map(Entry::columns);
    }

    synchronized void put(String key, String stamp, List<Column> columns) {
        Entry before = entries.put(key, new Entry(stamp, List.copyOf(columns)));
        changed |= !entries.get(key).equals(before);
    }

    /** Writes the file, when there is something new. */
    synchronized void write() {
        if (!changed) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                    JsonGenerator json = JSON.createGenerator(writer)) {
                json.setPrettyPrinter(ManifestWriter.printer());
                write(json);
                json.writeRaw('\n');
            }
            changed = false;
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "the catalog cannot be written to the target folder")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("catalog_version", VERSION);
        json.writeObjectFieldStart("relations");
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            json.writeObjectFieldStart(entry.getKey());
            json.writeStringField("stamp", entry.getValue().stamp());
            json.writeArrayFieldStart("columns");
            for (Column column : entry.getValue().columns()) {
                json.writeStartObject();
                json.writeStringField("name", column.name());
                json.writeStringField("type", column.type().toString());
                json.writeBooleanField("nullable", column.nullable());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
