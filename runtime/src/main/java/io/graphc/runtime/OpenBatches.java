package io.graphc.runtime;

import io.graphc.plan.Column;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.TimeWindow;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The batches of a model that are still to be made, in a table beside the model's own that is there only as long as there are
 * such batches: those that a run has begun and not ended well, and those whose inputs were made again. So the next run knows
 * what a run that was broken off has left undone. Where the engine keeps no tables, nothing is kept.
 */
final class OpenBatches {
    static final Comparator<TimeWindow> OLDEST_FIRST =
            Comparator.comparing(TimeWindow::start).thenComparing(TimeWindow::end);

    private static final List<Column> COLUMNS =
            List.of(Column.of("batch_start", SqlTypes.VARCHAR), Column.of("batch_end", SqlTypes.VARCHAR));

    private final QueryEngine engine;
    private final RelationName table;
    private final String what;
    private final Optional<OwnTables> own;
    private boolean there;

    OpenBatches(QueryEngine engine, ModelPlan model) {
        this.engine = engine;
        this.table = model.openBatches().orElseThrow();
        this.what = "the list of open batches of `" + model.name() + "`";
        this.own = engine.ownTables();
    }

    /** Spans of those that earlier runs have left. */
    List<TimeWindow> read() {
        if (!engine.keepsTables()) {
            return List.of();
        }
        if (own.isPresent()) {
            there = own.get().exists(table);
            if (!there) {
                return List.of();
            }
            own.get().know(table, COLUMNS);
        } else {
            engine.execute(
                    what,
                    List.of("CREATE TABLE IF NOT EXISTS " + table.quoted()
                            + " (batch_start VARCHAR, batch_end VARCHAR)"));
            there = true;
        }
        List<TimeWindow> windows = new ArrayList<>();
        try (RowCursor rows = engine.query("SELECT batch_start, batch_end FROM " + table.quoted())) {
            while (rows.next()) {
                windows.add(new TimeWindow(Instant.parse(rows.getText(0)), Instant.parse(rows.getText(1))));
            }
        }
        return windows;
    }

    /** Adds times, which need not be batches of the model's own size. */
    void add(Collection<TimeWindow> times) {
        SortedSet<TimeWindow> all = new TreeSet<>(OLDEST_FIRST);
        all.addAll(read());
        all.addAll(times);
        write(all);
    }

    /** Writes down all that are open. */
    void write(SortedSet<TimeWindow> windows) {
        if (!engine.keepsTables()) {
            return;
        }
        if (windows.isEmpty()) {
            drop();
            return;
        }
        String rows = spans(windows).stream()
                .map(window -> "('" + window.start() + "', '" + window.end() + "')")
                .collect(Collectors.joining(", "));
        if (own.isPresent()) {
            // It comes before the model's own table, and may be the first of its schema.
            own.get().makeSchema(table);
            own.get()
                    .make(
                            table,
                            COLUMNS,
                            "SELECT batch_start, batch_end FROM (VALUES " + rows
                                    + ") AS open_batches (batch_start, batch_end)");
        } else {
            engine.execute(
                    what,
                    List.of("DELETE FROM " + table.quoted(), "INSERT INTO " + table.quoted() + " VALUES " + rows));
        }
        there = true;
    }

    /** What follows each other, or overlaps, is one span: years of hours would be too long a statement. */
    private static List<TimeWindow> spans(SortedSet<TimeWindow> windows) {
        List<TimeWindow> spans = new ArrayList<>();
        for (TimeWindow window : windows) {
            int last = spans.size() - 1;
            if (last < 0 || spans.get(last).end().isBefore(window.start())) {
                spans.add(window);
            } else if (spans.get(last).end().isBefore(window.end())) {
                spans.set(last, new TimeWindow(spans.get(last).start(), window.end()));
            }
        }
        return spans;
    }

    private void drop() {
        if (own.isPresent() && there) {
            own.get().drop(table);
        } else if (own.isEmpty()) {
            engine.execute(what, List.of("DROP TABLE IF EXISTS " + table.quoted()));
        }
        there = false;
    }
}
