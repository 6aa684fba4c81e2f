package io.graphc.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads a project. */
public final class ProjectOptions {
    @Option(
            names = "--project-dir",
            paramLabel = "DIR",
            description = "The folder of graphc_project.yml or dbt_project.yml. Default: the current folder.")
    Optional<Path> projectDirectory = Optional.empty();

    @Option(
            names = "--profiles-dir",
            paramLabel = "DIR",
            description = "The folder of profiles.yml. Default: the project's folder, then ~/.graphc.")
    Optional<Path> profilesDirectory = Optional.empty();

    @Option(
            names = {"-t", "--target"},
            paramLabel = "NAME",
            description = "The output of the profile to use. Default: what the profile says.")
    Optional<String> target = Optional.empty();

    @Option(
            names = "--graph-target",
            paramLabel = "NAME",
            description = "The graph output of the profile to use. Default: what the profile says.")
    Optional<String> graphTarget = Optional.empty();

    @Option(
            names = "--vars",
            paramLabel = "YAML",
            description = "Variables for this call, which win over all others: --vars '{recent_days: 30}'")
    Optional<String> vars = Optional.empty();

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            split = ",",
            description = "The tenants to work on: names, tag:NAME, group:NAME, with * and ?, or all. Default: all.")
    List<String> tenants = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = {
                "What current_timestamp and its like stand for: 2026-01-31, 2026-01-31T08:00:00 or with a zone; UTC when it"
                        + " has none. Default: now."
            })
    Optional<String> asOf = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many models run at once. Default: what the profile says.")
    Optional<Integer> threads = Optional.empty();

    @Option(names = "--strict", description = "Treat doubts, such as an unknown function, as errors.")
    boolean strict;

    @Option(names = "--warn-error", description = "Treat every warning as an error.")
    boolean warnError;

    @Option(
            names = "--warn-error-options",
            paramLabel = "YAML",
            description =
                    "Which warnings are errors (error: a list of codes, or all), stay warnings (warn) or are not shown"
                            + " (silence): --warn-error-options '{error: all, silence: [GC4003]}'")
    Optional<String> warnErrorOptions = Optional.empty();

    @Option(
            names = "--no-cache",
            description = "Analyse everything anew; neither use nor write what target/cache keeps between calls.")
    boolean noCache;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text or json; json prints one object a line. Default: text.")
    LogFormat logFormat = LogFormat.TEXT;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print diagnostics and the summary only.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print every step with its statement and what it cost.")
    boolean verbose;

    /** How progress and diagnostics are printed. */
    enum LogFormat {
        TEXT,
        JSON
    }
}
