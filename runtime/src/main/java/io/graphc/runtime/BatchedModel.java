package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.BatchPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.PersistedDocs;
import io.graphc.plan.TimeWindow;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.StatementCost;
import io.graphc.runtime.engine.StatementMeter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Makes a model batch by batch, oldest first. Each batch takes the place of the rows of its own time, whole or not at all;
 * one that fails leaves the others as they are, and stays open until it was made.
 */
final class BatchedModel {
    private static final int MOST = 100_000;

    private final QueryEngine engine;
    private final ModelPlan model;
    private final RunOptions options;
    private final Function<GraphcException, Diagnostic> located;
    private final LateBatches late;
    private final OpenBatches open;
    private final boolean chosen;
    private final SortedSet<TimeWindow> left = new TreeSet<>(OpenBatches.OLDEST_FIRST);
    private final SortedSet<TimeWindow> wanted = new TreeSet<>(OpenBatches.OLDEST_FIRST);
    private boolean entered;
    private StatementCost costOfEntering = StatementCost.NONE;
    private boolean wasThere;
    private final List<TimeWindow> done = new ArrayList<>();
    private final List<TimeWindow> failed = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    private OptionalLong rows = OptionalLong.of(0);

    /**
     * A model whose batches were not made yet.
     *
     * @param located tells where the statement of a failure is written
     * @param late is told of older batches
     */
    BatchedModel(
            QueryEngine engine,
            ModelPlan model,
            RunOptions options,
            Function<GraphcException, Diagnostic> located,
            LateBatches late) {
        this.engine = engine;
        this.model = model;
        this.options = options;
        this.located = located;
        this.late = late;
        this.open = new OpenBatches(engine, model);
        // Who says which batches are to be made wants the others to stay, whatever the model says of full refreshes.
        this.chosen = !again().isEmpty() || options.batches().time().isPresent();
    }

    private List<TimeWindow> again() {
        return options.batches().again().getOrDefault(model.id(), List.of());
    }

    /** Whether there was a table that takes in rows when it was begun. */
    boolean wasThere() {
        return wasThere;
    }

    private boolean isThere(boolean fullRefresh) {
        return engine.grows(chosen ? model.of(TimeWindow.UNKNOWN, model.build()) : model, fullRefresh);
    }

    /**
     * Begins before the first step of the run; what fails here is tried in its own step once more, and told of there, and what
     * its statements cost counts there, too. A table that is to be built anew stays whole until its own step begins, so only
     * the usual batches are open till then.
     *
     * @param now the instant of the run
     */
    synchronized void enter(Instant now) {
        costOfEntering = StatementMeter.aside(() -> tryToEnter(now));
    }

    private void tryToEnter(Instant now) {
        try {
            begin(now, false);
            entered = chosen || !model.incremental().orElseThrow().isRefreshed(options.fullRefresh());
        } catch (GraphcException e) {
            left.clear();
            wanted.clear();
        }
    }

    /**
     * Finds out which batches are to be made and enters them as open, so that the next run knows of them whatever fails in this one.
     *
     * @param now the instant of the run
     */
    synchronized void begin(Instant now) {
        countEntering();
        if (entered && !late.haveTold(model)) {
            return;
        }
        begin(now, options.fullRefresh() && !chosen);
    }

    private void countEntering() {
        StatementMeter.spent(costOfEntering);
        costOfEntering = StatementCost.NONE;
    }

    private void begin(Instant now, boolean fullRefresh) {
        left.clear();
        wanted.clear();
        wasThere = isThere(fullRefresh);
        boolean part = options.batches().part();
        wanted.addAll(again().isEmpty() ? windows(time(now)) : again());
        if (!wasThere && wanted.isEmpty()) {
            throw noBatchYet(now);
        }
        if (!wasThere && (chosen || part)) {
            // To later runs the table looks like one that holds all.
            left.addAll(windows(batches().usual(now, true)));
        }
        List<TimeWindow> found = open.read();
        if (wasThere) {
            found.forEach(span -> left.addAll(batches().windows(span)));
        }
        if (!chosen && !part) {
            wanted.addAll(left);
        }
        left.addAll(wanted);
        open.write(left);
    }

    /** Every batch takes statements of its own, and more than a run can ever make are a mistake. */
    private List<TimeWindow> windows(TimeWindow time) {
        long many = batches().count(time);
        if (many <= MOST) {
            return batches().windows(time);
        }
        throw new GraphcException(Diagnostic.of(
                        DiagnosticCode.TOO_MANY_BATCHES,
                        "model `" + model.name() + "` has " + many + " batches from " + time)
                .note("a run makes at most " + MOST + "; each "
                        + batches().size().word() + " is a batch")
                .help(
                        "choose a larger `batch_size`, or a later `begin`: `--event-time-start` and `--event-time-end` make"
                                + " what comes before it, part by part")
                .build());
    }

    private GraphcException noBatchYet(Instant now) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.NO_BATCH_YET,
                        "model `" + model.name() + "` has no table, and no batch that would make it")
                .note("its batches begin with " + TimeWindow.text(batches().begin()) + ", the run is of "
                        + TimeWindow.text(now))
                .help("set `begin` to the time of the first row, or `--as-of` to a later instant")
                .build());
    }

    private TimeWindow time(Instant now) {
        return options.batches().time().orElseGet(() -> batches().usual(now, !wasThere));
    }

    /**
     * Leaves the batches to a later run, since this one cannot make them: the usual ones, as a table that was to be built anew
     * is whole still. One that is not there yet will have all anyway.
     */
    synchronized StepEnd leave(Instant now, String reason) {
        countEntering();
        try {
            if (isThere(false)) {
                begin(now, false);
            } else if (entered) {
                open.write(new TreeSet<>(OpenBatches.OLDEST_FIRST));
            }
            return StepEnd.skipped(reason);
        } catch (GraphcException e) {
            return StepEnd.skipped(
                    reason,
                    e.diagnostic()
                            .noted("the next run does not know which batches of `" + model.name()
                                    + "` this one was to make; --event-time-start and --event-time-end make them"));
        }
    }

    /**
     * Makes the batches that it began with.
     *
     * @param now the instant of the run
     * @param stopped whether the run was cancelled
     */
    StepEnd make(Instant now, BooleanSupplier stopped) {
        make(List.copyOf(wanted), wasThere, stopped);
        describe();
        try {
            if (!options.batches().part()) {
                tellReaders(now);
                done.forEach(left::remove);
            }
            open.write(left);
        } catch (GraphcException e) {
            // The batches are as they are, and what stays open is made once more.
            problems.add(e.diagnostic());
        }
        return end();
    }

    private void tellReaders(Instant now) {
        if (!wasThere) {
            return;
        }
        List<TimeWindow> others = new ArrayList<>(done);
        if (options.batches().time().isPresent()) {
            // Who is part of the run makes, or has entered, the same time.
            others.clear();
        } else if (failed.isEmpty()) {
            // These who reads them makes too; behind a failure they are skipped.
            others.removeAll(batches().windows(batches().usual(now, false)));
        }
        late.tell(model, done, others);
    }

    private BatchPlan batches() {
        return model.incremental().orElseThrow().batches().orElseThrow();
    }

    private void make(List<TimeWindow> windows, boolean grown, BooleanSupplier stopped) {
        boolean there = grown;
        for (TimeWindow window : windows) {
            // Without a table there is nothing that a later batch could be put into.
            boolean hopeless = !there && !failed.isEmpty();
            if (hopeless || stopped.getAsBoolean()) {
                failed.add(window);
                continue;
            }
            try {
                count(engine.materialize(batch(window), !there).rows());
                there = true;
                done.add(window);
            } catch (GraphcException e) {
                failed.add(window);
                problems.add(located.apply(e).noted("in the batch of " + window));
            }
        }
    }

    private ModelPlan batch(TimeWindow window) {
        return model.of(window, model.build().withDocs(PersistedDocs.NONE));
    }

    /** Once behind all batches, of which each may put another table in the place of the one before. */
    private void describe() {
        if (done.isEmpty()) {
            return;
        }
        try {
            engine.describe(model);
        } catch (GraphcException e) {
            problems.add(e.diagnostic());
        }
    }

    /** As soon as the engine does not tell of one batch how many rows it has, nobody knows how many all have. */
    private void count(long made) {
        rows = rows.isEmpty() || made < 0 ? OptionalLong.empty() : OptionalLong.of(rows.getAsLong() + made);
    }

    private StepEnd end() {
        int all = done.size() + failed.size();
        String batches = all == 1 ? "1 batch" : all + " batches";
        String message = failed.isEmpty()
                ? "MICROBATCH (" + batches + rows() + ")"
                : failed.size() + " of " + batches + " failed";
        return new StepEnd(
                problems.isEmpty() && failed.isEmpty() ? StepOutcome.SUCCESS : StepOutcome.ERROR,
                message,
                OptionalLong.empty(),
                rows,
                problems,
                Optional.of(new BatchResults(done, failed)));
    }

    private String rows() {
        if (rows.isEmpty()) {
            return ", rows not counted";
        }
        return rows.getAsLong() == 1 ? ", 1 row" : ", " + rows.getAsLong() + " rows";
    }
}
