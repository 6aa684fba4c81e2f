package io.graphc.runtime;

import io.graphc.diagnostic.Severity;
import io.graphc.plan.BatchPlan;
import io.graphc.plan.BatchSize;
import io.graphc.plan.Cardinality;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.FileLocation;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.plan.Lineage;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.ModelSource;
import io.graphc.plan.NodePlan;
import io.graphc.plan.Proof;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.TableSettings;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.TimeWindow;
import io.graphc.plan.WrittenPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Compiled projects written by hand, with statements in the engine's own SQL. */
public final class Plans {
    public static final Instant AS_OF = Instant.parse("2026-01-02T03:04:05Z");

    private final List<SourceTable> sources = new ArrayList<>();
    private final List<SeedPlan> seeds = new ArrayList<>();
    private final List<ModelPlan> models = new ArrayList<>();
    private final List<TestPlan> tests = new ArrayList<>();
    private final List<NodePlan> nodes = new ArrayList<>();
    private final List<RelationshipPlan> relationships = new ArrayList<>();
    private String name = "shop";
    private String path = ":memory:";
    private Optional<String> tenant = Optional.empty();
    private int threads = 1;
    private Instant asOf = AS_OF;
    private GraphTarget target = new GraphTarget("dev", "neptune_csv", Map.of("read_back", 0));

    public Plans named(String project) {
        name = project;
        return this;
    }

    public Plans database(String file) {
        path = file;
        return this;
    }

    public Plans asOf(Instant instant) {
        asOf = instant;
        return this;
    }

    public Plans tenant(String name) {
        tenant = Optional.of(name);
        return this;
    }

    public Plans target(GraphTarget graph) {
        target = graph;
        return this;
    }

    public Plans threads(int count) {
        threads = count;
        return this;
    }

    public Plans source(SourceTable source) {
        sources.add(source);
        return this;
    }

    public Plans seed(SeedPlan seed) {
        seeds.add(seed);
        return this;
    }

    public Plans model(ModelPlan model) {
        models.add(model);
        return this;
    }

    public Plans test(TestPlan test) {
        tests.add(test);
        return this;
    }

    public Plans node(NodePlan node) {
        nodes.add(node);
        return this;
    }

    public Plans relationship(RelationshipPlan relationship) {
        relationships.add(relationship);
        return this;
    }

    public CompiledProject project() {
        return new CompiledProject(
                name,
                tenant,
                asOf,
                new EngineTarget("dev", "duckdb", "main", threads, Map.of("path", path)),
                target,
                sources,
                seeds,
                models,
                tests,
                new GraphPlan(nodes, relationships));
    }

    public static FileLocation csv(String path, String... nullTexts) {
        return new FileLocation(path, FileLocation.FileFormat.CSV, true, ",", false, List.of(nullTexts));
    }

    public static FileLocation file(String path, FileLocation.FileFormat format) {
        return new FileLocation(path, format, true, ",", false, List.of());
    }

    public static SourceTable source(String name, FileLocation location, Column... columns) {
        return new SourceTable(
                "source.shop.raw." + name,
                "raw",
                name,
                RelationName.of("raw", name),
                Optional.of(location),
                false,
                List.of(columns),
                DeclaredPlaces.NONE);
    }

    public static SeedPlan seed(String name, FileLocation location, Column... columns) {
        return new SeedPlan(
                "seed.shop." + name,
                name,
                location.path(),
                RelationName.of("main", name),
                location,
                List.of(columns),
                List.of(),
                DeclaredPlaces.NONE,
                "");
    }

    public static Column column(String name, SqlType type) {
        return Column.of(name, type);
    }

    public static ModelPlan table(String name, String sql, Column... columns) {
        return model(name, Materialization.TABLE, sql, List.of(), columns);
    }

    public static ModelPlan view(String name, String sql, Column... columns) {
        return model(name, Materialization.VIEW, sql, List.of(), columns);
    }

    public static ModelPlan model(
            String name, Materialization materialization, String sql, List<String> parents, Column... columns) {
        return new ModelPlan(
                "model.shop." + name,
                name,
                "models/" + name + ".sql",
                materialization,
                RelationName.of("main", name),
                sql,
                sql,
                Optional.empty(),
                TableSettings.NONE,
                List.of(columns),
                Lineage.NONE,
                parents.stream().sorted().toList(),
                List.of(),
                "",
                ModelSource.NONE,
                false);
    }

    /** The same model, made by batches of a day of the rows' {@code at}; its query is of {@link TimeWindow#UNKNOWN}. */
    public static ModelPlan daily(ModelPlan table, Instant begin, int lookback) {
        BatchPlan days = new BatchPlan(BatchSize.DAY, begin, lookback, table.engineSql(), Optional.empty());
        return incremental(table, Strategy.MICROBATCH, SchemaChange.FAIL, List.of("at"), Optional.of(days));
    }

    /** An incremental model whose query is the same with and without its table. */
    public static ModelPlan incremental(ModelPlan table, Strategy strategy, SchemaChange change, String... keys) {
        return incremental(table, strategy, change, List.of(keys), Optional.empty());
    }

    private static ModelPlan incremental(
            ModelPlan table, Strategy strategy, SchemaChange change, List<String> keys, Optional<BatchPlan> batches) {
        IncrementalPlan plan = new IncrementalPlan(
                strategy, keys, change, Optional.empty(), table.compiledSql(), table.engineSql(), batches);
        return new ModelPlan(
                table.id(),
                table.name(),
                table.path(),
                Materialization.INCREMENTAL,
                table.relation(),
                table.compiledSql(),
                table.engineSql(),
                Optional.of(plan),
                table.table(),
                table.columns(),
                table.lineage(),
                table.dependsOn(),
                table.tags(),
                table.description(),
                ModelSource.NONE,
                table.opaque());
    }

    public static TestPlan dataTest(String name, Severity severity, String attachedTo, String sql) {
        return new TestPlan(
                "test.shop." + name,
                name,
                "singular",
                severity,
                attachedTo,
                "",
                new WrittenPlace("models/schema.yml", 3, 1, 0),
                sql,
                sql,
                Lineage.NONE,
                attachedTo.isEmpty() ? List.of() : List.of(attachedTo),
                List.of(),
                Optional.empty(),
                TestJudgement.PLAIN);
    }

    /** The test, with a proof that rests on tests of these names. */
    public static TestPlan proved(TestPlan test, String... names) {
        return new TestPlan(
                test.id(),
                test.name(),
                test.kind(),
                test.severity(),
                test.attachedTo(),
                test.column(),
                test.place(),
                test.compiledSql(),
                test.engineSql(),
                test.lineage(),
                test.dependsOn(),
                test.tags(),
                Optional.of(new Proof(
                        Stream.of(names).map(name -> "test.shop." + name).toList(), List.of("GROUP BY"))),
                test.judgement());
    }

    /** A node type whose query yields {@code ~id} and {@code name}. */
    public static NodePlan node(String label, String sql, List<String> parents, CheckPlan.Kind... checks) {
        RelationName staged = RelationName.of("graphc", "node_" + label.toLowerCase(java.util.Locale.ROOT));
        return new NodePlan(
                "node.shop." + label,
                List.of(label),
                "",
                ElementPlan.Scope.TENANT,
                label + "|",
                List.of("name"),
                List.of(new PropertyPlan("name", PropertyType.STRING, Cardinality.SINGLE, SqlTypes.VARCHAR)),
                new ElementQuery(sql, sql, Lineage.NONE, staged),
                checks(label, "node", staged, checks),
                parents,
                List.of());
    }

    /** A relationship type whose query yields {@code ~id}, {@code ~from}, {@code ~to}. */
    public static RelationshipPlan relationship(
            String type, String start, String end, String sql, List<String> parents, CheckPlan.Kind... checks) {
        RelationName staged = RelationName.of("graphc", "relationship_" + type.toLowerCase(java.util.Locale.ROOT));
        return new RelationshipPlan(
                "relationship.shop." + type,
                type,
                "",
                ElementPlan.Scope.TENANT,
                type + "|",
                start,
                end,
                List.of(),
                new ElementQuery(sql, sql, Lineage.NONE, staged),
                checks(type, end, staged, checks),
                parents,
                List.of());
    }

    private static List<CheckPlan> checks(String name, String end, RelationName staged, CheckPlan.Kind... kinds) {
        List<CheckPlan> checks = new ArrayList<>();
        for (CheckPlan.Kind kind : kinds) {
            String nodes = "graphc.node_" + end.toLowerCase(java.util.Locale.ROOT);
            String sql = switch (kind) {
                case NOT_NULL_KEY -> "SELECT 'null' AS key FROM " + staged.quoted() + " WHERE \"~id\" IS NULL";
                case BAD_VALUE, SEVERAL_ENDS, REFUSED ->
                    "SELECT \"~id\" AS key FROM " + staged.quoted() + " WHERE false";
                case UNIQUE_KEY ->
                    "SELECT \"~id\" AS key FROM " + staged.quoted() + " GROUP BY 1 HAVING count(*) > 1 ORDER BY 1";
                case START_EXISTS ->
                    "SELECT DISTINCT \"~from\" AS key FROM " + staged.quoted()
                            + " WHERE \"~from\" NOT IN (SELECT \"~id\" FROM " + nodes
                            + " WHERE \"~id\" IS NOT NULL) ORDER BY 1";
                case END_EXISTS ->
                    "SELECT DISTINCT \"~to\" AS key FROM " + staged.quoted()
                            + " WHERE \"~to\" NOT IN (SELECT \"~id\" FROM " + nodes
                            + " WHERE \"~id\" IS NOT NULL) ORDER BY 1";
            };
            checks.add(new CheckPlan(
                    "check.shop." + kind + "." + name,
                    kind,
                    Severity.ERROR,
                    "graph/shop.yml",
                    2,
                    sql,
                    sql,
                    Optional.empty()));
        }
        return checks;
    }
}
