package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.Load;
import org.jspecify.annotations.Nullable;

/** Decides whether the next load adds to what a target holds or replaces it. */
final class NextLoad {
    private NextLoad() {}

    /**
     * The next load; a target that does not hold what the state remembers is told of. Throws a diagnostic where the target
     * remembers loads that the state does not, or lacks a part of them: only who asks for all to be written anew can mean that.
     *
     * @param held empty where the engine keeps no state
     * @param refresh whether all is asked to be written anew
     */
    static Load of(GraphWriter writer, @Nullable GraphState held, boolean refresh, DiagnosticSink notices) {
        long there = writer.lastLoad().orElse(0);
        long last = held == null ? 0 : held.lastLoad();
        long started = held == null ? 0 : held.lastStarted();
        // A load of this state that was broken off after the target had it has a number that was begun.
        if (last == 0 && there > started && !refresh) {
            throw forgotten(writer, there);
        }
        if (held == null) {
            return Load.UNREMEMBERED;
        }
        long number = Math.max(started, there) + 1;
        if (writer.lastLoad().isEmpty()) {
            return new Load(number, last, false);
        }
        boolean follows = last > 0 && there >= last && there <= started;
        if (follows && !refresh) {
            writer.checkHolds(last);
        }
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

    private static GraphcException forgotten(GraphWriter writer, long there) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.STATE_LOST,
                        "`" + writer.location() + "` holds load " + there + ", which no state remembers")
                .note("a first load would take the place of all that is there, and what it deletes would not be known")
                .help("run with the engine and the database that the loads were made with, where the state still is")
                .help(
                        "`graphc run --full-refresh` of the whole project begins anew: empty the graph that has these loads"
                                + " before it gets the new one")
                .help("give the graph output another `path` or `location` to keep what is there")
                .build());
    }
}
