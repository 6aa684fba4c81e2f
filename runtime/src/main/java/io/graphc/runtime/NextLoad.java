package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.Load;

/** Decides whether the next load adds to what a target holds or replaces it. */
final class NextLoad {
    private NextLoad() {}

    /**
     * The next load; a target that does not hold what the state remembers is told of.
     *
     * @param refresh whether all is asked to be written anew
     */
    static Load of(GraphWriter writer, GraphState held, boolean refresh, DiagnosticSink notices) {
        long number = Math.max(held.lastStarted(), writer.lastLoad().orElse(0)) + 1;
        long last = held.lastLoad();
        if (writer.lastLoad().isEmpty()) {
            return new Load(number, last, false);
        }
        long there = writer.lastLoad().getAsLong();
        boolean follows = last > 0 && there >= last && there <= held.lastStarted();
        if (!follows && last > 0) {
            Diagnostic.of(
                            DiagnosticCode.TARGET_BEHIND,
                            "`" + writer.location() + "` does not hold load " + last
                                    + ", which the state remembers: everything is written anew")
                    .note(there == 0 ? "no load is there" : "load " + there + " is there")
                    .report(notices);
        }
        return new Load(number, last, !follows || refresh);
    }
}
