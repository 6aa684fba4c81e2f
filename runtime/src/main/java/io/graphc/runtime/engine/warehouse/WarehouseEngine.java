package io.graphc.runtime.engine.warehouse;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.CommentSql;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowShares;
import io.graphc.runtime.engine.RowsQuery;
import io.graphc.runtime.engine.StatementResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The engine that a warehouse elsewhere is. The author's own SQL is sent; what differs between warehouses is behind {@link
 * Warehouse}. Safe to use from several threads.
 */
public final class WarehouseEngine implements QueryEngine {
    /** Statements that only read, in Trino's and Athena's dialects; others may be the first to need a schema. */
    private static final Pattern READS = Pattern.compile(
            "(?i)(?:" + Statement.BLANK + "|\\()*+(select|with|values|table|show|describe|desc|explain)\\b");

    private final Warehouse warehouse;
    private final QueryEngineFactory files;
    private final boolean keepsTables;
    private Set<Schema> lacking = Set.of();
    private volatile Instant asOf = Instant.EPOCH;
    private @Nullable StagedNames names;
    private @Nullable SeedTables seeds;

    /**
     * An engine on a warehouse that is not open yet.
     *
     * @param files makes the engines that read files of the project, for seeds
     * @param keepsTables whether the state of the graph is kept in tables of the warehouse
     */
    public WarehouseEngine(Warehouse warehouse, QueryEngineFactory files, boolean keepsTables) {
        this.warehouse = warehouse;
        this.files = files;
        this.keepsTables = keepsTables;
    }

    private record Schema(Optional<String> database, String name) {
        private static final Comparator<Schema> ORDER = Comparator.comparing(
                        (Schema schema) -> schema.database().orElse(""))
                .thenComparing(Schema::name);

        private static Schema of(RelationName relation) {
            return new Schema(relation.database(), relation.schema());
        }
    }

    @Override
    public void open(CompiledProject project) {
        List<StagedTable> staged = new ArrayList<>();
        project.graph().elements().forEach(element -> {
            staged.add(StagedTable.of(element));
            staged.add(StagedTable.refused(element));
        });
        names = new StagedNames(staged);
        asOf = project.asOf();
        seeds = new SeedTables(warehouse, files, project);
        warehouse.open(project);
        lacking = schemas(project);
    }

    /** Opening writes nothing; the first table or view needs the schemas. */
    private synchronized void makeSchemas() {
        Set<Schema> wanted = lacking;
        wanted.forEach(schema -> warehouse.createSchema(schema.database(), schema.name()));
        lacking = Set.of();
    }

    /** The schemas that the project writes to. */
    private static Set<Schema> schemas(CompiledProject project) {
        List<RelationName> relations = new ArrayList<>();
        project.sources().stream().filter(SourceTable::absent).forEach(source -> relations.add(source.relation()));
        project.seeds().forEach(seed -> relations.add(seed.relation()));
        project.models().stream()
                .filter(model -> model.materialization() != Materialization.EPHEMERAL)
                .forEach(model -> relations.add(model.relation()));
        project.graph()
                .elements()
                .forEach(element -> relations.add(element.query().staged()));
        Set<Schema> schemas = new TreeSet<>(Schema.ORDER);
        relations.forEach(relation -> schemas.add(Schema.of(relation)));
        return schemas;
    }

    private <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new GraphcBugException("the engine is not open");
        }
        return part;
    }

    private String readable(String sql) {
        return opened(names).replaceIn(sql);
    }

    @Override
    public void provideSource(SourceTable source) {
        if (source.absent()) {
            makeSchemas();
        }
        new WarehouseSource(warehouse, source).provide();
    }

    @Override
    public StatementResult loadSeed(SeedPlan seed) {
        makeSchemas();
        return opened(seeds).load(seed);
    }

    @Override
    public StatementResult materialize(ModelPlan model, boolean fullRefresh) {
        StatementResult made = make(model, fullRefresh);
        describe(model);
        return made;
    }

    @Override
    public void describe(ModelPlan model) {
        if (warehouse.takesComments()) {
            String what = "keeping the descriptions of `" + model.name() + "`";
            CommentSql.of(model).forEach(sql -> warehouse.execute(new Statement(model.id(), what, sql)));
        }
    }

    private StatementResult make(ModelPlan model, boolean fullRefresh) {
        makeSchemas();
        if (model.isSnapshot()) {
            StatementResult taken = new SnapshotTable(warehouse, model, asOf).take();
            return new StatementResult(taken.rows(), "SNAPSHOT (" + rows(taken.rows()) + ")");
        }
        return new WarehouseModel(warehouse, model).materialize(fullRefresh);
    }

    @Override
    public boolean grows(ModelPlan model, boolean fullRefresh) {
        return new WarehouseModel(warehouse, model).there(fullRefresh).isPresent();
    }

    @Override
    public void perform(String what, List<String> statements) {
        // A hook may be the first to write to a schema of the project.
        makeSchemas();
        statements.forEach(statement -> warehouse.execute(new Statement("", what, statement)));
    }

    @Override
    public <T> Optional<T> answer(String what, String statement, Function<RowCursor, T> reading) {
        if (READS.matcher(statement).lookingAt()) {
            try (RowCursor rows = warehouse.query(new Statement("", what, readable(statement)))) {
                return Optional.of(reading.apply(rows));
            }
        }
        makeSchemas();
        Optional<RowCursor> answer = warehouse.answer(new Statement("", what, statement));
        try (RowCursor rows = answer.orElse(null)) {
            return Optional.ofNullable(rows).map(reading);
        }
    }

    /** Nobody else reads staged rows, so that those of an earlier run are dropped where replacing them takes more statements. */
    @Override
    public StatementResult stage(ElementPlan element, boolean sorted) {
        makeSchemas();
        if (!warehouse.replacesAtOnce(element.query().staged())) {
            warehouse.drop(element.query().staged());
        }
        return stage(element, element.query().engineSql());
    }

    @Override
    public StatementResult restage(ElementPlan element, String engineSql, boolean sorted) {
        return stage(element, readable(engineSql));
    }

    private StatementResult stage(ElementPlan element, String sql) {
        StagedTable table = StagedTable.of(element);
        StatementResult made = warehouse.replaceWithTable(
                new Statement(element.id(), words(element), table.encode(sql)),
                table.relation(),
                List.of(),
                TableSettings.NONE);
        return new StatementResult(made.rows(), "STAGE (" + rows(made.rows()) + ")");
    }

    private static String words(ElementPlan element) {
        return (element instanceof RelationshipPlan ? "relationship `" : "node `") + element.name() + "`";
    }

    static String rows(long count) {
        if (count < 0) {
            return "rows not counted";
        }
        return count == 1 ? "1 row" : count + " rows";
    }

    @Override
    public boolean paysForStatements() {
        return true;
    }

    @Override
    public boolean keepsTables() {
        return keepsTables;
    }

    @Override
    public Optional<OwnTables> ownTables() {
        return Optional.of(new WarehouseTables(warehouse, opened(names)));
    }

    /** Anybody may reach the tables of a warehouse. */
    @Override
    public boolean isExclusive() {
        return false;
    }

    /** Warehouses have no transactions over several tables: the statements run one after the other. */
    @Override
    public void execute(List<String> statements) {
        execute("a statement", statements);
    }

    @Override
    public void execute(String what, List<String> statements) {
        statements.forEach(sql -> warehouse.execute(new Statement("", what, readable(sql))));
    }

    @Override
    public void keep(RelationName relation, boolean asView, String engineSql) {
        warehouse.createSchema(relation.database(), relation.schema());
        Statement query = new Statement("", "keeping the rows of a test", readable(engineSql));
        if (asView) {
            warehouse.replaceWithView(query, relation);
        } else {
            warehouse.replaceWithTable(query, relation, List.of(), TableSettings.NONE);
        }
    }

    @Override
    public void stageRefused(ElementPlan element, List<List<String>> rows) {
        makeSchemas();
        warehouse.drop(element.query().refused());
        opened(seeds).fill(element.id(), StagedTable.refused(element), rows);
    }

    @Override
    public void dropRefused(ElementPlan element) {
        warehouse.drop(element.query().refused());
    }

    @Override
    public RowCursor query(String engineSql) {
        return warehouse.query(new Statement("", "a query", readable(engineSql)));
    }

    @Override
    public RowCursor query(RowsQuery query) {
        return warehouse.fileRows(TablesQuery.of(query, opened(names))).orElseGet(() -> query(query.sorted()));
    }

    @Override
    public RowCursor staged(ElementPlan element) {
        StagedTable table = StagedTable.of(element);
        String order = "\nORDER BY " + StagedTable.order(element);
        Statement statement = new Statement(element.id(), "reading `" + element.name() + "`", table.decoded() + order);
        return warehouse
                .fileRows(TablesQuery.all("`" + element.name() + "`", table, order))
                .orElseGet(() -> warehouse.rows(statement, table));
    }

    @Override
    public RowShares stagedShares(ElementPlan element, long rows) {
        return warehouse
                .tableShares(StagedTable.of(element), rows)
                .orElseGet(() -> RowShares.of(() -> staged(element)));
    }

    @Override
    public RowShares queryShares(RowsQuery query, long rows) {
        ElementPlan element = query.element();
        StagedTable table = StagedTable.of(element.query().staged(), query.columns());
        Statement statement = new Statement(
                element.id(), "reading `" + element.name() + "`", table.encode(readable(query.unsorted())));
        return warehouse.queryShares(statement, table, rows).orElseGet(() -> RowShares.of(() -> query(query)));
    }

    @Override
    public List<Diagnostic> notices() {
        return warehouse.notices();
    }

    @Override
    public void cancel() {
        warehouse.cancel();
    }

    @Override
    public void close() {
        SeedTables open = seeds;
        seeds = null;
        if (open != null) {
            open.close();
        }
        warehouse.close();
    }
}
