package io.graphc.runtime.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph target in memory that insists on the order of calls and on what callers promise about rows: ids not null and
 * unique, endpoints written before. What it did is in {@link #log}.
 */
public final class RecordingWriter implements GraphWriter {
    public final List<String> log = new ArrayList<>();
    public final Map<String, List<String>> graph = new LinkedHashMap<>();
    private final Map<String, List<String>> uncommitted = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private boolean open;
    private boolean nodes;
    private boolean relationships;
    public boolean unreachable;
    public long lost;

    @Override
    public void open(CompiledProject project) {
        assertThat(open).as("opened once").isFalse();
        if (unreachable) {
            throw new GraphcException(Diagnostic.of(DiagnosticCode.TARGET_UNREACHABLE, "nobody answers")
                    .build());
        }
        open = true;
        log.add("open");
    }

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        assertThat(open).as("open comes before write").isTrue();
        boolean relationship = element instanceof RelationshipPlan;
        assertThat(relationships && !relationship)
                .as("nodes come before relationships")
                .isFalse();
        relationships |= relationship;
        nodes |= !relationship;
        assertThat(rows.columns().get(0).name()).isEqualTo(ElementQuery.ID);
        List<String> written = new ArrayList<>();
        while (rows.next()) {
            assertThat(rows.isNull(0)).as("an id is null").isFalse();
            String id = rows.getText(0);
            assertThat(ids.add(id)).as("id %s is unique", id).isTrue();
            if (relationship && nodes) {
                assertThat(ids).as("endpoints").contains(rows.getText(1), rows.getText(2));
            }
            written.add(id);
        }
        uncommitted.put(element.id(), written);
        log.add("write " + element.name());
        return new WriteResult(written.size(), written.size() - lost, 0, 0);
    }

    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        assertThat(open).as("open comes before delete").isTrue();
        List<String> held = uncommitted.getOrDefault(element.id(), List.of());
        long rows = 0;
        long deleted = 0;
        while (ids.next()) {
            rows++;
            deleted += held.remove(ids.getText(0)) ? 1 : 0;
        }
        log.add("delete " + element.name());
        return new DeleteResult(rows, deleted, rows - deleted, List.of());
    }

    @Override
    public void commit() {
        assertThat(open).as("open comes before commit").isTrue();
        graph.clear();
        graph.putAll(uncommitted);
        log.add("commit");
    }

    @Override
    public long count(ElementPlan element) {
        assertThat(open).as("open comes before count").isTrue();
        log.add("count " + element.name());
        return graph.getOrDefault(element.id(), List.of()).size();
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public void close() {
        open = false;
        nodes = false;
        relationships = false;
        ids.clear();
        uncommitted.clear();
        log.add("close");
    }
}
