package io.graphc.cli.command;

import java.util.List;
import picocli.CommandLine.Option;

/** The options that choose a part of the project. */
public final class SelectionOptions {
    @Option(
            names = {"-s", "--select"},
            arity = "1..*",
            paramLabel = "SELECTOR",
            description = {
                "What to work on: names, +name with what it reads, name+ with what reads it, tag:NAME, source:NAME,"
                        + " node:LABEL, relationship:TYPE; commas intersect, blanks unite."
            })
    List<String> select = List.of();

    @Option(
            names = "--exclude",
            arity = "1..*",
            paramLabel = "SELECTOR",
            description = "What to leave out, in the same words.")
    List<String> exclude = List.of();
}
