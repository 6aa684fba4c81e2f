package io.graphc.runtime.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A folder with what an earlier run left: {@code run_results.json} and {@code sources.json}, as graphc and dbt write them. */
public final class EarlierResults {
    private final Path folder;
    private final String shown;

    /**
     * A folder.
     *
     * @param shown how messages call it
     */
    public EarlierResults(Path folder, String shown) {
        this.folder = folder;
        this.shown = shown;
    }

    /**
     * How the work on each part of the project ended, in the words of the results; empty when the folder holds no results.
     *
     * @throws GraphcException when they cannot be read
     */
    public Optional<Map<String, Set<String>>> statuses() {
        return read("run_results.json").map(results -> {
            Map<String, Set<String>> statuses = new HashMap<>();
            for (JsonNode result : results.path("results")) {
                statuses.computeIfAbsent(LastRun.worked(result.path("unique_id").asText()), id -> new TreeSet<>())
                        .add(result.path("status").asText());
            }
            return statuses;
        });
    }

    /**
     * How new the rows of each source were, as far as that was found out; empty when nobody looked.
     *
     * @throws GraphcException when that cannot be read
     */
    public Optional<Map<String, Instant>> loadedAt() {
        return read("sources.json").map(results -> {
            Map<String, Instant> ages = new HashMap<>();
            for (JsonNode result : results.path("results")) {
                if (result.has("max_loaded_at")) {
                    String id = result.path("unique_id").asText();
                    try {
                        ages.put(id, Instant.parse(result.path("max_loaded_at").asText()));
                    } catch (DateTimeParseException e) {
                        throw unreadable("sources.json", "`max_loaded_at` of `" + id + "` is no instant", e);
                    }
                }
            }
            return ages;
        });
    }

    private Optional<JsonNode> read(String name) {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return Optional.of(new ObjectMapper().readTree(in));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw unreadable(name, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()), e);
        }
    }

    private GraphcException unreadable(String name, String reason, Exception cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "`" + shown + "/" + name + "` cannot be read")
                        .note(reason)
                        .build(),
                cause);
    }
}
