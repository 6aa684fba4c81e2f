package io.graphc.cli.command;

import picocli.CommandLine.Option;

/** How a command prints its answer: in words, or as one JSON document. */
public final class AnswerOptions {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "text, or json for one document on standard output. Default: text.")
    private Output output = Output.TEXT;

    enum Output {
        TEXT,
        JSON
    }

    boolean json() {
        return output == Output.JSON;
    }
}
