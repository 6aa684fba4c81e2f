package io.graphc.runtime.engine.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsService;
import io.graphc.testkit.glue.FakeGlue;
import io.graphc.testkit.glue.GlueFailure;
import io.graphc.testkit.glue.GlueRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;

/** The switch of a table in Glue when something goes wrong in the middle of it. */
class GlueRegistryTest {
    private static final RelationName ORDERS = RelationName.of("shop", "orders");
    private static final RelationName BUILT = RelationName.of("shop", "orders__graphc_built");

    private final FakeGlue glue = FakeGlue.start();
    private final AwsAccess access = AwsAccess.of(
            Map.of(
                    "region_name", "eu-central-1",
                    "aws_access_key_id", "key",
                    "aws_secret_access_key", "secret",
                    "endpoint_url", glue.endpoint().toString()),
            "output `prod`");
    private final GlueClient client = access.client(AwsService.GLUE, GlueClient.builder(), 1);
    private final AthenaCalls calls = new AthenaCalls(new VirtualTime().patience(), () -> false);
    private final GlueRegistry registry = registry(AthenaProfile.DEFAULT_CATALOG);

    @AfterEach
    void close() {
        client.close();
        access.close();
        glue.close();
    }

    private GlueRegistry registry(String catalog) {
        return new GlueRegistry(client, calls, catalog, "shop");
    }

    private void table(RelationName name, String folder, String day) {
        String storage =
                "{\"Location\": \"s3://lake/" + folder + "/\", \"Columns\": [{\"Name\": \"id\", \"Type\": \"int\"}]}";
        glue.table(
                "shop",
                "{\"Name\": \"" + name.identifier() + "\", \"TableType\": \"EXTERNAL_TABLE\", \"StorageDescriptor\": "
                        + storage
                        + ", \"PartitionKeys\": [{\"Name\": \"day\", \"Type\": \"string\"}],"
                        + " \"Parameters\": {\"graphc.project\": \"shop\"}}");
        glue.partitions("shop", name.identifier(), List.of(List.of(day)));
    }

    private List<List<String>> days() {
        return client.getPartitions(b -> b.databaseName("shop").tableName("orders")).partitions().stream()
                .map(partition -> partition.values())
                .toList();
    }

    private Optional<String> folder() {
        return registry.find(ORDERS).flatMap(GlueTable::folder);
    }

    @Test
    void takesASwitchForMadeWhoseAnswerWasLost() {
        glue.database("shop");
        table(ORDERS, "old", "mon");
        table(BUILT, "new", "tue");
        glue.loseAnswers("UpdateTable", 1);

        Optional<GlueTable> old = registry.replace(ORDERS, BUILT);

        assertThat(old.flatMap(GlueTable::folder)).contains("s3://lake/old/");
        assertThat(folder()).contains("s3://lake/new/");
        assertThat(registry.find(ORDERS).flatMap(GlueTable::folderBefore)).contains("s3://lake/old/");
        assertThat(days()).containsExactly(List.of("tue"));
        assertThat(glue.requests())
                .extracting(GlueRequest::operation)
                .filteredOn("UpdateTable"::equals)
                .as("once lost, once refused as the version is no more")
                .hasSize(2);
    }

    private static List<Column> columns(String type) {
        return List.of(Column.builder().name("id").type(type).build());
    }

    @Test
    void takesATableForMadeWhoseAnswerWasLost() {
        glue.database("shop");
        glue.loseAnswers("CreateTable", 2);

        registry.create(ORDERS, columns("decimal(12,3)"), "s3://lake/new/");
        registry.createEmpty(BUILT, "");

        assertThat(folder()).contains("s3://lake/new/");
        assertThat(registry.find(BUILT)).isPresent();
        assertThat(glue.requests())
                .extracting(GlueRequest::operation)
                .filteredOn("CreateTable"::equals)
                .as("each once lost, once refused as the table is there")
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"s3://lake/other/, bigint", "s3://lake/new/, string"})
    void takesNoOtherTableForTheOneThatItMakes(String folder, String type) {
        glue.database("shop");
        registry.create(ORDERS, columns(type), folder);

        assertThatThrownBy(() -> registry.create(ORDERS, columns("bigint"), "s3://lake/new/"))
                .isInstanceOfSatisfying(GraphcException.class, e -> {
                    assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.TABLE_NOT_SWITCHED);
                    assertThat(e.diagnostic().toString()).contains("`shop.orders`", "AlreadyExistsException");
                });

        assertThat(folder()).contains(folder);
    }

    @Test
    void takesBackTheNewPartitionsWhenOnlySomeOfThemCame() {
        glue.database("shop");
        table(ORDERS, "old", "mon");
        table(BUILT, "new", "day0");
        glue.partitions(
                "shop",
                BUILT.identifier(),
                java.util.stream.IntStream.range(1, 100)
                        .mapToObj(i -> List.of("day" + i))
                        .toList());
        glue.partitions("shop", BUILT.identifier(), List.of(List.of("day100")));
        glue.failAfter("BatchCreatePartition", 1, GlueFailure.of("AccessDeniedException", "no"));

        assertThatThrownBy(() -> registry.replace(ORDERS, BUILT)).isInstanceOf(GraphcException.class);

        assertThat(folder()).contains("s3://lake/old/");
        assertThat(days()).containsExactly(List.of("mon"));
    }

    @Test
    void knowsTheFoldersOfPartitionsThatLieElsewhere() {
        glue.database("shop");
        table(ORDERS, "old", "mon");
        client.batchCreatePartition(b -> b.databaseName("shop")
                .tableName("orders")
                .partitionInputList(PartitionInput.builder()
                        .values("tue")
                        .storageDescriptor(storage -> storage.location("s3://lake/new/day=tue"))
                        .build()));

        assertThat(registry.places(ORDERS)).containsExactly("s3://lake/new/day=tue/", "s3://lake/old/");
        assertThat(registry.places(BUILT)).isEmpty();
    }

    @Test
    void asksTheCatalogOfTheProfile() {
        glue.database("shop");
        table(ORDERS, "old", "mon");
        table(BUILT, "new", "tue");
        glue.forgetRequests();
        GlueRegistry theirs = registry(FakeGlue.ACCOUNT);

        theirs.createDatabase(Optional.empty(), "shop");
        theirs.replace(ORDERS, BUILT);
        theirs.places(ORDERS);

        assertThat(glue.requests())
                .hasSizeGreaterThan(6)
                .allSatisfy(
                        request -> assertThat(request.body().path("CatalogId").asText())
                                .as(request.operation())
                                .isEqualTo(FakeGlue.ACCOUNT));
    }
}
