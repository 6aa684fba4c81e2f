package io.graphc.compiler.outcome;

import java.util.List;

/**
 * All that a command says of a compilation.
 *
 * @param diagnostics the problems as they are printed
 * @param lines what is said behind them
 */
public record Outcome(String diagnostics, List<String> lines, int exit) {
    public Outcome {
        lines = List.copyOf(lines);
    }
}
