package io.graphc.runtime.diff;

import io.graphc.plan.RelationName;
import io.graphc.runtime.diff.Ledger.Line;
import io.graphc.runtime.diff.Ledger.Page;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks through all states of an engine: which graph targets hold what of which tenants. Nothing is made or changed. */
public final class StateSurvey {
    private final QueryEngine engine;

    /** @param engine open */
    public StateSurvey(QueryEngine engine) {
        this.engine = engine;
    }

    /** What is held, by tenant and target. */
    public List<HeldGraph> all() {
        if (!engine.keepsTables()) {
            return List.of();
        }
        Optional<OwnTables> own = engine.ownTables();
        List<HeldGraph> held = own.isPresent() ? ledgers(own.get()) : tables();
        held.sort(Comparator.comparing(HeldGraph::tenant)
                .thenComparing(HeldGraph::target)
                .thenComparing(HeldGraph::schema));
        return held;
    }

    private List<HeldGraph> tables() {
        List<String> schemas = new ArrayList<>();
        try (RowCursor rows = engine.query("SELECT table_schema FROM information_schema.tables WHERE table_name = '"
                + StateTables.ELEMENTS + "' AND table_catalog = current_database() ORDER BY table_schema")) {
            while (rows.next()) {
                schemas.add(rows.getText(0));
            }
        }
        List<HeldGraph> held = new ArrayList<>();
        for (String schema : schemas) {
            held.addAll(tables(schema));
        }
        return held;
    }

    /** Numbers of nodes and relationships. */
    private static final class Counts {
        private long nodes;
        private long relationships;
        private boolean pending;
        private String project = "";

        private void add(String element, Optional<Shape> shape, long rows) {
            String[] parts = element.split("\\.", 3);
            project = parts.length == 3 ? parts[1] : project;
            if (shape.isPresent() && shape.get().node()) {
                nodes += rows;
            } else {
                relationships += rows;
            }
        }
    }

    private List<HeldGraph> tables(String schema) {
        RelationName place = RelationName.of(schema, StateTables.ELEMENTS);
        Map<List<String>, Counts> counts = new LinkedHashMap<>();
        try (RowCursor rows =
                engine.query("SELECT target, tenant, row_count, shape, pending, element FROM " + place.quoted())) {
            while (rows.next()) {
                Counts count = counts.computeIfAbsent(List.of(rows.getText(0), rows.getText(1)), key -> new Counts());
                Optional<Shape> shape = rows.isNull(3) ? Optional.empty() : Optional.of(Shape.parse(rows.getText(3)));
                count.add(rows.getText(5), shape, rows.getLong(2));
                count.pending |= !rows.isNull(4);
            }
        }
        List<HeldGraph> held = new ArrayList<>();
        String loads = "SELECT target, tenant, max(load), CAST(max(committed_at) AS VARCHAR) FROM "
                + place.withIdentifier(StateTables.LOADS).quoted() + " GROUP BY target, tenant";
        try (RowCursor rows = engine.query(loads)) {
            while (rows.next()) {
                Counts count = counts.getOrDefault(List.of(rows.getText(0), rows.getText(1)), new Counts());
                held.add(new HeldGraph(
                        rows.getText(0),
                        rows.getText(1),
                        count.project,
                        schema,
                        rows.getLong(2),
                        rows.isNull(3) ? Optional.empty() : Optional.of(rows.getText(3)),
                        count.nodes,
                        count.relationships,
                        count.pending));
            }
        }
        return held;
    }

    private List<HeldGraph> ledgers(OwnTables own) {
        List<RelationName> found = new ArrayList<>();
        String names = "SELECT table_schema, table_name FROM information_schema.tables WHERE table_name LIKE '"
                + LoggedState.LEDGER.replace("_", "!_") + "%' ESCAPE '!' ORDER BY 1, 2";
        try (RowCursor rows = engine.query(names)) {
            while (rows.next()) {
                found.add(RelationName.of(rows.getText(0), rows.getText(1)));
            }
        }
        List<HeldGraph> held = new ArrayList<>();
        for (RelationName place : found) {
            Ledger ledger = new Ledger(engine, own, place);
            ledger.know();
            Page page = ledger.read();
            Counts count = new Counts();
            for (Line line : page.lines()) {
                count.add(line.element(), Optional.ofNullable(line.shape()), line.rows());
                count.pending |= line.begun() != null;
            }
            if (page.load() > 0) {
                held.add(new HeldGraph(
                        page.target(),
                        page.tenant(),
                        count.project,
                        place.schema(),
                        page.load(),
                        Optional.empty(),
                        count.nodes,
                        count.relationships,
                        count.pending));
            }
        }
        return held;
    }
}
