package io.graphc.cli.diff;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.plan.impact.Change;
import io.graphc.plan.impact.ProjectDifference;
import io.graphc.plan.lineage.ColumnId;
import io.graphc.plan.manifest.ManifestWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Prints a difference as JSON, described in docs/reference/diff.md. */
public final class DiffJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DiffJson() {}

    /**
     * The whole text without a line break at its end.
     *
     * @param tenants the tenants whose difference it is; none in a project without tenants
     */
    public static String write(ProjectDifference difference, List<String> tenants) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(ManifestWriter.printer());
            json.writeStartObject();
            json.writeArrayFieldStart("tenants");
            for (String tenant : tenants) {
                json.writeString(tenant);
            }
            json.writeEndArray();
            json.writeBooleanField("breaking", !difference.breaking().isEmpty());
            changes(json, "changes", difference.changes());
            changes(json, "effects", difference.effects());
            json.writeObjectFieldStart("reached");
            for (Map.Entry<String, List<ColumnId>> owner : difference.reached().entrySet()) {
                json.writeArrayFieldStart(owner.getKey());
                for (ColumnId column : owner.getValue()) {
                    json.writeString(column.column());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void changes(JsonGenerator json, String name, List<Change> changes) throws IOException {
        json.writeArrayFieldStart(name);
        for (Change change : changes) {
            json.writeStartObject();
            json.writeStringField("owner", change.owner());
            json.writeStringField("column", change.column());
            json.writeStringField("change", change.kind().word());
            json.writeStringField("before", change.before());
            json.writeStringField("after", change.after());
            if (change.breaking().isPresent()) {
                json.writeStringField("breaking", change.breaking().get());
            } else {
                json.writeNullField("breaking");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
