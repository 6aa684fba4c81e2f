package io.graphc.testkit.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the service that its stand-in keeps, asked without the SDK. */
class FakeGlueTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = """
            {"Name": "Visits", "TableType": "EXTERNAL_TABLE", "Parameters": {"classification": "parquet"},
             "StorageDescriptor": {"Columns": [{"Name": "page", "Type": "string"}], "Location": "s3://lake/visits/"},
             "PartitionKeys": [{"Name": "day", "Type": "string"}, {"Name": "n", "Type": "int"}]}""";

    private final FakeGlue glue = FakeGlue.start().database("web").table("web", TABLE);

    @AfterEach
    void stop() {
        glue.close();
    }

    @Test
    void foldsNamesToLowerCase() throws Exception {
        assertThat(call("GetTable", "{'DatabaseName': 'WEB', 'Name': 'vISITS'}")
                        .at("/Table/Name")
                        .asText())
                .isEqualTo("visits");
    }

    @Test
    void replacesTheWholeTable() throws Exception {
        call("UpdateTable", "{'DatabaseName': 'web', 'TableInput': {'Name': 'visits', 'Owner': 'someone'}}");

        JsonNode table =
                call("GetTable", "{'DatabaseName': 'web', 'Name': 'visits'}").path("Table");
        assertThat(table.has("StorageDescriptor")).isFalse();
        assertThat(table.has("Parameters")).isFalse();
        assertThat(table.path("VersionId").asText()).isEqualTo("1");
        assertThat(call("GetTableVersions", "{'DatabaseName': 'web', 'TableName': 'visits'}")
                        .path("TableVersions"))
                .hasSize(2);
    }

    @Test
    void refusesAnUpdateOfAnOlderVersion() throws Exception {
        String update =
                "{'DatabaseName': 'web', 'VersionId': '0', 'SkipArchive': true, 'TableInput': {'Name': 'visits'}}";
        call("UpdateTable", update);

        assertRefused("UpdateTable", update, "ConcurrentModificationException");
        assertThat(call("GetTableVersions", "{'DatabaseName': 'web', 'TableName': 'visits'}")
                        .path("TableVersions"))
                .hasSize(1);
    }

    @Test
    void refusesMembersThatOnlyAnswersHave() {
        assertRefused(
                "CreateTable",
                "{'DatabaseName': 'web', 'TableInput': {'Name': 'x', 'CreateTime': 1}}",
                "InvalidInputException");
    }

    @Test
    void limitsBatches() throws Exception {
        assertRefused("BatchCreatePartition", batch("PartitionInputList", 101), "ValidationException");
        call("BatchCreatePartition", batch("PartitionInputList", 100));
        assertRefused("BatchDeletePartition", batch("PartitionsToDelete", 26), "ValidationException");
        call("BatchDeletePartition", batch("PartitionsToDelete", 25));

        assertThat(call("GetPartitions", "{'DatabaseName': 'web', 'TableName': 'visits'}")
                        .path("Partitions"))
                .hasSize(75);
    }

    @Test
    void tellsInsideTheAnswerWhichPartitionsWereRefused() throws Exception {
        call("BatchCreatePartition", batch("PartitionInputList", 2));

        JsonNode errors =
                call("BatchCreatePartition", batch("PartitionInputList", 3)).path("Errors");

        assertThat(errors).hasSize(2);
        assertThat(errors.at("/0/ErrorDetail/ErrorCode").asText()).isEqualTo("AlreadyExistsException");
        assertThat(errors.at("/0/PartitionValues/0").asText()).isEqualTo("d0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            | 12
            day = 'd3' | 1
            (day > 'd3' AND n < 6) | 2
            day LIKE 'd1%' | 3
            n IN (1, 2, 99) OR n BETWEEN 5 AND 6 | 4
            NOT (n >= 2) | 2
            n NOT IN (0, 1) | 10
            day IS NULL | 0
            day IS NOT NULL AND n <> 10 | 11
            n >= 9 | 3
            """)
    void findsPartitionsByTheirKeys(String expression, int expected) throws Exception {
        call("BatchCreatePartition", batch("PartitionInputList", 12));
        ObjectNode request = JSON.createObjectNode().put("DatabaseName", "web").put("TableName", "visits");
        request.put("Expression", expression == null ? "" : expression);

        assertThat(glue.call("GetPartitions", request).path("Partitions")).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"page = 'a'", "day ~ 'x'", "day =", "day = 'a' day", "(n = 1"})
    void refusesExpressionsThatTheServiceDoesNotKnow(String expression) {
        ObjectNode request = JSON.createObjectNode().put("DatabaseName", "web").put("TableName", "visits");
        request.put("Expression", expression);

        assertThatThrownBy(() -> glue.call("GetPartitions", request))
                .isInstanceOf(GlueFailure.class)
                .extracting(failure -> ((GlueFailure) failure).type())
                .isEqualTo("InvalidInputException");
    }

    @Test
    void answersInPages() throws Exception {
        call("BatchCreatePartition", batch("PartitionInputList", 12));
        glue.largestPage(5);
        List<String> days = new ArrayList<>();
        ObjectNode request = JSON.createObjectNode().put("DatabaseName", "web").put("TableName", "visits");
        JsonNode page = glue.call("GetPartitions", request);
        for (; page.has("NextToken"); page = glue.call("GetPartitions", request)) {
            page.path("Partitions")
                    .forEach(each -> days.add(each.at("/Values/0").asText()));
            request.put("NextToken", page.path("NextToken").asText());
        }
        page.path("Partitions").forEach(each -> days.add(each.at("/Values/0").asText()));

        assertThat(days).hasSize(12).doesNotHaveDuplicates();
        assertRefused("GetTables", "{'DatabaseName': 'web', 'MaxResults': 101}", "ValidationException");
        assertRefused("GetTables", "{'DatabaseName': 'web', 'NextToken': '%'}", "InvalidInputException");
    }

    @Test
    void runsACrawlerStepByStep() throws Exception {
        glue.crawler(
                "nightly", "web", Crawl.succeeding(() -> glue.table("web", "{'Name': 'found'}".replace('\'', '"'))));
        call("StartCrawler", "{'Name': 'nightly'}");

        assertRefused("StartCrawler", "{'Name': 'nightly'}", "CrawlerRunningException");
        List<String> states = new ArrayList<>();
        for (int look = 0; look < 5; look++) {
            states.add(call("GetCrawler", "{'Name': 'nightly'}")
                    .at("/Crawler/State")
                    .asText());
        }
        assertThat(states).containsExactly("READY", "RUNNING", "RUNNING", "STOPPING", "READY");
        assertThat(call("GetCrawler", "{'Name': 'nightly'}")
                        .at("/Crawler/LastCrawl/Status")
                        .asText())
                .isEqualTo("SUCCEEDED");
        assertThat(call("GetTables", "{'DatabaseName': 'web', 'Expression': 'f.*'}")
                        .path("TableList"))
                .hasSize(1);
    }

    @Test
    void answersOverHttpWithRequestIdsAndNamedErrors() throws Exception {
        glue.fail("GetDatabase", GlueFailure.throttled(), 1);

        HttpResponse<String> throttled = post("GetDatabase", "{\"Name\": \"web\"}");
        HttpResponse<String> found = post("GetDatabase", "{\"Name\": \"web\"}");

        assertThat(throttled.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(throttled.body()).path("__type").asText()).isEqualTo("ThrottlingException");
        assertThat(throttled.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(JSON.readTree(found.body()).at("/Database/Name").asText()).isEqualTo("web");
        assertThat(glue.requests()).extracting(GlueRequest::operation).containsExactly("GetDatabase", "GetDatabase");
    }

    @Test
    void tellsWhomAScriptedRefusalHasHit() throws Exception {
        glue.faultsFor("somebody");
        glue.failAfter("GetDatabase", 1, GlueFailure.throttled());
        String body = "{\"Name\": \"web\"}";

        assertThat(post("GetDatabase", body).statusCode()).isEqualTo(200);
        assertThat(glue.faultsLeft()).isEqualTo(1);
        assertThat(post("GetDatabase", body, "somebody").statusCode()).isEqualTo(200);
        assertThat(glue.faultsLeft()).isEqualTo(1);
        HttpResponse<String> refused = post("GetDatabase", body, "somebody");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(glue.faultsLeft()).isZero();
        assertThat(glue.troubles())
                .containsExactly(
                        refused.headers().firstValue("x-amzn-RequestId").orElseThrow());
    }

    private HttpResponse<String> post(String operation, String body) throws Exception {
        return post(operation, body, "anybody");
    }

    private HttpResponse<String> post(String operation, String body, String accessKey) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(glue.endpoint())
                                .header("X-Amz-Target", "AWSGlue." + operation)
                                .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + accessKey + "/20260115")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode call(String operation, String request) throws Exception {
        return glue.call(operation, JSON.readTree(request.replace('\'', '"')));
    }

    private void assertRefused(String operation, String request, String type) {
        assertThatThrownBy(() -> call(operation, request))
                .isInstanceOf(GlueFailure.class)
                .extracting(failure -> ((GlueFailure) failure).type())
                .isEqualTo(type);
    }

    private static String batch(String member, int size) {
        ObjectNode request = JSON.createObjectNode().put("DatabaseName", "web").put("TableName", "visits");
        IntStream.range(0, size)
                .forEach(number -> request.withArray(member)
                        .addObject()
                        .withArray("Values")
                        .add("d" + number)
                        .add(String.valueOf(number)));
        return request.toString();
    }
}
