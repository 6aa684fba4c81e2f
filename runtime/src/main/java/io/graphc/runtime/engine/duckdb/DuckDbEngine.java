package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.CommentSql;
import io.graphc.runtime.engine.FormerRows;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.StatementResult;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine that is DuckDB in this process. Every method takes a connection of its own to one shared database, so threads
 * do not wait for each other.
 */
final class DuckDbEngine implements QueryEngine {
    private final DuckDbEngines engines;
    private final Path projectFolder;
    private DuckDbEngines.@Nullable Lease lease;
    private @Nullable DuckDbSession session;
    private volatile boolean inFile;
    private volatile Instant asOf = Instant.EPOCH;
    /** The staged tables whose rows are in no order. */
    private final Set<RelationName> unsorted = ConcurrentHashMap.newKeySet();
    /** The staged tables that are views, of differing rows and of those that are as before. */
    private final Set<RelationName> differing = ConcurrentHashMap.newKeySet();

    DuckDbEngine(DuckDbEngines engines, Path projectFolder) {
        this.engines = engines;
        this.projectFolder = projectFolder;
    }

    @Override
    public void open(CompiledProject project) {
        DuckDbProfile profile = DuckDbProfile.of(project.engine(), projectFolder);
        List<RelationName> written = written(project);
        profile.checkNames(written);
        DuckDbEngines.Lease opened = engines.lease(project.engine());
        lease = opened;
        asOf = project.asOf();
        inFile = profile.file().isPresent();
        session = new DuckDbSession(opened.database());
        session().run("creating schemas", connected -> {
            connected.transaction(written.stream()
                    .map(DuckDbEngine::schema)
                    .distinct()
                    .sorted()
                    .map(name -> "CREATE SCHEMA IF NOT EXISTS " + name)
                    .toList());
            return true;
        });
    }

    private DuckDbSession session() {
        if (session == null) {
            throw new GraphcBugException("the engine is not open");
        }
        return session;
    }

    /** The relations that the project makes. */
    private static List<RelationName> written(CompiledProject project) {
        List<RelationName> relations = new ArrayList<>();
        project.sources().stream()
                .filter(source -> source.absent() || source.files().isPresent())
                .forEach(source -> relations.add(source.relation()));
        project.seeds().forEach(seed -> relations.add(seed.relation()));
        project.models().stream()
                .filter(model -> model.materialization() != Materialization.EPHEMERAL)
                .forEach(model -> relations.add(model.relation()));
        project.graph()
                .elements()
                .forEach(element -> relations.add(element.query().staged()));
        return relations;
    }

    private static String schema(RelationName name) {
        return name.database().map(db -> RelationName.quote(db) + ".").orElse("") + RelationName.quote(name.schema());
    }

    @Override
    public void provideSource(SourceTable source) {
        session().run("reading source `" + source.label() + "`", connected -> {
            new OutsideRows(connected, projectFolder).provide(source);
            return true;
        });
    }

    @Override
    public StatementResult loadSeed(SeedPlan seed) {
        long rows = session()
                .run(
                        "loading seed `" + seed.name() + "`",
                        connected -> new OutsideRows(connected, projectFolder).loadCsv(FileRows.of(seed)));
        return new StatementResult(rows, "INSERT " + rows);
    }

    @Override
    public StatementResult materialize(ModelPlan model, boolean fullRefresh) {
        StatementResult made = make(model, fullRefresh);
        describe(model);
        return made;
    }

    @Override
    public void describe(ModelPlan model) {
        List<String> comments = CommentSql.of(model);
        if (!comments.isEmpty()) {
            session().run("keeping the descriptions of `" + model.name() + "`", connected -> {
                connected.transaction(comments);
                return true;
            });
        }
    }

    private StatementResult make(ModelPlan model, boolean fullRefresh) {
        return session().run("model `" + model.name() + "`", connected -> {
            if (model.isSnapshot()) {
                return snapshot(connected, model);
            }
            ResultCheck check = new ResultCheck(model, model.columns());
            Relations relations = new Relations(connected);
            Optional<IncrementalPlan> incremental = model.incremental().filter(plan -> !plan.isRefreshed(fullRefresh));
            if (incremental.isPresent() && relations.kind(model.relation()).equals(Optional.of(Relations.TABLE))) {
                String sql = incremental.get().engineSql();
                String rows = check.fit(sql, connected.describe(sql));
                long taken = new IncrementalTable(connected, model, incremental.get()).take(rows);
                return new StatementResult(taken, "INSERT (" + rows(taken) + ")");
            }
            String query = check.fit(model.engineSql(), connected.describe(model.engineSql()));
            if (model.materialization() == Materialization.VIEW) {
                relations.replaceWithView(model.relation(), query);
                return new StatementResult(-1, "CREATE VIEW");
            }
            Constraints constraints = new Constraints(connected, model);
            long rows = relations.replaceWithTable(model.relation(), query, () -> {
                IncrementalTable.checkWindow(connected, model, model.relation().quoted());
                constraints.run();
            });
            return new StatementResult(rows, "CREATE TABLE (" + rows(rows) + ")");
        });
    }

    private StatementResult snapshot(DuckDbSession.Connected connected, ModelPlan model) throws SQLException {
        List<Column> columns = model.build().snapshot().orElseThrow().columns();
        String sql = model.engineSql();
        String query = new ResultCheck(model, columns).fit(sql, connected.describe(sql));
        long added = new SnapshotTable(connected, model, asOf).take(query);
        return new StatementResult(added, "SNAPSHOT (" + rows(added) + ")");
    }

    @Override
    public boolean grows(ModelPlan model, boolean fullRefresh) {
        return model.incremental()
                        .filter(plan -> !plan.isRefreshed(fullRefresh))
                        .isPresent()
                && session()
                        .run(
                                "looking for the table of `" + model.name() + "`",
                                connected -> new Relations(connected)
                                        .kind(model.relation())
                                        .equals(Optional.of(Relations.TABLE)));
    }

    @Override
    public void perform(String what, List<String> statements) {
        session().apart(what, connected -> {
            connected.unbound(statements);
            return true;
        });
    }

    @Override
    public <T> Optional<T> answer(String what, String statement, Function<RowCursor, T> reading) {
        return session().apart(what, connected -> connected.answer(what, statement, reading));
    }

    @Override
    public StatementResult stage(ElementPlan element, boolean sorted) {
        RelationName table = element.query().staged();
        String sql = element.query().engineSql();
        differing.remove(table);
        long rows = session().run(words(element), connected -> {
            new Relations(connected).replaceWithEmptyTable(table, connected.describe(sql));
            String order = sorted ? order(element) : "";
            return connected.execute("INSERT INTO " + table.quoted() + " SELECT * FROM (\n" + sql + "\n)" + order);
        });
        if (sorted) {
            unsorted.remove(table);
        } else {
            unsorted.add(table);
        }
        return staged(rows);
    }

    @Override
    public StatementResult stage(ElementPlan element, boolean sorted, FormerRows former) {
        if (sorted || former.rows() < engines.fewRows()) {
            return stage(element, sorted);
        }
        OptionalLong rows =
                session().run(words(element), connected -> new DifferingRows(connected, element, former).stage());
        if (rows.isEmpty()) {
            return stage(element, false);
        }
        unsorted.add(element.query().staged());
        differing.add(element.query().staged());
        return staged(rows.getAsLong());
    }

    @Override
    public Optional<RelationName> differing(ElementPlan element) {
        return Optional.of(element.query())
                .filter(query -> differing.contains(query.staged()))
                .map(ElementQuery::differing);
    }

    /** DuckDB keeps the order of a table that it reads. */
    @Override
    public StatementResult restage(ElementPlan element, String engineSql, boolean sorted) {
        RelationName table = element.query().staged();
        String order = sorted ? "" : order(element);
        // What is kept of differing rows stays for a query that reads it, but says nothing any more.
        boolean view = differing.remove(table);
        String query = "SELECT * FROM (\n" + engineSql + "\n)" + order;
        long rows = session()
                .run(
                        words(element),
                        connected -> view
                                ? new Relations(connected).replaceWithTable(table, query)
                                : connected.execute("CREATE OR REPLACE TABLE " + table.quoted() + " AS " + query));
        if (!sorted) {
            unsorted.remove(table);
        }
        return staged(rows);
    }

    private static String words(ElementPlan element) {
        return (element instanceof RelationshipPlan ? "relationship `" : "node `") + element.name() + "`";
    }

    private static StatementResult staged(long rows) {
        return new StatementResult(rows, "STAGE (" + rows(rows) + ")");
    }

    /**
     * Compares each row with the one before it, which takes a fraction of the time of grouping them. Rows that rise in the
     * order of the table all the way have no equal ids apart from each other, so nothing here rests on the order itself;
     * the id of a relationship holds the ids of both its ends.
     */
    @Override
    public boolean hasUniqueIds(ElementPlan element) {
        if (differing.contains(element.query().staged())) {
            return true;
        }
        if (unsorted.contains(element.query().staged())) {
            return false;
        }
        List<String> columns = orderColumns(element);
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            selected.add(columns.get(i) + " AS c" + i + ", lag(" + columns.get(i) + ") OVER () AS p" + i);
        }
        String rises = "";
        for (int i = columns.size() - 1; i >= 0; i--) {
            String greater = "c" + i + " > p" + i;
            rises = rises.isEmpty() ? greater : greater + " OR (c" + i + " = p" + i + " AND (" + rises + "))";
        }
        String sql = "SELECT count(*) FROM (SELECT " + String.join(", ", selected) + " FROM "
                + element.query().staged().quoted() + " WHERE " + RelationName.quote(ElementQuery.ID)
                + " IS NOT NULL) WHERE p0 IS NOT NULL AND NOT (" + rises + ")";
        return session().run("comparing ids", connected -> connected.queryLong(sql)) == 0;
    }

    private static List<String> orderColumns(ElementPlan element) {
        String id = RelationName.quote(ElementQuery.ID);
        return element instanceof NodePlan
                ? List.of(id)
                : List.of(RelationName.quote(ElementQuery.TO), RelationName.quote(ElementQuery.FROM), id);
    }

    private static String order(ElementPlan element) {
        return " ORDER BY " + String.join(", ", orderColumns(element));
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    /** A database in memory ends with its engine. */
    @Override
    public boolean keepsTables() {
        return inFile;
    }

    /** DuckDB lets one process at a time open a file. */
    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public void execute(List<String> statements) {
        execute("a change of the state", statements);
    }

    @Override
    public void execute(String what, List<String> statements) {
        session().run(what, connected -> {
            connected.transaction(statements);
            return true;
        });
    }

    @Override
    public void keep(RelationName relation, boolean asView, String engineSql) {
        // Tests run at once, and two that make one schema at the same time hinder each other.
        synchronized (this) {
            session().run("keeping the rows of a test", connected -> {
                connected.execute("CREATE SCHEMA IF NOT EXISTS " + schema(relation));
                Relations relations = new Relations(connected);
                if (asView) {
                    relations.replaceWithView(relation, engineSql);
                } else {
                    relations.replaceWithTable(relation, engineSql);
                }
                return true;
            });
        }
    }

    @Override
    public void stageRefused(ElementPlan element, List<List<String>> rows) {
        execute(new RefusedTable(element).fill(rows));
    }

    @Override
    public void dropRefused(ElementPlan element) {
        execute(List.of(new RefusedTable(element).drop()));
    }

    @Override
    public RowCursor query(String engineSql) {
        return session().cursor("a query", engineSql);
    }

    @Override
    public RowCursor staged(ElementPlan element) {
        RelationName table = element.query().staged();
        String what = "reading `" + element.name() + "`";
        return unsorted.contains(table)
                ? session().cursor(what, "FROM " + table.quoted() + order(element))
                : session().cursor(what, table);
    }

    @Override
    public void cancel() {
        DuckDbSession current = session;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void close() {
        DuckDbEngines.Lease held = lease;
        lease = null;
        session = null;
        if (held != null) {
            held.close();
        }
    }
}
