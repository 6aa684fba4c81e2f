package io.graphc.runtime.tenant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.manifest.ArtifactFile;
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.StepOutcome;
import io.graphc.runtime.result.RunResults;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@code tenants.json}: what a call did with each tenant, in a few lines each, and where its results are. Keys stand in
 * a fixed order, tenants sorted by name.
 */
public final class TenantSummary {
    private static final int VERSION = 1;

    private TenantSummary() {}

    /**
     * What came of a tenant.
     *
     * @param status {@code success}, {@code failed}, {@code not_compiled} or {@code not_run}
     */
    public record Line(
            String tenant,
            String status,
            double seconds,
            long nodes,
            long relationships,
            long deleted,
            long failures,
            Optional<String> message) {
        /** What a run did. */
        public static Line of(RunReport report) {
            long nodes = 0;
            long relationships = 0;
            long deleted = 0;
            for (ElementReport element : report.elements()) {
                deleted += element.deleted();
                if (element.element().node()) {
                    nodes += element.accepted();
                } else {
                    relationships += element.accepted();
                }
            }
            boolean idle = report.interrupted() && report.results().isEmpty();
            return new Line(
                    report.tenant().orElse(""),
                    report.succeeded() ? "success" : idle ? "not_run" : "failed",
                    report.elapsed().toNanos() / 1e9,
                    nodes,
                    relationships,
                    deleted,
                    report.count(StepOutcome.ERROR) + report.count(StepOutcome.FAIL),
                    report.allDiagnostics().stream()
                            .filter(Diagnostic::isError)
                            .findFirst()
                            .map(error -> error.code().id() + ": " + error.message()));
        }

        /** A tenant whose project has errors. */
        public static Line notCompiled(String tenant) {
            return new Line(tenant, "not_compiled", 0, 0, 0, 0, 0, Optional.empty());
        }
    }

    /** Writes the file; one that is there is replaced as a whole. */
    public static void write(List<Line> lines, RunResults call, Instant now, Path file) {
        ArtifactFile.replace(file, toJson(lines, call, now));
    }

    private static String toJson(List<Line> lines, RunResults call, Instant now) {
        List<Line> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparing(Line::tenant));
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
            json.writeStartObject();
            json.writeObjectFieldStart("metadata");
            json.writeNumberField("version", VERSION);
            json.writeStringField("graphc_version", call.version());
            json.writeStringField("generated_at", now.toString());
            json.writeStringField("invocation_id", call.invocation());
            json.writeEndObject();
            json.writeBooleanField(
                    "success", lines.stream().allMatch(line -> line.status().equals("success")));
            json.writeArrayFieldStart("tenants");
            for (Line line : sorted) {
                write(line, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new GraphcBugException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    private static void write(Line line, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("tenant", line.tenant());
        json.writeStringField("status", line.status());
        json.writeNumberField("seconds", line.seconds());
        json.writeNumberField("nodes", line.nodes());
        json.writeNumberField("relationships", line.relationships());
        json.writeNumberField("deleted", line.deleted());
        json.writeNumberField("failures", line.failures());
        if (line.message().isPresent()) {
            json.writeStringField("message", line.message().get());
        }
        json.writeStringField("results", "tenants/" + line.tenant() + "/run_results.json");
        json.writeEndObject();
    }
}
