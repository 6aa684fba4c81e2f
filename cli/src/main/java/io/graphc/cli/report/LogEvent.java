package io.graphc.cli.report;

import io.graphc.runtime.ElementReport;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.Step;
import io.graphc.runtime.StepOutcome;
import io.graphc.runtime.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * One line of the log in JSON. The names of the events and their fields are those of docs/reference/artifacts.md and of the
 * JSON Schema beside it; diagnostics are printed as events of their own.
 *
 * @param name what happened
 * @param fields texts, numbers and booleans in the order in which they are printed
 */
public record LogEvent(String name, Map<String, Object> fields) {
    public LogEvent {
        fields = new LinkedHashMap<>(fields);
    }

    /** A step begins. */
    static LogEvent started(Optional<String> tenant, Step step, int index, int total, Instant at) {
        return new LogEvent("step_started", step(tenant, step, index, total, at));
    }

    /** Elements of a step were written. */
    static LogEvent progressed(Optional<String> tenant, String id, long done, long total, Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", at.toString());
        tenant.ifPresent(name -> fields.put("tenant", name));
        fields.put("unique_id", id);
        fields.put("done", done);
        fields.put("total_rows", total);
        return new LogEvent("step_progress", fields);
    }

    /** A step ended. */
    static LogEvent finished(Optional<String> tenant, StepResult result, int index, int total) {
        Map<String, Object> fields = step(tenant, result.step(), index, total, result.completedAt());
        fields.put("status", result.status());
        if (result.outcome() == StepOutcome.PROVED) {
            fields.put("proved", true);
        }
        fields.put("execution_time", seconds(result.duration()));
        if (!result.message().isEmpty()) {
            fields.put("message", result.message());
        }
        result.rows().ifPresent(rows -> fields.put("rows", rows));
        result.failures().ifPresent(failures -> fields.put("failures", failures));
        if (result.cost().statements() > 0) {
            fields.put("bytes_scanned", result.cost().bytesScanned());
        }
        return new LogEvent("step_finished", fields);
    }

    /** A run ended: what the summary tells people. */
    static LogEvent ended(RunReport run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", run.completedAt().toString());
        run.tenant().ifPresent(tenant -> fields.put("tenant", tenant));
        fields.put("success", run.succeeded());
        fields.put("interrupted", run.interrupted());
        fields.put("elapsed_time", seconds(run.elapsed()));
        fields.put(
                "pass", run.count(StepOutcome.PASS) + run.count(StepOutcome.PROVED) + run.count(StepOutcome.SUCCESS));
        fields.put("warn", run.count(StepOutcome.WARN));
        fields.put("fail", run.count(StepOutcome.FAIL));
        fields.put("error", run.count(StepOutcome.ERROR));
        fields.put("skipped", run.count(StepOutcome.SKIPPED) + run.count(StepOutcome.OMITTED));
        fields.put("nodes", sum(run, element -> element.element().node() ? element.accepted() : 0));
        fields.put("relationships", sum(run, element -> element.element().node() ? 0 : element.accepted()));
        fields.put("created", sum(run, ElementReport::created));
        fields.put("updated", sum(run, ElementReport::updated));
        fields.put("unchanged", sum(run, ElementReport::unchanged));
        fields.put("deleted", sum(run, ElementReport::deleted));
        fields.put("rejected", sum(run, element -> element.account().rejectedRows()));
        if (run.cost().statements() > 0) {
            fields.put("bytes_scanned", run.cost().bytesScanned());
        }
        return new LogEvent("run_finished", fields);
    }

    private static long sum(RunReport run, ToLongFunction<ElementReport> figure) {
        return run.elements().stream().mapToLong(figure).sum();
    }

    private static Map<String, Object> step(Optional<String> tenant, Step step, int index, int total, Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", at.toString());
        tenant.ifPresent(name -> fields.put("tenant", name));
        fields.put("unique_id", step.id());
        fields.put("kind", step.kind().name().toLowerCase(Locale.ROOT));
        fields.put("label", step.label());
        fields.put("index", (long) index);
        fields.put("total", (long) total);
        return fields;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    String line() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("event", name);
        all.putAll(fields);
        return PlainJson.line(all);
    }
}
