package io.graphc.runtime.diff;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.runtime.diff.Ledger.Line;
import io.graphc.runtime.diff.Ledger.Page;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks through the states that an engine keeps of a project: which graph targets hold what of which tenants. Nothing is made
 * or changed.
 *
 * <p>On an engine with transactions a state is three tables in a schema, and all that are there can be read. On the others
 * each state has a ledger, and a catalog also names ledgers that it cannot read, such as those of another table format. So
 * ledgers are chosen by their names, which begin with letters and digits made of the name of the project: those of other
 * projects are never read. None of this project's is passed over, since neither where the graph is, nor its name, nor the
 * tenant or its schema are asked for: what was loaded into a graph that the profile has no more, or for a tenant whose file is
 * gone, is found too. What was loaded under another name of the project is found once a run or a plan under the new name has
 * taken it over. One of the project's own that cannot be read stops the survey if it lies where the tenants that are asked
 * for have theirs, since then something would be missed in silence; elsewhere, where the project's loads of another catalog or
 * another reader's tenants may have theirs, it is told of as a warning and the others count.
 */
public final class StateSurvey {
    /** One statement for each schema costs more than all that it reads. */
    private static final int SCHEMAS_AT_ONCE = 50;

    private final QueryEngine engine;
    private final String project;
    private final Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Diagnostic> unread = new ArrayList<>();

    /**
     * A survey of the states of one project.
     *
     * @param engine open
     * @param project the name of the project
     * @param staged a relation in each schema of staged elements whose states must be readable
     */
    public StateSurvey(QueryEngine engine, String project, Collection<RelationName> staged) {
        this.engine = engine;
        this.project = project;
        staged.forEach(relation -> own.add(StateNames.schema(relation).schema()));
    }

    /**
     * What is there.
     *
     * @param held by tenant and target
     * @param unread warnings of states that may be of the project and could not be read
     */
    public record Found(List<HeldGraph> held, List<Diagnostic> unread) {
        public Found {
            held = List.copyOf(held);
            unread = List.copyOf(unread);
        }
    }

    /** What graphs hold of the project, and what nothing can be said of. */
    public Found all() {
        if (!engine.keepsTables()) {
            return new Found(List.of(), List.of());
        }
        unread.clear();
        Optional<OwnTables> tables = engine.ownTables();
        List<HeldGraph> held = tables.isPresent() ? ledgers(tables.get()) : tables();
        held.removeIf(graph -> !graph.project().isEmpty() && !graph.project().equals(project));
        return new Found(sorted(held), unread);
    }

    /** What the tables of an engine with transactions say, whichever projects they are of. */
    public List<HeldGraph> ofAllProjects() {
        return sorted(tables());
    }

    private static List<HeldGraph> sorted(List<HeldGraph> held) {
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
        for (int i = 0; i < schemas.size(); i += SCHEMAS_AT_ONCE) {
            held.addAll(tables(schemas.subList(i, Math.min(schemas.size(), i + SCHEMAS_AT_ONCE))));
        }
        return held;
    }

    /** A query for each of some schemas, in one statement. */
    private static String ofAll(List<String> schemas, String columns, String table, String rest) {
        return schemas.stream()
                .map(schema -> "SELECT " + SqlLiterals.literal(schema) + ", " + columns + " FROM "
                        + RelationName.of(schema, table).quoted() + rest)
                .collect(Collectors.joining(" UNION ALL "));
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

    private List<HeldGraph> tables(List<String> schemas) {
        Map<List<String>, Counts> counts = new LinkedHashMap<>();
        String elements =
                ofAll(schemas, "target, tenant, row_count, shape, pending, element", StateTables.ELEMENTS, "");
        try (RowCursor rows = engine.query(elements)) {
            while (rows.next()) {
                Counts count = counts.computeIfAbsent(state(rows), key -> new Counts());
                Optional<Shape> shape = rows.isNull(4) ? Optional.empty() : Optional.of(Shape.parse(rows.getText(4)));
                count.add(rows.getText(6), shape, rows.getLong(3));
                count.pending |= !rows.isNull(5);
            }
        }
        List<HeldGraph> held = new ArrayList<>();
        String loads = ofAll(
                schemas,
                "target, tenant, max(load), CAST(max(committed_at) AS VARCHAR)",
                StateTables.LOADS,
                " GROUP BY target, tenant");
        try (RowCursor rows = engine.query(loads)) {
            while (rows.next()) {
                Counts count = counts.getOrDefault(state(rows), new Counts());
                held.add(new HeldGraph(
                        rows.getText(1),
                        rows.getText(2),
                        count.project,
                        rows.getText(0),
                        rows.getLong(3),
                        rows.isNull(4) ? Optional.empty() : Optional.of(rows.getText(4)),
                        count.nodes,
                        count.relationships,
                        count.pending));
            }
        }
        return held;
    }

    /** Schema, target and tenant. */
    private static List<String> state(RowCursor rows) {
        return List.of(rows.getText(0), rows.getText(1), rows.getText(2));
    }

    private List<HeldGraph> ledgers(OwnTables tables) {
        List<HeldGraph> held = new ArrayList<>();
        for (RelationName place : Ledger.find(engine, Optional.empty(), StateNames.ledgersOf(project) + "%")) {
            try {
                held(tables, place).ifPresent(held::add);
            } catch (GraphcException e) {
                if (own.contains(place.schema()) || !Ledger.isRefused(e)) {
                    throw e;
                }
                unread.add(unread(place, e.diagnostic()));
            }
        }
        return held;
    }

    private Optional<HeldGraph> held(OwnTables tables, RelationName place) {
        Ledger ledger = new Ledger(engine, tables, place);
        ledger.know();
        Page page = ledger.read();
        Counts count = new Counts();
        for (Line line : page.lines()) {
            count.add(line.element(), Optional.ofNullable(line.shape()), line.rows());
            count.pending |= line.begun() != null;
        }
        return page.load() == 0
                ? Optional.empty()
                : Optional.of(new HeldGraph(
                        page.target(),
                        page.tenant(),
                        project,
                        place.schema(),
                        page.load(),
                        Optional.empty(),
                        count.nodes,
                        count.relationships,
                        count.pending));
    }

    private Diagnostic unread(RelationName place, Diagnostic why) {
        Diagnostic.Builder warning = Diagnostic.of(
                DiagnosticCode.STATE_UNREAD, "a state of project `" + project + "` cannot be read: " + place.quoted());
        why.notes().forEach(warning::note);
        return warning.note("what it says that a graph holds is not known here")
                .help(
                        "if it is of another catalog or another team's project of this name, there is nothing to do; otherwise"
                                + " look at what the engine says")
                .build();
    }
}
