package io.graphc.plan;

import io.graphc.diagnostic.Severity;
import io.graphc.plan.ElementPlan.Scope;
import io.graphc.plan.FileLocation.FileFormat;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A small compiled project with one of everything. */
public final class SampleProject {
    private static final String SOURCE = "source.shop.raw.users";
    private static final String STAGING = "model.shop.stg_users";
    private static final String ORDERS = "model.shop.orders";

    private SampleProject() {}

    public static CompiledProject create() {
        return new CompiledProject(
                        "shop",
                        Optional.of("acme"),
                        Instant.parse("2026-03-01T10:00:00.123Z"),
                        new EngineTarget("dev", "duckdb", "main_acme", 2, Map.of("path", "secret.db")),
                        new GraphTarget("csv", "neptune_csv", Map.of("password", "secret")),
                        List.of(source(), absent()),
                        List.of(seed()),
                        List.of(
                                model(STAGING, List.of(SOURCE), List.of("staging")),
                                model(ORDERS, List.of(STAGING), List.of())),
                        List.of(test("not_null_stg_users_user_id", STAGING), test("unique_orders_id", ORDERS)),
                        new GraphPlan(List.of(node()), List.of(relationship())))
                .withUnitTests(List.of(unitTest()));
    }

    private static UnitTest unitTest() {
        return new UnitTest(
                "unit_test.shop.stg_users.names_are_trimmed",
                "names_are_trimmed",
                List.of(STAGING),
                "Blanks around names go.",
                new WrittenPlace("models/users.yml", 12, 13, 17),
                "0123456789abcdef",
                List.of(SOURCE),
                List.of("fast"),
                List.of(new UnitTest.Expectation(
                        "rows",
                        List.of(Column.of("name", SqlTypes.VARCHAR)),
                        "SELECT 'Ann' AS name",
                        "SELECT 'Ann' AS name")));
    }

    private static SourceTable source() {
        return new SourceTable(
                SOURCE,
                "raw",
                "users",
                RelationName.of("main_acme__sources", "raw__users"),
                Optional.of(new FileLocation("data/*.csv", FileFormat.CSV, false, ";", false, List.of("\\N", "NULL"))),
                false,
                List.of(
                        Column.of("user_id", SqlTypes.BIGINT),
                        Column.of("name", SqlTypes.varchar(20)),
                        Column.of("seen", new SqlType.Timestamp(6, true)),
                        Column.of("tags", SqlTypes.array(SqlTypes.VARCHAR)),
                        Column.of("paid", new SqlType.Decimal(12, 2))),
                new DeclaredPlaces(
                        Optional.of(new WrittenPlace("models/raw.yml", 4, 13, 5)),
                        Map.of("user_id", new WrittenPlace("models/raw.yml", 6, 44, 6))));
    }

    private static SourceTable absent() {
        return new SourceTable(
                "source.shop.raw.visits",
                "raw",
                "visits",
                new RelationName(Optional.of("lake"), "raw", "visits"),
                Optional.empty(),
                true,
                List.of(new Column("at", SqlTypes.DATE, false)),
                DeclaredPlaces.NONE);
    }

    private static SeedPlan seed() {
        return new SeedPlan(
                "seed.shop.countries",
                "countries",
                "seeds/countries.csv",
                RelationName.of("main_acme", "countries"),
                new FileLocation("seeds/countries.csv", FileFormat.CSV, true, ",", false, List.of()),
                List.of(Column.of("code", SqlTypes.VARCHAR)),
                List.of("reference"),
                DeclaredPlaces.NONE,
                "");
    }

    private static ModelPlan model(String id, List<String> reads, List<String> tags) {
        String name = id.substring(id.lastIndexOf('.') + 1);
        return new ModelPlan(
                id,
                name,
                "models/" + name + ".sql",
                Materialization.VIEW,
                RelationName.of("main_acme", name),
                "select \"a\"\nfrom 'b'",
                "SELECT 1 -- ü",
                Optional.of(new IncrementalPlan(
                        Strategy.MERGE,
                        List.of("user_id"),
                        SchemaChange.FAIL,
                        Optional.of(true),
                        "select 2",
                        "SELECT 2 -- ü",
                        Optional.of(new BatchPlan(
                                BatchSize.MONTH,
                                Instant.parse("2025-12-01T00:00:00Z"),
                                3,
                                "SELECT 3 -- ü",
                                Optional.empty())))),
                new TableSettings(
                        Optional.of("hive"),
                        Optional.of("orc"),
                        List.of("day"),
                        Map.of("vacuum_max_snapshot_age_seconds", "86400"),
                        new TableFiles(
                                Optional.of("SNAPPY"),
                                Optional.of("|"),
                                List.of("user_id"),
                                8,
                                Optional.of("s3://lake/users/"),
                                Optional.of("s3://lake/"),
                                Optional.of("schema_table_unique")),
                        true,
                        OptionalLong.of(1_000_000)),
                List.of(Column.of("user_id", SqlTypes.BIGINT)),
                new Lineage(
                        Map.of("user_id", List.of(new LineageSource(id, "a", LineageKind.COPIED))),
                        List.of(
                                new LineageSource(id, "b", LineageKind.FILTERED),
                                new LineageSource(id, "c", LineageKind.FILTERED),
                                new LineageSource(ORDERS, "a", LineageKind.FILTERED),
                                new LineageSource(ORDERS, "a", LineageKind.JOINED))),
                reads,
                tags,
                "What it is.",
                ModelSource.NONE,
                false);
    }

    private static TestPlan test(String name, String model) {
        return new TestPlan(
                        "test.shop." + name,
                        name,
                        name.substring(0, name.indexOf(model.substring(model.lastIndexOf('.') + 1)) - 1),
                        Severity.WARNING,
                        model,
                        "user_id",
                        new WrittenPlace("models/models.yml", 7, 11, 6),
                        "select 1",
                        "SELECT 1",
                        new Lineage(Map.of(), List.of(new LineageSource(model, "user_id", LineageKind.FILTERED))),
                        List.of(model),
                        List.of(),
                        Optional.of(new Proof(List.of("test.shop.unique_raw_users_id"), List.of("GROUP BY"))),
                        new TestJudgement(
                                "select 1 as failures",
                                "SELECT 1 AS failures",
                                OptionalLong.of(10),
                                Optional.of(RelationName.of("main_audit", "rows")),
                                true))
                .withCount(new TestCount(
                        new TestScan("scan." + model + ".1", "select 1 as failures_1", "SELECT 1 AS failures_1"),
                        1,
                        false,
                        true));
    }

    private static NodePlan node() {
        return new NodePlan(
                "node.shop.User",
                List.of("User", "Person"),
                "A user.",
                Scope.TENANT,
                "User|acme|",
                List.of("user_id"),
                List.of(
                        new PropertyPlan("name", PropertyType.STRING, Cardinality.SINGLE, SqlTypes.VARCHAR),
                        new PropertyPlan(
                                "tags", PropertyType.STRING, Cardinality.SET, SqlTypes.array(SqlTypes.VARCHAR))),
                new ElementQuery(
                        "select 1", "SELECT 1", Lineage.NONE, RelationName.of("main_acme__graph", "node_user")),
                List.of(new CheckPlan(
                        "check.shop.unique_key.User",
                        CheckPlan.Kind.UNIQUE_KEY,
                        Severity.ERROR,
                        "graph/nodes.yml",
                        3,
                        "select 2",
                        "SELECT 2",
                        Optional.of(Proof.byRule("SELECT DISTINCT")),
                        Optional.of(new CheckCount("select 3", "SELECT 3", "c0")),
                        new PolicyPlan(
                                PolicyPlan.Action.REJECT,
                                Optional.of(RejectLimit.parse("0.1%")),
                                false,
                                Optional.of(new PolicyQuery("select 4", "SELECT 4")),
                                Optional.of(new PolicyQuery("select 5", "SELECT 5")),
                                Optional.empty(),
                                Optional.of(new PolicyQuery("select 6", "SELECT 6"))))),
                List.of(STAGING),
                List.of("people"));
    }

    private static RelationshipPlan relationship() {
        return new RelationshipPlan(
                "relationship.shop.KNOWS",
                "KNOWS",
                "",
                Scope.GLOBAL,
                "KNOWS||",
                "User",
                "User",
                List.of(),
                new ElementQuery(
                        "select 1", "SELECT 1", Lineage.NONE, RelationName.of("main_acme__graph", "rel_knows")),
                List.of(),
                List.of(ORDERS),
                List.of());
    }
}
