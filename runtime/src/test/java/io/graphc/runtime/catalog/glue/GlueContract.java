package io.graphc.runtime.catalog.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.plan.RelationName;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsService;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** What the SDK of AWS must meet in anything that stands in for Glue. */
abstract class GlueContract {
    private AwsAccess access;
    private GlueClient client;
    private String database;

    /** Where the stand-in is. */
    abstract URI endpoint();

    @BeforeEach
    void connect() {
        access = AwsAccess.of(GlueTargets.at(endpoint()).settings(), "output `lake`");
        client = access.client(AwsService.GLUE, GlueClient.builder());
        database = "contract_" + System.nanoTime();
        client.createDatabase(request -> request.databaseInput(input -> input.name(database)));
    }

    @AfterEach
    void disconnect() {
        client.close();
        access.close();
    }

    private static StorageDescriptor storage(String location) {
        return StorageDescriptor.builder()
                .columns(
                        Column.builder().name("id").type("bigint").build(),
                        Column.builder()
                                .name("tags")
                                .type("map<string,array<int>>")
                                .build())
                .location(location)
                .build();
    }

    private static TableInput input(String name) {
        return TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("classification", "parquet"))
                .storageDescriptor(storage("s3://lake/" + name + "/"))
                .partitionKeys(
                        Column.builder().name("day").type("string").build(),
                        Column.builder().name("n").type("int").build())
                .build();
    }

    private void create(String name) {
        client.createTable(request -> request.databaseName(database).tableInput(input(name)));
    }

    private Table read(String name) {
        return client.getTable(request -> request.databaseName(database).name(name))
                .table();
    }

    @Test
    void tellsWhatIsMissingAndWhatIsThere() {
        create("orders");

        assertThatThrownBy(() -> create("orders")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> client.createDatabase(request -> request.databaseInput(input -> input.name(database))))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> read("none")).isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> client.getDatabase(request -> request.name("none")))
                .isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> client.getCrawler(request -> request.name("none")))
                .isInstanceOf(EntityNotFoundException.class);
        client.deleteTable(request -> request.databaseName(database).name("orders"));
        assertThatThrownBy(() -> read("orders")).isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void replacesATableAndKeepsItsVersions() {
        create("orders");
        client.updateTable(request -> request.databaseName(database)
                .tableInput(TableInput.builder()
                        .name("orders")
                        .storageDescriptor(storage("s3://lake/second/"))
                        .build()));

        Table table = read("orders");
        assertThat(table.storageDescriptor().location()).isEqualTo("s3://lake/second/");
        assertThat(table.tableType()).isNull();
        assertThat(table.parameters()).isEmpty();
        assertThat(client.getTableVersions(
                                request -> request.databaseName(database).tableName("orders"))
                        .tableVersions())
                .hasSize(2);
    }

    @Test
    void writesPartitionsInBatchesAndFindsThem() {
        create("orders");
        List<PartitionInput> inputs = IntStream.range(0, 30)
                .mapToObj(number -> PartitionInput.builder()
                        .values("2026-01-" + String.format(Locale.ROOT, "%02d", number + 1), String.valueOf(number))
                        .storageDescriptor(storage("s3://lake/orders/" + number + "/"))
                        .build())
                .toList();
        client.batchCreatePartition(
                request -> request.databaseName(database).tableName("orders").partitionInputList(inputs));
        BatchCreatePartitionResponse again = client.batchCreatePartition(
                request -> request.databaseName(database).tableName("orders").partitionInputList(inputs.subList(0, 2)));

        assertThat(again.errors()).hasSize(2);
        assertThat(again.errors().get(0).errorDetail().errorCode()).isEqualTo("AlreadyExistsException");
        assertThat(partitions("day > '2026-01-10' AND n < 15")).hasSize(5);
        assertThat(partitions("n IN (1, 2) OR day = '2026-01-30'")).hasSize(3);
        assertThat(partitions("n BETWEEN 3 AND 5")).hasSize(3);
        client.batchDeletePartition(request -> request.databaseName(database)
                .tableName("orders")
                .partitionsToDelete(inputs.subList(0, 25).stream()
                        .map(input -> PartitionValueList.builder()
                                .values(input.values())
                                .build())
                        .toList()));
        assertThat(partitions(null)).hasSize(5);
    }

    private List<Partition> partitions(@Nullable String expression) {
        List<Partition> found = new ArrayList<>();
        client.getPartitionsPaginator(request ->
                        request.databaseName(database).tableName("orders").expression(expression))
                .forEach(page -> found.addAll(page.partitions()));
        return found;
    }

    @Test
    void isReadAsACatalog() {
        create("orders");
        try (GlueTables tables = GlueTables.of(GlueTargets.at(endpoint()))) {
            assertThat(tables.schemas()).contains(database);
            assertThat(tables.table(RelationName.of(database, "orders"))
                            .orElseThrow()
                            .columns())
                    .extracting(column -> column.name() + " " + column.type())
                    .containsExactly("id bigint", "tags map(varchar, array(integer))", "day varchar", "n integer");
            assertThat(tables.table(RelationName.of(database, "none"))).isEmpty();
            assertThat(tables.tables(database, name -> true).orElseThrow()).hasSize(1);
        }
    }
}
