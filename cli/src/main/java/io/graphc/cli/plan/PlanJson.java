package io.graphc.cli.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.manifest.ManifestWriter;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.diff.DifferenceSamples;
import io.graphc.runtime.diff.DifferenceSamples.Sample;
import io.graphc.runtime.diff.DifferenceSamples.Value;
import io.graphc.runtime.diff.ElementChanges;
import io.graphc.runtime.diff.ElementDifference;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints a plan as JSON, described in docs/reference/plan.md. */
public final class PlanJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PlanJson() {}

    /** The whole text without a line break at its end. */
    public static String write(RunReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(ManifestWriter.printer());
            json.writeStartObject();
            text(json, "tenant", report.tenant());
            json.writeStringField("location", report.location());
            json.writeArrayFieldStart("elements");
            for (ElementChanges changes : report.changes()) {
                write(json, changes);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, ElementChanges changes) throws IOException {
        ElementDifference difference = changes.difference();
        json.writeStartObject();
        json.writeStringField("unique_id", difference.element().id());
        json.writeStringField("kind", difference.element() instanceof NodePlan ? "node" : "relationship");
        json.writeStringField("name", difference.element().name());
        if (difference.element() instanceof RelationshipPlan link) {
            json.writeStringField("start", link.startLabel());
            json.writeStringField("end", link.endLabel());
        }
        json.writeNumberField("held", difference.held());
        json.writeNumberField("new", difference.inserts());
        json.writeNumberField("changed", difference.updates());
        json.writeNumberField("moved", difference.moves());
        json.writeNumberField("emptied", difference.made().emptied());
        json.writeNumberField("written_again", changes.samples().again());
        json.writeNumberField("deleted", difference.deletes() + difference.leftovers());
        json.writeNumberField("waiting", difference.waiting());
        json.writeNumberField("released", difference.released());
        json.writeNumberField("unchanged", difference.unchanged());
        json.writeNumberField("rewritten", changes.rewritten());
        json.writeNumberField("made", difference.made().nodes());
        json.writeNumberField("made_new", difference.made().inserts());
        json.writeBooleanField("retired", difference.retired());
        text(json, "refused", changes.refusal().map(refusal -> refusal.message()));
        json.writeObjectFieldStart("changed_properties");
        for (Map.Entry<String, Long> property :
                changes.samples().changedProperties().entrySet()) {
            json.writeNumberField(property.getKey(), property.getValue());
        }
        json.writeEndObject();
        DifferenceSamples samples = changes.samples();
        json.writeObjectFieldStart("samples");
        samples(json, "new", samples.inserts());
        samples(json, "changed", samples.updates());
        samples(json, "emptied", samples.emptied());
        samples(json, "deleted", samples.deletes());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void samples(JsonGenerator json, String name, List<Sample> samples) throws IOException {
        json.writeArrayFieldStart(name);
        for (Sample sample : samples) {
            json.writeStartObject();
            json.writeStringField("id", sample.id());
            json.writeArrayFieldStart("properties");
            for (Value value : sample.values()) {
                json.writeStartObject();
                json.writeStringField("name", value.property());
                text(json, "before", value.before());
                text(json, "after", value.after());
                if (value.types().isPresent()) {
                    json.writeStringField("type_before", value.types().get().before());
                    json.writeStringField("type_after", value.types().get().after());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }
}
