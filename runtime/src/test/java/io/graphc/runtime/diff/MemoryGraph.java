package io.graphc.runtime.diff;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A target in memory, which has each element as soon as it is written; tenants may share it. */
final class MemoryGraph implements GraphWriter {
    final Set<String> held = new TreeSet<>();
    final List<String> deleted = new ArrayList<>();

    @Override
    public void open(CompiledProject project) {}

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        long created = 0;
        long count = 0;
        while (rows.next()) {
            count++;
            created += held.add(rows.getText(0)) ? 1 : 0;
        }
        return new WriteResult(count, created, 0, count - created);
    }

    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        long count = 0;
        while (ids.next()) {
            count++;
            held.remove(ids.getText(0));
            deleted.add(ids.getText(0));
        }
        return new DeleteResult(count, count, 0, List.of());
    }

    @Override
    public void commit() {}

    @Override
    public long count(ElementPlan element) {
        return held.stream().filter(id -> id.startsWith(element.idPrefix())).count();
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public void close() {}
}
