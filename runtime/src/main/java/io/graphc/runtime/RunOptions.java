package io.graphc.runtime;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a project is run.
 *
 * @param threads how many steps run at once, at least one
 * @param selected ids of the seeds, models, tests, node and relationship types to work on; empty for all
 * @param failFast whether the first failure stops what has not started yet
 * @param fullRefresh whether tables of incremental models are built anew and the whole graph is written again
 * @param allowDeletes whether any number of elements may be deleted
 * @param compiledFolder the project-relative folder of the compiled statements, which messages point to
 * @param rejectsFolder the project-relative folder of the reject files
 */
public record RunOptions(
        RunMode mode,
        int threads,
        Optional<Set<String>> selected,
        boolean failFast,
        boolean fullRefresh,
        boolean allowDeletes,
        String compiledFolder,
        String rejectsFolder) {
    public RunOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        selected = selected.map(ids -> Collections.unmodifiableSet(new TreeSet<>(ids)));
    }

    /** All of a project, on one thread. */
    public static RunOptions of(RunMode mode) {
        return new RunOptions(mode, 1, Optional.empty(), false, false, false, "target/compiled", "target/rejects");
    }

    public RunOptions withThreads(int count) {
        return new RunOptions(
                mode, count, selected, failFast, fullRefresh, allowDeletes, compiledFolder, rejectsFolder);
    }

    public RunOptions withSelected(Set<String> ids) {
        return new RunOptions(
                mode, threads, Optional.of(ids), failFast, fullRefresh, allowDeletes, compiledFolder, rejectsFolder);
    }

    public RunOptions withFailFast(boolean value) {
        return new RunOptions(mode, threads, selected, value, fullRefresh, allowDeletes, compiledFolder, rejectsFolder);
    }

    public RunOptions withFullRefresh(boolean value) {
        return new RunOptions(mode, threads, selected, failFast, value, allowDeletes, compiledFolder, rejectsFolder);
    }

    public RunOptions withAllowDeletes(boolean value) {
        return new RunOptions(mode, threads, selected, failFast, fullRefresh, value, compiledFolder, rejectsFolder);
    }

    public RunOptions withCompiledFolder(String folder) {
        return new RunOptions(mode, threads, selected, failFast, fullRefresh, allowDeletes, folder, rejectsFolder);
    }

    public RunOptions withRejectsFolder(String folder) {
        return new RunOptions(mode, threads, selected, failFast, fullRefresh, allowDeletes, compiledFolder, folder);
    }

    /** The options that are on or off, by the names that run results have for them; those that are on. */
    public Map<String, Boolean> flags() {
        Map<String, Boolean> flags = new TreeMap<>();
        flags.put("allow_deletes", allowDeletes);
        flags.put("fail_fast", failFast);
        flags.put("full_refresh", fullRefresh);
        flags.values().removeIf(on -> !on);
        return flags;
    }

    boolean selects(String id) {
        return selected.isEmpty() || selected.get().contains(id);
    }
}
