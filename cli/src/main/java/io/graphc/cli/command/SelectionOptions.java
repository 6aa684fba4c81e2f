package io.graphc.cli.command;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.impact.StateComparison;
import io.graphc.plan.manifest.ManifestFolder;
import io.graphc.plan.select.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose a part of the project. */
public final class SelectionOptions {
    @Option(
            names = {"-s", "--select"},
            arity = "1..*",
            paramLabel = "SELECTOR",
            description = {
                "What to work on: names, +name with what it reads, name+ with what reads it, tag:NAME, source:NAME,"
                        + " node:LABEL, relationship:TYPE, state:modified; commas intersect, blanks unite."
            })
    List<String> select = List.of();

    @Option(
            names = "--exclude",
            arity = "1..*",
            paramLabel = "SELECTOR",
            description = "What to leave out, in the same words.")
    List<String> exclude = List.of();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder of an earlier manifest.json, a copy of target/, for state:modified and its like.")
    Optional<String> state = Optional.empty();

    /** What these options select of a project; empty when a selector is wrong, which is reported. */
    Optional<Selection> of(CompiledProject project, Path workingDirectory, DiagnosticSink sink) {
        StateComparison compared = state.map(folder -> new ManifestFolder(workingDirectory.resolve(folder), folder)
                        .read(project.tenant())
                        .map(before -> StateComparison.of(before, project))
                        .orElseGet(() -> StateComparison.allNew(project)))
                .orElseGet(StateComparison::none);
        return Selection.of(project, select, exclude, compared, sink);
    }
}
