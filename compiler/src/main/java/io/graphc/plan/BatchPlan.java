package io.graphc.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How an incremental model is made window by window of its rows' times. Which windows there are is reckoned as dbt does
 * (docs.getdbt.com, "Microbatch").
 *
 * @param size how long a window is
 * @param begin the start of the first window of a table that is built anew
 * @param lookback how many windows before the current one are made again
 * @param firstSql the engine's statement for the window that makes the table, compiled with {@link TimeWindow#UNKNOWN}
 * @param window the window that is made; empty until a run chooses it
 */
public record BatchPlan(BatchSize size, Instant begin, int lookback, String firstSql, Optional<TimeWindow> window) {
    /** The windows of a time, cut and filled up to whole ones, oldest first. */
    public List<TimeWindow> windows(TimeWindow time) {
        Instant end = size.ceiling(time.end());
        List<TimeWindow> windows = new ArrayList<>();
        for (Instant start = size.floor(time.start()); start.isBefore(end); start = size.plus(start, 1)) {
            windows.add(new TimeWindow(start, size.plus(start, 1)));
        }
        return windows;
    }

    /** How many windows a time has. */
    public long count(TimeWindow time) {
        return Math.max(0, size.between(size.floor(time.start()), size.ceiling(time.end())));
    }

    /**
     * The time that a run makes when nobody says which.
     *
     * @param whole whether the table is built anew
     */
    public TimeWindow usual(Instant now, boolean whole) {
        Instant end = size.ceiling(now);
        // Of an instant that starts a batch that batch is not there yet, so the one before is the current one.
        return new TimeWindow(whole ? begin : notBeforeBegin(size.plus(end, -1L - lookback)), end);
    }

    /** The parts of times that a table that is built anew would hold, so that what is in it does not depend on how it came to be. */
    public List<TimeWindow> sinceBegin(Collection<TimeWindow> times) {
        return times.stream()
                .map(time -> new TimeWindow(notBeforeBegin(time.start()), time.end()))
                .filter(time -> time.start().isBefore(time.end()))
                .toList();
    }

    private Instant notBeforeBegin(Instant time) {
        return time.isBefore(begin) ? begin : time;
    }

    /** The same for one window. */
    BatchPlan of(TimeWindow made) {
        return new BatchPlan(size, begin, lookback, firstSql, Optional.of(made));
    }
}
