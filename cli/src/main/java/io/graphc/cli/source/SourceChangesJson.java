package io.graphc.cli.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.manifest.ManifestWriter;
import io.graphc.runtime.catalog.CatalogColumn;
import io.graphc.runtime.catalog.SourceChange;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/** What a check of sources found, as one JSON document: an entry for each table that was looked at. */
public final class SourceChangesJson {
    private SourceChangesJson() {}

    /**
     * A table.
     *
     * @param drift whether it counts as not being as declared
     */
    public record Entry(Optional<String> tenant, SourceChange change, boolean drift) {}

    /** The document, with a line break at its end. */
    public static String of(List<Entry> entries) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(ManifestWriter.printer());
            json.writeStartObject();
            json.writeArrayFieldStart("sources");
            for (Entry entry : entries) {
                write(entry, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new GraphcBugException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    private static void write(Entry entry, JsonGenerator json) throws IOException {
        SourceChange change = entry.change();
        json.writeStartObject();
        if (entry.tenant().isPresent()) {
            json.writeStringField("tenant", entry.tenant().get());
        }
        json.writeStringField("unique_id", change.table().id());
        json.writeStringField("status", change.missing() ? "missing" : entry.drift() ? "changed" : "same");
        json.writeArrayFieldStart("added");
        for (CatalogColumn column : change.added()) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        names("removed", change.removed(), json);
        json.writeArrayFieldStart("changed");
        for (SourceChange.Retyped column : change.changed()) {
            json.writeStartObject();
            json.writeStringField("name", column.column());
            json.writeStringField("declared", column.declared().toString());
            json.writeStringField("actual", column.actual().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        names("not_visible", change.hidden(), json);
        names("not_known", change.unread(), json);
        json.writeEndObject();
    }

    private static void names(String field, List<String> names, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }
}
