package io.graphc.runtime.policy;

import io.graphc.plan.CheckCount;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts offences, those of all checks that share a query in one scan of their table, which happens once in a run. Safe to
 * use from several threads.
 */
public final class CheckCounts {
    private final QueryEngine engine;
    private final Map<String, Map<String, Long>> counts = new ConcurrentHashMap<>();

    public CheckCounts(QueryEngine engine) {
        this.engine = engine;
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
