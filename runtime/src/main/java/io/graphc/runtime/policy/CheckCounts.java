package io.graphc.runtime.policy;

import io.graphc.plan.CheckCount;
import io.graphc.plan.CheckPlan;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts offences, those of all checks that share a query in one scan of their table, which happens once in a run. Safe to
 * use from several threads.
 */
public final class CheckCounts {
    private final QueryEngine engine;
    private final Map<String, Map<String, Long>> counts = new ConcurrentHashMap<>();
    private final Map<String, CheckBatch> batches = new ConcurrentHashMap<>();

    public CheckCounts(QueryEngine engine) {
        this.engine = engine;
    }

    /** Has checks of one element type counted by one statement, where that saves any; whether it does. */
    boolean together(List<CheckPlan> checks) {
        if (!engine.paysForStatements() || !CheckBatch.saves(checks)) {
            return false;
        }
        CheckBatch batch = new CheckBatch(engine, checks);
        checks.forEach(check -> batches.put(check.id(), batch));
        return true;
    }

    /** The most offences that a check can find, none where it is 0; empty where only its own query tells. */
    OptionalLong of(CheckPlan check) {
        CheckBatch batch = batches.get(check.id());
        OptionalLong counted = batch == null ? OptionalLong.empty() : batch.count(check);
        return counted.isPresent() || check.count().isEmpty()
                ? counted
                : OptionalLong.of(of(check.count().get()));
    }

    /** The number of offences. */
    public long of(CheckCount count) {
        return counts.computeIfAbsent(count.engineSql(), this::scan)
                .getOrDefault(count.column().toLowerCase(Locale.ROOT), 0L);
    }

    private Map<String, Long> scan(String sql) {
        Map<String, Long> found = new TreeMap<>();
        try (RowCursor row = engine.query(sql)) {
            if (row.next()) {
                for (int i = 0; i < row.columns().size(); i++) {
                    String name = row.columns().get(i).name().toLowerCase(Locale.ROOT);
                    found.put(name, row.isNull(i) ? 0 : row.getLong(i));
                }
            }
        }
        return found;
    }
}
