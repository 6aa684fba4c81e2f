package io.graphc.runtime.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.TimeWindow;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What {@code run_results.json} says of the last run of graphc.
 *
 * @param invocation tells calls of graphc apart; all tenants of one call have the same
 * @param generatedAt when it ended
 * @param mode what was done of the project
 * @param arguments what the command was called with
 * @param success whether nothing failed
 * @param unfinished ids of what failed or was skipped because of a failure; empty where the run failed before its first step
 * @param batches by the ids of models some of whose batches failed, those batches
 */
public record LastRun(
        String invocation,
        Instant generatedAt,
        RunMode mode,
        Map<String, String> arguments,
        boolean success,
        SortedSet<String> unfinished,
        Map<String, List<TimeWindow>> batches) {
    private static final Set<String> NOT_DONE = Set.of("error", "fail", "skipped", StepResult.PARTIAL);
    private static final String STAGE = "stage.";

    /** What stands before the id of an element type in the id of a step that works on it. */
    private static final List<String> PREFIXES = List.of(STAGE, "changes.", "counts.", "sample.");

    /** Steps that work on all element types at once. */
    private static final List<String> WHOLE_GRAPH =
            List.of("deletes.", "state.", "counts.", "sample.", "action.", "constraints.");

    public LastRun {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        unfinished = Collections.unmodifiableSortedSet(new TreeSet<>(unfinished));
        batches = Collections.unmodifiableMap(new LinkedHashMap<>(batches));
    }

    /** Reads the results; empty where there are none, or those of dbt, which writes a file of the same name. */
    public static Optional<LastRun> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode results = new ObjectMapper().readTree(in);
            return results.path("metadata").has("graphc_version") ? Optional.of(of(results)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw unreadable(file, e.getOriginalMessage(), e);
        } catch (DateTimeParseException e) {
            throw unreadable(file, "`" + e.getParsedString() + "` is no instant", e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static GraphcException unreadable(Path file, String reason, Exception cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.MISSING_FILE, "`" + file.getFileName() + "` cannot be read")
                        .note(reason)
                        .help("`graphc run` writes it anew")
                        .build(),
                cause);
    }

    private static LastRun of(JsonNode results) {
        Map<String, String> arguments = new LinkedHashMap<>();
        results.path("args")
                .fields()
                .forEachRemaining(
                        entry -> arguments.put(entry.getKey(), entry.getValue().asText()));
        TreeSet<String> unfinished = new TreeSet<>();
        TreeSet<String> elements = new TreeSet<>();
        Map<String, List<TimeWindow>> batches = new LinkedHashMap<>();
        boolean graph = false;
        for (JsonNode result : results.path("results")) {
            String id = result.path("unique_id").asText();
            if (id.startsWith(STAGE)) {
                elements.add(id.substring(STAGE.length()));
            }
            boolean omitted = result.path(RunResults.OMITTED).asBoolean();
            if (!omitted && NOT_DONE.contains(result.path("status").asText())) {
                unfinished.add(worked(id));
                if (result.path("status").asText().equals(StepResult.PARTIAL)) {
                    batches.put(id, windows(result.path(RunResults.BATCHES).path(RunResults.FAILED)));
                }
                graph |= WHOLE_GRAPH.stream().anyMatch(id::startsWith);
            }
        }
        if (graph) {
            unfinished.addAll(elements);
        }
        JsonNode metadata = results.path("metadata");
        return new LastRun(
                metadata.path("invocation_id").asText(),
                Instant.parse(metadata.path("generated_at").asText()),
                mode(arguments.getOrDefault("which", "")),
                arguments,
                results.path("success").asBoolean(),
                unfinished,
                batches);
    }

    private static List<TimeWindow> windows(JsonNode written) {
        List<TimeWindow> windows = new ArrayList<>();
        for (JsonNode window : written) {
            windows.add(new TimeWindow(
                    Instant.parse(window.path(0).asText()),
                    Instant.parse(window.path(1).asText())));
        }
        return windows;
    }

    /** A mode that this version does not know is one of a later version, which builds as {@code run} does. */
    private static RunMode mode(String word) {
        return Stream.of(RunMode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElse(RunMode.RUN);
    }

    static String worked(String step) {
        return PREFIXES.stream()
                .filter(step::startsWith)
                .findFirst()
                .map(prefix -> step.substring(prefix.length()))
                .orElse(step);
    }
}
