package io.graphc.runtime.load;

import io.graphc.diagnostic.Diagnostic;
import java.util.List;

/**
 * What became of a load.
 *
 * @param jobs what was started, or found from a run before
 * @param errors entries that were not loaded, as far as the loader keeps them
 * @param problems what is to be told; with an error among them the graph is not as it should be
 */
public record LoadReport(List<LoadJob> jobs, List<LoadError> errors, List<Diagnostic> problems) {
    /** Nothing was to be loaded. */
    public static final LoadReport NOTHING = new LoadReport(List.of(), List.of(), List.of());

    public LoadReport {
        jobs = List.copyOf(jobs);
        errors = List.copyOf(errors);
        problems = List.copyOf(problems);
    }
}
