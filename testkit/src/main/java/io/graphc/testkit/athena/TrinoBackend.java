package io.graphc.testkit.athena;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A real Trino behind a stand-in for Athena, reached by its client protocol (trino.io, "Trino client REST API"). Its catalog
 * {@code awsdatacatalog} is the one of Athena; Iceberg tables are made in {@code iceberg} and seen in both.
 *
 * @param server its address
 */
public record TrinoBackend(URI server) implements SqlBackend {
    /** The name of Athena's own catalog. */
    public static final String CATALOG = "awsdatacatalog";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /**
     * The catalogs of a Trino that is to stand behind Athena.
     *
     * @param glue the address of a stand-in for AWS Glue
     * @param s3 the address of a server of the S3 protocol
     */
    public static Map<String, Map<String, String>> catalogs(URI glue, URI s3) {
        Map<String, String> hive = new LinkedHashMap<>(services(glue, s3));
        hive.put("connector.name", "hive");
        hive.put("hive.metastore", "glue");
        hive.put("hive.non-managed-table-writes-enabled", "true");
        hive.put("hive.storage-format", "PARQUET");
        hive.put("hive.iceberg-catalog-name", "iceberg");
        Map<String, String> iceberg = new LinkedHashMap<>(services(glue, s3));
        iceberg.put("connector.name", "iceberg");
        iceberg.put("iceberg.catalog.type", "glue");
        return Map.of(CATALOG, hive, "iceberg", iceberg);
    }

    private static Map<String, String> services(URI glue, URI s3) {
        return Map.of(
                "hive.metastore.glue.endpoint-url", glue.toString(),
                "hive.metastore.glue.region", "eu-central-1",
                "hive.metastore.glue.aws-access-key", "test",
                "hive.metastore.glue.aws-secret-key", "test",
                "fs.s3.enabled", "true",
                "s3.endpoint", s3.toString(),
                "s3.region", "eu-central-1",
                "s3.path-style-access", "true",
                "s3.aws-access-key", "test",
                "s3.aws-secret-key", "test");
    }

    @Override
    public Answer run(String sql) {
        JsonNode page =
                send(request(URI.create(server + "/v1/statement")).POST(HttpRequest.BodyPublishers.ofString(sql)));
        List<Column> columns = new ArrayList<>();
        List<List<@Nullable String>> rows = new ArrayList<>();
        long updated = -1;
        while (true) {
            JsonNode error = page.path("error");
            if (error.isObject()) {
                throw new RefusedSqlException(error.path("errorName").asText() + ": "
                        + error.path("message").asText());
            }
            if (columns.isEmpty()) {
                page.path("columns")
                        .forEach(column -> columns.add(new Column(
                                column.path("name").asText(),
                                column.path("type").asText())));
            }
            page.path("data").forEach(row -> rows.add(values(row, columns)));
            updated = page.has("updateCount") ? page.path("updateCount").asLong() : updated;
            if (!page.has("nextUri")) {
                return updated < 0
                        ? new Answer(columns, rows, OptionalLong.empty())
                        : new Answer(List.of(), List.of(), OptionalLong.of(updated));
            }
            page = send(request(URI.create(page.path("nextUri").asText())).GET());
        }
    }

    @Override
    public List<String> files(String table) {
        return run("SELECT DISTINCT \"$path\" FROM " + table + " ORDER BY 1").rows().stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    @Override
    public boolean hasBuckets(String table) {
        return run("SHOW CREATE TABLE " + table).rows().stream()
                .anyMatch(row -> String.valueOf(row.get(0)).contains("bucketed_by = "));
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("X-Trino-User", "athena")
                .header("X-Trino-Catalog", CATALOG)
                .header("X-Trino-Time-Zone", "UTC");
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Trino: " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<@Nullable String> values(JsonNode row, List<Column> columns) {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(text(row.path(i), columns.get(i).type()));
        }
        return values;
    }

    /** Values as Athena writes them: without quotes, so that lists of texts are not clear. */
    private static @Nullable String text(JsonNode value, String type) {
        if (value.isNull()) {
            return null;
        }
        if (type.equals("varbinary")) {
            StringJoiner pairs = new StringJoiner(" ");
            for (byte one : Base64.getDecoder().decode(value.asText())) {
                pairs.add(String.format("%02x", one));
            }
            return pairs.toString();
        }
        if (value.isNumber() && (type.equals("double") || type.equals("real"))) {
            return type.equals("double") ? Double.toString(value.doubleValue()) : Float.toString(value.floatValue());
        }
        if (value.isArray()) {
            StringJoiner items = new StringJoiner(", ", "[", "]");
            value.forEach(item -> items.add(item.asText()));
            return items.toString();
        }
        return value.isObject() ? value.toString() : value.asText();
    }
}
