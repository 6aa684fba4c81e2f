package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.diff.ElementDifference;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.ChangedRows;
import io.graphc.runtime.emit.CountedRows;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowShares;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes and deletes elements, one type at a time, and asserts that every row is accounted for. */
final class ElementWriting {
    private final QueryEngine engine;
    private final StepRecorder recorder;
    private final GraphWriter writer;
    private final @Nullable GraphState state;
    private final boolean inPieces;

    /**
     * Writes to an open target.
     *
     * @param state what the target holds; null where that is not remembered, so that every row is written
     * @param inPieces whether rows that are all to be written go as new and changed ones still, because the target keeps
     *     loads apart
     */
    ElementWriting(GraphTools tools, GraphWriter writer, @Nullable GraphState state, boolean inPieces) {
        this.engine = tools.engine();
        this.recorder = tools.recorder();
        this.writer = writer;
        this.state = state;
        this.inPieces = inPieces;
    }

    /**
     * Writes what is new or changed of one type.
     *
     * @param refusals how many rows the target may refuse
     */
    WriteResult write(ElementLoad load, long accepted, long refusals) {
        WriteResult result;
        long repeated = writer.repeated();
        if (state == null) {
            ElementPlan element = load.element();
            RowShares rows = writer.readsShares()
                    ? engine.stagedShares(element, accepted)
                    : RowShares.of(() -> engine.staged(element));
            result = write(element, counted(load, rows, accepted), WriteMode.UNKNOWN, refusals);
        } else {
            result = write(load, state, refusals);
        }
        load.repeated(writer.repeated() - repeated);
        long accounted = result.created()
                + result.updated()
                + result.unchanged()
                + result.refused().size();
        if (result.rows() != accepted || accounted != accepted) {
            throw differs(load.element(), accepted, accounted, result);
        }
        return result;
    }

    /** Rows whose writing is told of; what says more than its rows, as updates do, is left as it is. */
    private RowShares counted(ElementLoad load, RowShares shares, long total) {
        AtomicLong all = new AtomicLong();
        return shares.seenAs(rows -> {
            AtomicLong before = new AtomicLong();
            return rows instanceof ChangedRows
                    ? rows
                    : new CountedRows(
                            rows,
                            done -> recorder.progressed(
                                    load.element().id(), all.addAndGet(done - before.getAndSet(done)), total));
        });
    }

    private WriteResult write(ElementLoad load, GraphState held, long refusals) {
        ElementDifference difference = load.known();
        ElementPlan element = difference.element();
        boolean several = writer.readsShares();
        WriteResult total = new WriteResult(difference.unchanged(), 0, 0, difference.unchanged());
        if (difference.moves() > 0) {
            try (RowCursor ids = held.rows().moved(difference)) {
                writer.unlink(element, ids);
            }
        }
        if (difference.everything() && !inPieces) {
            RowShares rows = held.rows().all(difference, load.element(), several);
            WriteResult result = write(element, counted(load, rows, difference.rows()), WriteMode.UNKNOWN, refusals);
            return total.plus(moved(result, difference.moves()));
        }
        if (difference.inserts() > 0) {
            RowShares rows = held.rows().inserts(difference, load.element(), several);
            total = total.plus(write(element, counted(load, rows, difference.inserts()), WriteMode.NEW, refusals));
        }
        if (difference.updates() > difference.moves()) {
            RowShares rows = held.rows().updates(difference, several);
            total = total.plus(write(element, rows, WriteMode.CHANGED, left(refusals, total)));
        }
        if (difference.moves() > 0) {
            RowShares rows = held.rows().moves(difference, several);
            WriteResult result = write(element, rows, WriteMode.NEW, left(refusals, total));
            total = total.plus(moved(result, result.created()));
        }
        return total;
    }

    private WriteResult write(ElementPlan element, RowShares rows, WriteMode mode, long refusals) {
        try (rows) {
            if (rows.shares().size() != 1) {
                return writer.writeShares(element, rows.shares(), mode);
            }
            try (RowCursor only = rows.shares().get(0).get()) {
                return writer.write(element, only, mode, refusals);
            }
        }
    }

    private static long left(long refusals, WriteResult total) {
        return refusals - total.refused().size();
    }

    /** A relationship that was deleted to be made with other ends is an update to whoever reads the report. */
    private static WriteResult moved(WriteResult result, long moves) {
        long remade = Math.min(moves, result.created());
        return new WriteResult(
                result.rows(),
                result.created() - remade,
                result.updated() + remade,
                result.unchanged(),
                result.refused());
    }

    /** Deletes what the project has no more of one type. */
    DeleteResult delete(ElementLoad load) {
        ElementDifference difference = load.known();
        if (state == null || difference.deletes() + difference.leftovers() == 0) {
            return DeleteResult.NOTHING;
        }
        try (RowCursor ids = state.rows().deletes(difference)) {
            long repeated = writer.repeated();
            DeleteResult result = writer.delete(load.element(), ids);
            load.repeated(writer.repeated() - repeated);
            state.keep(difference, result.keptIds());
            return result;
        }
    }

    private static GraphcException differs(ElementPlan element, long accepted, long accounted, WriteResult result) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.COUNTS_DIFFER,
                        element.words() + " has " + accepted + " rows, but the writer accounts for " + accounted)
                .note("read " + result.rows() + ", created " + result.created() + ", updated " + result.updated()
                        + ", unchanged " + result.unchanged() + ", refused "
                        + result.refused().size())
                .help("nothing was committed; this is a defect, please report it")
                .build());
    }
}
