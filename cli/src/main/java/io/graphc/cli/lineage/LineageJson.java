package io.graphc.cli.lineage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.plan.lineage.ColumnId;
import io.graphc.plan.lineage.LineageGraph;
import io.graphc.plan.lineage.LineageView;
import io.graphc.plan.manifest.ManifestWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Prints a part of a lineage graph as JSON, described in docs/reference/lineage.md. */
public final class LineageJson {
    private static final JsonFactory JSON = new JsonFactory();

    private LineageJson() {}

    /**
     * The whole text without a line break at its end.
     *
     * @param tenants the tenants whose lineage it is; none in a project without tenants
     */
    public static String write(LineageView view, List<String> tenants) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(ManifestWriter.printer());
            json.writeStartObject();
            json.writeArrayFieldStart("tenants");
            for (String tenant : tenants) {
                json.writeString(tenant);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("roots");
            for (ColumnId root : view.roots()) {
                json.writeString(root.toString());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("columns");
            for (ColumnId column : view.columns()) {
                column(json, view.graph(), column);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("edges");
            for (LineageView.Edge edge : view.edges()) {
                json.writeStartObject();
                json.writeStringField("from", edge.from().toString());
                json.writeStringField("to", edge.to().toString());
                json.writeStringField("kind", edge.kind().word());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void column(JsonGenerator json, LineageGraph graph, ColumnId column) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", column.toString());
        json.writeStringField("owner", column.owner());
        json.writeStringField("column", column.column());
        json.writeStringField("name", graph.name(column));
        json.writeStringField("kind", graph.kind(column));
        if (graph.type(column).isPresent()) {
            json.writeStringField("type", graph.type(column).get());
        }
        json.writeEndObject();
    }
}
