package io.graphc.runtime.tenant;

import io.graphc.plan.CheckPlan;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tables and views that graphc makes for a tenant, and how they are dropped when the tenant is removed. */
public final class TenantRelations {
    private static final List<String> STATE = List.of("graphc_loads", "graphc_elements", "graphc_leases");

    private final QueryEngine engine;

    /** @param engine open */
    public TenantRelations(QueryEngine engine) {
        this.engine = engine;
    }

    /** All relations that runs of a project make. */
    public static List<RelationName> of(CompiledProject project) {
        Set<RelationName> made = new LinkedHashSet<>();
        for (SourceTable source : project.sources()) {
            if (source.files().isPresent() || source.absent()) {
                made.add(source.relation());
            }
        }
        project.seeds().stream().map(SeedPlan::relation).forEach(made::add);
        for (ModelPlan model : project.models()) {
            if (model.materialization() != Materialization.EPHEMERAL) {
                made.add(model.relation());
                model.openBatches().ifPresent(made::add);
            }
        }
        project.graph().elements().stream().map(ElementPlan::query).forEach(query -> {
            made.add(query.staged());
            made.add(query.refused());
            if (project.engine().type().equals("duckdb")) {
                made.add(query.differing());
            }
        });
        for (RelationshipPlan link : project.graph().relationships()) {
            for (CheckPlan check : link.checks()) {
                if (check.policy().action() == PolicyPlan.Action.CREATE) {
                    made.add(link.query().made(check.kind() == CheckPlan.Kind.START_EXISTS));
                }
            }
        }
        for (TestPlan test : project.tests()) {
            test.judgement().keptIn().ifPresent(made::add);
        }
        return List.copyOf(made);
    }

    /** What engines tell relations apart by. */
    public static String key(RelationName relation) {
        return relation.quoted().toLowerCase(Locale.ROOT);
    }

    /**
     * Drops relations that are there, then the schemas that are left without any.
     *
     * @param schemas schemas that graphc may have made; one that holds anything else stays
     * @return the names of what was dropped
     */
    public List<String> drop(List<RelationName> relations, Set<String> schemas) {
        Optional<OwnTables> own = engine.ownTables();
        List<String> dropped = new ArrayList<>();
        for (RelationName relation : relations) {
            if (own.isPresent()) {
                own.get().drop(relation);
                dropped.add(relation.quoted());
            } else {
                kind(relation).ifPresent(kind -> {
                    engine.execute(List.of("DROP " + kind + " " + relation.quoted()));
                    dropped.add(relation.quoted());
                });
            }
        }
        if (own.isEmpty()) {
            new TreeSet<>(schemas).forEach(schema -> dropSchema(schema, dropped));
        }
        return dropped;
    }

    /** Whether the engine's own database holds no table and no view. */
    public boolean isNothingThere() {
        try (RowCursor rows = engine.query(
                "SELECT count(*) FROM information_schema.tables WHERE table_catalog = current_database()")) {
            return rows.next() && rows.getLong(0) == 0;
        }
    }

    private Optional<String> kind(RelationName relation) {
        String sql = "SELECT table_type FROM information_schema.tables WHERE lower(table_schema) = "
                + literal(relation.schema()) + " AND lower(table_name) = " + literal(relation.identifier())
                + " AND table_catalog = "
                + relation.database().map(SqlLiterals::literal).orElse("current_database()");
        try (RowCursor rows = engine.query(sql)) {
            return rows.next() ? Optional.of(rows.getText(0).contains("VIEW") ? "VIEW" : "TABLE") : Optional.empty();
        }
    }

    private static String literal(String text) {
        return SqlLiterals.literal(text.toLowerCase(Locale.ROOT));
    }

    private void dropSchema(String schema, List<String> dropped) {
        List<String> there = new ArrayList<>();
        String sql = "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND"
                + " lower(table_schema) = " + literal(schema);
        try (RowCursor rows = engine.query(sql)) {
            while (rows.next()) {
                there.add(rows.getText(0));
            }
        }
        if (!there.isEmpty() && STATE.containsAll(there) && isForgotten(schema, there)) {
            // All or none: a part of them is no state that anybody can read.
            engine.execute(there.stream()
                    .map(table -> "DROP TABLE " + RelationName.of(schema, table).quoted())
                    .toList());
            there.clear();
        }
        if (there.isEmpty() && exists(schema)) {
            engine.execute(List.of("DROP SCHEMA " + RelationName.quote(schema)));
            dropped.add(RelationName.quote(schema));
        }
    }

    /** Whether a schema of states has none: leases are of no meaning without one. */
    private boolean isForgotten(String schema, List<String> tables) {
        for (String table : tables) {
            if (!table.equals("graphc_leases")) {
                try (RowCursor rows = engine.query(
                        "SELECT count(*) FROM " + RelationName.of(schema, table).quoted())) {
                    if (rows.next() && rows.getLong(0) > 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean exists(String schema) {
        try (RowCursor rows = engine.query("SELECT count(*) FROM information_schema.schemata WHERE catalog_name ="
                + " current_database() AND lower(schema_name) = " + literal(schema))) {
            return rows.next() && rows.getLong(0) > 0;
        }
    }
}
