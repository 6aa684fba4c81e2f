package io.graphc.runtime.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.TimeWindow;
import io.graphc.plan.manifest.ArtifactFile;
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.StepOutcome;
import io.graphc.runtime.StepResult;
import io.graphc.runtime.engine.StatementCost;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.policy.RejectFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Writes {@code run_results.json}: the keys of dbt's artifact of that name (its documentation, "Run results JSON file"), and
 * a {@code graph} section. Keys stand in a fixed order; results stand in the order of the plan.
 *
 * @param version graphc's version
 * @param invocation an id for this call of graphc
 * @param arguments what the command was called with; no secrets
 */
public record RunResults(String version, String invocation, Map<String, String> arguments) {
    /** Marks what was left out because it does not apply: nothing of it is to be done again. */
    static final String OMITTED = "omitted";

    /** What became of the batches of a model. */
    static final String BATCHES = "batch_results";

    /** Of those, the ones that were not made. */
    static final String FAILED = "failed";

    /** What readers tell the format by. */
    static final String SCHEMA = "graphc/run-results/v1";

    private static final Separators SEPARATORS =
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);

    public RunResults {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** Writes the artifact; an existing one is replaced as a whole. */
    public void write(RunReport report, CompiledProject project, Path file) {
        write(report, RanStatements.of(project), file);
    }

    /** Writes what is known of a run that did not begin. */
    public void write(RunReport report, Path file) {
        write(report, RanStatements.NONE, file);
    }

    private void write(RunReport report, RanStatements statements, Path file) {
        ArtifactFile.replace(file, toJson(report, statements));
    }

    /** The artifact's text, with a line break at its end. */
    public String toJson(RunReport report, CompiledProject project) {
        return toJson(report, RanStatements.of(project));
    }

    private String toJson(RunReport report, RanStatements statements) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(new DefaultPrettyPrinter(SEPARATORS)
                    .withObjectIndenter(indenter)
                    .withArrayIndenter(indenter));
            write(report, statements, json);
        } catch (IOException e) {
            throw new GraphcBugException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    private void write(RunReport report, RanStatements statements, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("metadata");
        json.writeStringField("schema_version", SCHEMA);
        json.writeStringField("graphc_version", version);
        json.writeStringField("generated_at", report.completedAt().toString());
        json.writeStringField("invocation_id", invocation);
        json.writeStringField("project_name", report.project());
        if (report.tenant().isPresent()) {
            json.writeStringField("tenant", report.tenant().get());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("results");
        for (StepResult result : report.results()) {
            write(result, statements, json);
        }
        json.writeEndArray();
        json.writeNumberField("elapsed_time", seconds(report.elapsed()));
        json.writeObjectFieldStart("args");
        json.writeStringField("which", report.mode().word());
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            if (!argument.getKey().equals("which")) {
                json.writeStringField(argument.getKey(), argument.getValue());
            }
        }
        json.writeEndObject();
        json.writeBooleanField("success", report.succeeded());
        writeDiagnostics(report.diagnostics(), json);
        writeGraph(report, json);
        json.writeEndObject();
    }

    private static void write(StepResult result, RanStatements statements, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("status", result.status());
        if (result.outcome() == StepOutcome.OMITTED) {
            // dbt has no word for what does not apply, and "skipped" alone is what a failure held up.
            json.writeBooleanField(OMITTED, true);
        }
        json.writeArrayFieldStart("timing");
        json.writeStartObject();
        json.writeStringField("name", "execute");
        json.writeStringField("started_at", result.startedAt().toString());
        json.writeStringField("completed_at", result.completedAt().toString());
        json.writeEndObject();
        json.writeEndArray();
        json.writeStringField("thread_id", result.thread());
        json.writeNumberField("execution_time", seconds(result.duration()));
        json.writeObjectFieldStart("adapter_response");
        if (result.rows().isPresent()) {
            json.writeNumberField("rows_affected", result.rows().getAsLong());
        }
        StatementCost cost = result.cost();
        if (cost.statements() > 0) {
            json.writeNumberField("statements", cost.statements());
            json.writeNumberField("bytes_scanned", cost.bytesScanned());
            json.writeNumberField("queued_time_in_ms", cost.queuedMillis());
            json.writeNumberField("run_time_in_ms", cost.runMillis());
        }
        json.writeEndObject();
        if (result.message().isEmpty()) {
            json.writeNullField("message");
        } else {
            json.writeStringField("message", result.message());
        }
        writeNumber("failures", result.failures(), json);
        if (result.batches().isPresent()) {
            json.writeObjectFieldStart(BATCHES);
            write("successful", result.batches().get().successful(), json);
            write(FAILED, result.batches().get().failed(), json);
            json.writeEndObject();
        }
        json.writeStringField("unique_id", result.step().id());
        statements.write(result.step().id(), json);
        writeDiagnostics(result.diagnostics(), json);
        json.writeEndObject();
    }

    private static void write(String name, List<TimeWindow> batches, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (TimeWindow batch : batches) {
            json.writeStartArray();
            json.writeString(batch.start().toString());
            json.writeString(batch.end().toString());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeDiagnostics(Iterable<Diagnostic> diagnostics, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("diagnostics");
        for (Diagnostic diagnostic : diagnostics) {
            json.writeStartObject();
            json.writeStringField("code", diagnostic.code().id());
            json.writeStringField("severity", diagnostic.severity().word());
            json.writeStringField("message", diagnostic.message());
            if (diagnostic.primary().isPresent()) {
                json.writeStringField("place", diagnostic.primary().get().toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeGraph(RunReport report, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("graph");
        json.writeStringField("location", report.location());
        json.writeArrayFieldStart("elements");
        for (ElementReport element : report.elements()) {
            json.writeStartObject();
            json.writeStringField("unique_id", element.element().id());
            json.writeStringField("kind", element.element().node() ? "node" : "relationship");
            json.writeStringField("name", element.element().name());
            json.writeBooleanField("retired", element.retired());
            json.writeNumberField("rows", element.account().rows());
            json.writeNumberField("made", element.account().made());
            json.writeNumberField("created", element.created());
            json.writeNumberField("updated", element.updated());
            json.writeNumberField("unchanged", element.unchanged());
            json.writeNumberField("emptied", element.emptied());
            json.writeNumberField("merged", element.account().merged());
            json.writeNumberField("rejected", element.account().rejectedRows());
            json.writeNumberField("dropped_values", element.account().droppedValues());
            json.writeNumberField("deleted", element.deleted());
            json.writeNumberField("kept", element.kept());
            json.writeNumberField("repeated", element.repeated());
            writeNumber("counted", element.counted(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rejects");
        for (RejectFile file : report.rejects()) {
            json.writeStartObject();
            json.writeStringField("unique_id", file.element());
            json.writeStringField("reason", file.reason().word());
            json.writeNumberField("rows", file.rows());
            json.writeStringField("file", file.path());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeLoads(report, json);
        json.writeEndObject();
    }

    /** Only where the target has loads of its own. */
    private static void writeLoads(RunReport report, JsonGenerator json) throws IOException {
        if (report.loads().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("loads");
        for (LoadJob job : report.loads()) {
            json.writeStartObject();
            json.writeStringField("load_id", job.id());
            json.writeStringField("kind", job.kind());
            json.writeStringField("source", job.source());
            json.writeStringField("status", job.state());
            json.writeNumberField("records", job.records());
            json.writeNumberField("duplicates", job.duplicates());
            json.writeNumberField("parsing_errors", job.parsingErrors());
            json.writeNumberField("datatype_mismatch_errors", job.datatypeErrors());
            json.writeNumberField("insert_errors", job.insertErrors());
            json.writeNumberField("seconds", job.seconds());
            json.writeStringField("started_at", job.startedAt());
            json.writeStringField("ended_at", job.endedAt());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeNumber(String name, OptionalLong number, JsonGenerator json) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsLong());
        } else {
            json.writeNullField(name);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
