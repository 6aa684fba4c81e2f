package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.Load;
import org.jspecify.annotations.Nullable;

/** Decides whether the next load adds to what a target holds or replaces it, by the numbers of the loads that both remember. */
final class NextLoad {
    private final GraphWriter writer;
    private final boolean remembered;
    private final long there;
    private final long last;
    private final long started;

    /** @param held null where the engine keeps no state */
    NextLoad(GraphWriter writer, @Nullable GraphState held) {
        this.writer = writer;
        remembered = held != null;
        there = writer.lastLoad().orElse(0);
        last = held == null ? 0 : held.lastLoad();
        started = held == null ? 0 : held.lastStarted();
    }

    /**
     * The next load of a run; a target that does not hold what the state remembers is told of. Throws a diagnostic where the
     * target remembers loads that the state does not, or lacks a part of them: only who asks for all to be written anew can
     * mean that.
     *
     * @param refresh whether all is asked to be written anew
     */
    Load ofRun(boolean refresh, DiagnosticSink notices) {
        if (isAhead() && !refresh) {
            throw new GraphcException(ahead().help(
                            "`graphc run --full-refresh` of the whole project begins anew: empty the graph that has"
                                    + " these loads before it gets the new one")
                    .help("give the graph output another `path` or `location` to keep what is there")
                    .build());
        }
        if (!remembered) {
            return Load.UNREMEMBERED;
        }
        if (writer.lastLoad().isPresent() && follows() && !refresh) {
            writer.checkHolds(last);
        }
        if (writer.lastLoad().isPresent() && last > 0 && (there < last || !writer.addsToLast())) {
            behind().report(notices);
        }
        return new Load(number(), last, writer.lastLoad().isPresent() && (!follows() || refresh));
    }

    /**
     * The load that deletes all that there is. Files that are gone may have been loaded: their deletes are then a set of their
     * own. Throws a diagnostic where the target remembers loads that the state does not.
     */
    Load ofRemoval() {
        if (isAhead()) {
            throw new GraphcException(ahead().help("`graphc run --full-refresh` begins anew; then remove it")
                    .build());
        }
        return new Load(number(), last, !follows());
    }

    /** A load of this state that was broken off after the target had it has a number that was begun: it is no other's. */
    private boolean isAhead() {
        return there > started;
    }

    private boolean follows() {
        return writer.lastLoad().isEmpty() || (last > 0 && there >= last && !isAhead() && writer.addsToLast());
    }

    private Diagnostic.Builder behind() {
        if (!writer.addsToLast()) {
            return Diagnostic.of(
                    DiagnosticCode.TARGET_BEHIND,
                    "`" + writer.location() + "` holds loads in another format: everything is written anew");
        }
        return Diagnostic.of(
                        DiagnosticCode.TARGET_BEHIND,
                        "`" + writer.location() + "` does not hold load " + last
                                + ", which the state remembers: everything is written anew")
                .note(there == 0 ? "no load is there" : "load " + there + " is there");
    }

    private long number() {
        return Math.max(started, there) + 1;
    }

    private Diagnostic.Builder ahead() {
        String holds = "`" + writer.location() + "` holds load " + there + ", ";
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.STATE_LOST,
                holds
                        + (started == 0
                                ? "which no state remembers"
                                : "and the state knows of none after load " + started));
        return problem.note(
                        started == 0
                                ? "a first load would take the place of all that is there, and what it deletes would not be known"
                                : "what later loads wrote and deleted is not known: the state is an older copy, or that of"
                                        + " another engine or database with the same target")
                .help("run with the engine and the database that the loads were made with, where the state still is");
    }
}
