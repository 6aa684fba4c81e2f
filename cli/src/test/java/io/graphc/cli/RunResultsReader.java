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

    /** {@code name=failures} of every data test that found something. */
    static List<String> failures(Path file) {
        try {
            List<String> found = new ArrayList<>();
            for (JsonNode result : new ObjectMapper().readTree(file.toFile()).get("results")) {
                String id = result.get("unique_id").asText();
                if (id.startsWith("test.") && result.path("failures").asLong() > 0) {
                    found.add(id.substring(id.lastIndexOf('.') + 1) + "="
                            + result.get("failures").asLong());
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
