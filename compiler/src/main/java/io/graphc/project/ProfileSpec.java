package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * The profile that the project names, from {@code profiles.yml}. Values may hold templates and, once rendered, secrets.
 *
 * @param target the output used when the command line names none
 * @param outputs the engines
 * @param graphTarget the graph output used when the command line names none and none is named like the target
 * @param graphOutputs the places that graphs go to
 */
public record ProfileSpec(
        Located<String> name,
        Optional<Located<String>> target,
        List<OutputSpec> outputs,
        Optional<Located<String>> graphTarget,
        List<OutputSpec> graphOutputs) {
    public ProfileSpec {
        outputs = List.copyOf(outputs);
        graphOutputs = List.copyOf(graphOutputs);
    }
}
