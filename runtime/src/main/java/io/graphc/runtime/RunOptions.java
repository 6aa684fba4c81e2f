package io.graphc.runtime;

import io.graphc.diagnostic.WarningPolicy;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

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
 * @param warnings which warnings are errors
 * @param batches what is made of models that are made by batches
 * @param target the target that the command names, for commands in messages
 */
public record RunOptions(
        RunMode mode,
        int threads,
        Optional<Set<String>> selected,
        boolean failFast,
        boolean fullRefresh,
        boolean allowDeletes,
        String compiledFolder,
        String rejectsFolder,
        WarningPolicy warnings,
        BatchChoice batches,
        Optional<String> target) {
    public RunOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        selected = selected.map(ids -> Collections.unmodifiableSet(new TreeSet<>(ids)));
    }

    /** All of a project, on one thread. */
    public static RunOptions of(RunMode mode) {
        return new RunOptions(
                mode,
                1,
                Optional.empty(),
                false,
                false,
                false,
                "target/compiled",
                "target/rejects",
                WarningPolicy.LENIENT,
                BatchChoice.USUAL,
                Optional.empty());
    }

    public RunOptions withThreads(int count) {
        return changed(copy -> copy.threads = count);
    }

    public RunOptions withSelected(Set<String> ids) {
        return changed(copy -> copy.selected = Optional.of(ids));
    }

    public RunOptions withFailFast(boolean value) {
        return changed(copy -> copy.failFast = value);
    }

    public RunOptions withFullRefresh(boolean value) {
        return changed(copy -> copy.fullRefresh = value);
    }

    public RunOptions withAllowDeletes(boolean value) {
        return changed(copy -> copy.allowDeletes = value);
    }

    public RunOptions withCompiledFolder(String folder) {
        return changed(copy -> copy.compiledFolder = folder);
    }

    public RunOptions withRejectsFolder(String folder) {
        return changed(copy -> copy.rejectsFolder = folder);
    }

    public RunOptions withWarnings(WarningPolicy value) {
        return changed(copy -> copy.warnings = value);
    }

    public RunOptions withBatches(BatchChoice choice) {
        return changed(copy -> copy.batches = choice);
    }

    public RunOptions withTarget(Optional<String> name) {
        return changed(copy -> copy.target = name);
    }

    private RunOptions changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return new RunOptions(
                mode,
                copy.threads,
                copy.selected,
                copy.failFast,
                copy.fullRefresh,
                copy.allowDeletes,
                copy.compiledFolder,
                copy.rejectsFolder,
                copy.warnings,
                copy.batches,
                copy.target);
    }

    /** The same options while one of them is set to another value. */
    private static final class Copy {
        private int threads;
        private Optional<Set<String>> selected;
        private boolean failFast;
        private boolean fullRefresh;
        private boolean allowDeletes;
        private String compiledFolder;
        private String rejectsFolder;
        private WarningPolicy warnings;
        private BatchChoice batches;
        private Optional<String> target;

        Copy(RunOptions from) {
            threads = from.threads;
            selected = from.selected;
            failFast = from.failFast;
            fullRefresh = from.fullRefresh;
            allowDeletes = from.allowDeletes;
            compiledFolder = from.compiledFolder;
            rejectsFolder = from.rejectsFolder;
            warnings = from.warnings;
            batches = from.batches;
            target = from.target;
        }
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
