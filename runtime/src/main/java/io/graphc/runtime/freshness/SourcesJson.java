package io.graphc.runtime.freshness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.SourceFreshness;
import io.graphc.plan.manifest.ArtifactFile;
import io.graphc.plan.manifest.ManifestWriter;
import io.graphc.runtime.freshness.FreshnessResult.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@code sources.json} with the keys of dbt's artifact of that name, version 3 (docs.getdbt.com, "Sources JSON file").
 *
 * @param version graphc's version
 * @param invocation an id for this call of graphc
 */
public record SourcesJson(String version, String invocation) {
    private static final String SCHEMA = "https://schemas.getdbt.com/dbt/sources/v3.json";
    private static final double MILLIS = 1000.0;

    /** Writes the artifact; an existing one is replaced as a whole. */
    public void write(List<FreshnessResult> results, Instant generatedAt, Duration elapsed, Path file) {
        ArtifactFile.replace(file, toJson(results, generatedAt, elapsed));
    }

    /** The artifact's text, with a line break at its end. */
    String toJson(List<FreshnessResult> results, Instant generatedAt, Duration elapsed) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(ManifestWriter.printer());
            json.writeStartObject();
            json.writeObjectFieldStart("metadata");
            json.writeStringField("dbt_schema_version", SCHEMA);
            json.writeStringField("graphc_version", version);
            json.writeStringField("generated_at", generatedAt.toString());
            json.writeStringField("invocation_id", invocation);
            json.writeObjectFieldStart("env");
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayFieldStart("results");
            for (FreshnessResult result : results) {
                write(result, json);
            }
            json.writeEndArray();
            json.writeNumberField("elapsed_time", elapsed.toMillis() / MILLIS);
            json.writeEndObject();
        } catch (IOException e) {
            throw new GraphcBugException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    private static void write(FreshnessResult result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("unique_id", result.table().id());
        if (result.status() == Status.RUNTIME_ERROR) {
            json.writeStringField(
                    "error", result.problem().map(SourcesJson::words).orElse(""));
            json.writeStringField("status", result.status().word());
            json.writeEndObject();
            return;
        }
        json.writeStringField("max_loaded_at", result.newest().orElseThrow().toString());
        json.writeStringField("snapshotted_at", result.judgedAt().toString());
        json.writeNumberField(
                "max_loaded_at_time_ago_in_s",
                result.age().orElse(Duration.ZERO).toMillis() / MILLIS);
        json.writeStringField("status", result.status().word());
        json.writeObjectFieldStart("criteria");
        write("warn_after", result.limits().warnAfter(), json);
        write("error_after", result.limits().errorAfter(), json);
        if (result.limits().filter().isPresent()) {
            json.writeStringField("filter", result.limits().filter().get());
        } else {
            json.writeNullField("filter");
        }
        json.writeEndObject();
        json.writeObjectFieldStart("adapter_response");
        json.writeEndObject();
        json.writeArrayFieldStart("timing");
        json.writeStartObject();
        json.writeStringField("name", "execute");
        json.writeStringField("started_at", result.timing().startedAt().toString());
        json.writeStringField("completed_at", result.timing().completedAt().toString());
        json.writeEndObject();
        json.writeEndArray();
        json.writeStringField("thread_id", result.timing().thread());
        Duration took =
                Duration.between(result.timing().startedAt(), result.timing().completedAt());
        json.writeNumberField("execution_time", took.toMillis() / MILLIS);
        json.writeEndObject();
    }

    private static String words(Diagnostic problem) {
        return problem.code().id() + ": " + problem.message()
                + (problem.notes().isEmpty() ? "" : " (" + String.join("; ", problem.notes()) + ")");
    }

    private static void write(String name, Optional<SourceFreshness.Age> age, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        if (age.isPresent()) {
            json.writeNumberField("count", age.get().count());
            json.writeStringField("period", age.get().period());
        } else {
            json.writeNullField("count");
            json.writeNullField("period");
        }
        json.writeEndObject();
    }
}
