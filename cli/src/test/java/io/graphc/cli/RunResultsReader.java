package io.graphc.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code run_results.json} as a tool of somebody else would. */
final class RunResultsReader {
    private RunResultsReader() {}

    /** What a project's last run says of one step. */
    static JsonNode result(Path project, String id) {
        for (JsonNode result : results(project.resolve("target/run_results.json"))) {
            if (result.path("unique_id").asText().equals(id)) {
                return result;
            }
        }
        throw new AssertionError(id + " was not run");
    }

    private static JsonNode results(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile()).get("results");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code name=failures} of every data test that found something. */
    static List<String> failures(Path file) {
        List<String> found = new ArrayList<>();
        for (JsonNode result : results(file)) {
            String id = result.get("unique_id").asText();
            if (id.startsWith("test.") && result.path("failures").asLong() > 0) {
                found.add(id.substring(id.lastIndexOf('.') + 1) + "="
                        + result.get("failures").asLong());
            }
        }
        return found;
    }
}
