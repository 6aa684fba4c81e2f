package io.graphc.runtime.catalog.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.runtime.catalog.CatalogColumn;
import io.graphc.runtime.catalog.CatalogTable;
import io.graphc.testkit.glue.FakeGlue;
import io.graphc.testkit.glue.GlueFailure;
import io.graphc.testkit.glue.GlueRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GlueTablesTest {
    private final FakeGlue glue = FakeGlue.start();
    private final GlueTables tables = GlueTables.of(GlueTargets.at(glue.endpoint()));

    @AfterEach
    void stop() {
        tables.close();
        glue.close();
    }

    private GlueTablesTest table(String input) {
        glue.table("shop", input.replace('\'', '"'));
        return this;
    }

    private Optional<CatalogTable> find(String name) {
        return tables.table(RelationName.of("shop", name));
    }

    private List<String> columns(String name) {
        return find(name).orElseThrow().columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    @Test
    void listsColumnsWithPartitionKeysLast() {
        glue.database("shop");
        table("{'Name': 'orders', 'Description': 'What was bought', 'TableType': 'EXTERNAL_TABLE', 'PartitionKeys':"
                + " [{'Name': 'day', 'Type': 'string'}], 'StorageDescriptor': {'Columns': [{'Name': 'id', 'Type':"
                + " 'bigint', 'Comment': 'the key'}, {'Name': 'lines', 'Type': 'array<struct<sku:string,n:int>>'}]}}");

        CatalogTable found = find("Orders").orElseThrow();

        assertThat(columns("orders"))
                .containsExactly("id bigint", "lines array(row(sku varchar, n integer))", "day varchar");
        assertThat(found.description()).contains("What was bought");
        assertThat(found.columns().get(0).description()).contains("the key");
        assertThat(found.view()).isFalse();
        assertThat(found.changed()).isPresent();
    }

    @Test
    void leavesOutColumnsThatAnIcebergTableHadOnce() {
        glue.database("shop");
        table("{'Name': 'ice', 'TableType': 'EXTERNAL_TABLE', 'Parameters': {'table_type': 'iceberg',"
                + " 'metadata_location': 's3://x/m.json', 'current-snapshot-timestamp-ms': '1767225600000'},"
                + " 'StorageDescriptor': {'Columns': ["
                + "{'Name': 'id', 'Type': 'int', 'Parameters': {'iceberg.field.id': '1', 'iceberg.field.current': 'true'}},"
                + "{'Name': 'at', 'Type': 'timestamp', 'Parameters': {'iceberg.field.current': 'true'}},"
                + "{'Name': 'zoned', 'Type': 'timestamp', 'Parameters': {'trino_type_id': 'timestamp(6) with time zone'}},"
                + "{'Name': 'old', 'Type': 'string', 'Parameters': {'iceberg.field.current': 'false'}}]}}");

        assertThat(columns("ice"))
                .containsExactly("id integer", "at timestamp(6)", "zoned timestamp(6) with time zone");
        assertThat(find("ice").orElseThrow().changed()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void readsTheColumnsOfViewsFromTheirDefinition() {
        glue.database("shop");
        String definition = Base64.getEncoder()
                .encodeToString(
                        ("{\"originalSql\": \"SELECT 1\", \"columns\": [{\"name\": \"id\", \"type\": \"bigint\"},"
                                        + " {\"name\": \"at\", \"type\": \"timestamp(3) with time zone\"}]}")
                                .getBytes(StandardCharsets.UTF_8));
        table("{'Name': 'v', 'TableType': 'VIRTUAL_VIEW', 'ViewOriginalText': '/* Presto View: " + definition
                + " */', 'StorageDescriptor': {'Columns': [{'Name': 'dummy', 'Type': 'string'}]}}");
        table("{'Name': 'w', 'TableType': 'VIRTUAL_VIEW', 'ViewOriginalText': 'SELECT 1', 'StorageDescriptor':"
                + " {'Columns': [{'Name': 'one', 'Type': 'int'}]}}");

        assertThat(columns("v")).containsExactly("id bigint", "at timestamp(3) with time zone");
        assertThat(columns("w")).containsExactly("one integer");
        assertThat(find("v").orElseThrow().view()).isTrue();
    }

    @Test
    void followsLinks() {
        glue.database("shop").database("elsewhere");
        glue.table(
                "elsewhere",
                "{\"Name\": \"real\", \"StorageDescriptor\": {\"Columns\": [{\"Name\": \"a\", \"Type\": \"int\"}]}}");
        table("{'Name': 'link', 'TargetTable': {'CatalogId': '" + FakeGlue.ACCOUNT
                + "', 'DatabaseName': 'elsewhere', 'Name': 'real'}}");
        table("{'Name': 'dead', 'TargetTable': {'CatalogId': '" + FakeGlue.ACCOUNT
                + "', 'DatabaseName': 'elsewhere', 'Name': 'gone'}}");

        assertThat(columns("link")).containsExactly("a integer");
        assertThat(find("link").orElseThrow().name()).isEqualTo("link");
        assertThat(find("dead")).isEmpty();
        assertThat(tables.tables("shop", name -> true).orElseThrow())
                .extracting(CatalogTable::name)
                .containsExactly("link");
    }

    @Test
    void saysWhatIsNotThere() {
        glue.database("shop");

        assertThat(find("none")).isEmpty();
        assertThat(tables.table(RelationName.of("nowhere", "none"))).isEmpty();
        assertThat(tables.tables("nowhere", name -> true)).isEmpty();
        assertThat(tables.schemas()).containsExactly("shop");
    }

    @Test
    void asksForAllPagesOneAfterAnother() {
        glue.database("shop");
        glue.largestPage(2);
        for (int number = 0; number < 5; number++) {
            table("{'Name': 't" + number + "', 'StorageDescriptor': {'Columns': [{'Name': 'a', 'Type': 'int'}]}}");
        }

        assertThat(tables.tables("shop", name -> !name.equals("t3")).orElseThrow())
                .extracting(CatalogTable::name)
                .containsExactly("t0", "t1", "t2", "t4");
        assertThat(glue.requests())
                .extracting(GlueRequest::operation)
                .filteredOn("GetTables"::equals)
                .hasSize(3);
    }

    @Test
    void waitsWhereGlueAsksToSlowDown() {
        glue.database("shop");
        table("{'Name': 't'}");
        glue.fail("GetTable", GlueFailure.throttled(), 2);

        assertThat(find("t")).isPresent();
        assertThat(glue.requests())
                .extracting(GlueRequest::operation)
                .filteredOn("GetTable"::equals)
                .hasSize(3);
    }

    @Test
    void passesOnWhatTheServiceSaysWithItsRequest() {
        glue.database("shop");
        glue.fail("GetTable", GlueFailure.accessDenied("GetTable", "arn:aws:glue:eu-west-1:1:table/shop/t"), 1);

        assertThatThrownBy(() -> find("t"))
                .asInstanceOf(InstanceOfAssertFactories.type(GraphcException.class))
                .extracting(GraphcException::diagnostic)
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(DiagnosticCode.AWS_ACCESS_DENIED);
                    assertThat(problem.message()).contains("cannot look at table `shop.t`");
                    assertThat(problem.notes().toString())
                            .contains("is not authorized to perform: glue:GetTable")
                            .contains("request 00000000-0000-4000-8000");
                });
    }

    @Test
    void asksOtherAccountsByTheirCatalogAndNothingElse() {
        assertThat(tables.table(new RelationName(Optional.of("999999999999"), "shop", "t")))
                .isEmpty();
        assertThat(glue.requests().get(0).body().path("CatalogId").asText()).isEqualTo("999999999999");
        assertThatThrownBy(() -> tables.table(new RelationName(Optional.of("mongo"), "shop", "t")))
                .asInstanceOf(InstanceOfAssertFactories.type(GraphcException.class))
                .extracting(failure -> failure.diagnostic().code())
                .isEqualTo(DiagnosticCode.CATALOG_UNKNOWN);
    }

    @Test
    void keepsColumnsWhoseTypeIsNoneOfQueries() {
        glue.database("shop");
        table(
                "{'Name': 'odd', 'StorageDescriptor': {'Columns': [{'Name': 'u', 'Type': 'uniontype<int,string>'}, {'Name':"
                        + " 'ok', 'Type': 'int'}]}, 'PartitionKeys': [{'Name': 'OK', 'Type': 'string'}]}");

        assertThat(columns("odd")).containsExactly("u any", "ok integer");
        assertThat(find("odd").orElseThrow().columns())
                .extracting(CatalogColumn::problem)
                .containsExactly(Optional.of("queries know no `uniontype`"), Optional.empty());
    }
}
