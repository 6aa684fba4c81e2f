package io.graphc.runtime.emit.none;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.TargetKind;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.RowCursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the graph nowhere: its rows are read and counted, so that a run does all of its work and checks but for the last
 * step. Nothing is there before a load, so every row counts as created.
 */
public final class NoneWriter implements GraphWriter {
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** A writer; throws a diagnostic where the target has settings but for what the compiler reads, as it knows none. */
    public NoneWriter(GraphTarget target) {
        target.settings().keySet().stream()
                .filter(key -> !key.equals("decimal"))
                .findFirst()
                .ifPresent(key -> {
                    throw new GraphcException(Diagnostic.of(
                                    DiagnosticCode.UNKNOWN_KEY,
                                    "graph output `" + target.name() + "` has no key `" + key + "`")
                            .note("a target of type none has no setting but `decimal`")
                            .build());
                });
    }

    @Override
    public TargetKind kind() {
        return TargetKind.NOTHING;
    }

    @Override
    public void open(CompiledProject project) {
        counts.clear();
    }

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        counts.merge(element.id(), count, Long::sum);
        return new WriteResult(count, count, 0, 0);
    }

    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        long rows = 0;
        while (ids.next()) {
            rows++;
        }
        return new DeleteResult(rows, 0, rows, List.of());
    }

    /** Does nothing. */
    @Override
    public void commit() {}

    /** The number of rows that this writer read. */
    @Override
    public long count(ElementPlan element) {
        return counts.getOrDefault(element.id(), 0L);
    }

    @Override
    public String location() {
        return "nowhere";
    }

    /** Does nothing. */
    @Override
    public void close() {}
}
