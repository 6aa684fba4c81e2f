package io.graphc.runtime.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.manifest.ManifestWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;

/**
 * {@code catalog.json}: the relations of a project with their columns and types as the compiler knows them, in the form of
 * dbt's artifact of that name (its documentation, "Catalog JSON file"). The engine is not asked, so there are no statistics.
 *
 * @param version graphc's version
 * @param invocation an id for this call of graphc
 */
public record CatalogJson(String version, String invocation) {
    /** What readers tell the format by. */
    static final String SCHEMA = "graphc/catalog/v1";

    /** The artifact's text, with a line break at its end. */
    public String text(CompiledProject project, Instant generatedAt) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(ManifestWriter.printer());
            json.writeStartObject();
            json.writeObjectFieldStart("metadata");
            json.writeStringField("schema_version", SCHEMA);
            json.writeStringField("graphc_version", version);
            json.writeStringField("generated_at", generatedAt.toString());
            json.writeStringField("invocation_id", invocation);
            json.writeEndObject();
            json.writeObjectFieldStart("nodes");
            for (SeedPlan seed : project.seeds()) {
                relation(seed.id(), "BASE TABLE", seed.relation(), seed.columns(), json);
            }
            for (ModelPlan model : project.models()) {
                if (model.materialization() != Materialization.EPHEMERAL) {
                    String kind = model.materialization() == Materialization.VIEW ? "VIEW" : "BASE TABLE";
                    relation(model.id(), kind, model.relation(), model.columns(), json);
                }
            }
            json.writeEndObject();
            json.writeObjectFieldStart("sources");
            for (SourceTable source : project.sources()) {
                relation(source.id(), "BASE TABLE", source.relation(), source.columns(), json);
            }
            json.writeEndObject();
            json.writeNullField("errors");
            json.writeEndObject();
        } catch (IOException e) {
            throw new GraphcBugException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    private static void relation(
            String id, String kind, RelationName relation, List<Column> columns, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart(id);
        json.writeStringField("unique_id", id);
        json.writeObjectFieldStart("metadata");
        json.writeStringField("type", kind);
        json.writeStringField("database", relation.database().orElse(null));
        json.writeStringField("schema", relation.schema());
        json.writeStringField("name", relation.identifier());
        json.writeNullField("comment");
        json.writeNullField("owner");
        json.writeEndObject();
        json.writeObjectFieldStart("columns");
        for (int i = 0; i < columns.size(); i++) {
            json.writeObjectFieldStart(columns.get(i).name());
            json.writeStringField("type", columns.get(i).type().toString());
            json.writeNumberField("index", i + 1);
            json.writeStringField("name", columns.get(i).name());
            json.writeNullField("comment");
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("stats");
        json.writeObjectFieldStart("has_stats");
        json.writeStringField("id", "has_stats");
        json.writeStringField("label", "Statistics");
        json.writeBooleanField("value", false);
        json.writeStringField("description", "whether the engine was asked for statistics");
        json.writeBooleanField("include", false);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }
}
