package io.graphc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeServerTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void keepsHiveAndIcebergTables(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(LakeServer.missing().isEmpty(), () -> LakeServer.missing().orElse(""));
        try (LakeServer server = LakeServer.overFiles(folder)) {
            for (String catalog : List.of("hive", "iceberg")) {
                run(server, "CREATE SCHEMA IF NOT EXISTS " + catalog + ".tests");
                run(server, "CREATE TABLE " + catalog + ".tests.t_" + catalog + " AS SELECT 1 AS a, 'x' AS b");
                assertThat(run(server, "SELECT a, b FROM " + catalog + ".tests.t_" + catalog))
                        .containsExactly("[1,\"x\"]");
            }
            run(server, "DELETE FROM iceberg.tests.t_iceberg WHERE a = 1");
            assertThat(run(server, "SELECT count(*) FROM iceberg.tests.t_iceberg"))
                    .containsExactly("[0]");
        }
    }

    private List<String> run(LakeServer server, String sql) throws IOException, InterruptedException {
        JsonNode answer = ask(HttpRequest.newBuilder(server.uri().resolve("/v1/statement"))
                .header("X-Trino-User", "test")
                .POST(BodyPublishers.ofString(sql)));
        List<String> rows = new ArrayList<>();
        while (true) {
            assertThat(answer.path("error").path("message").asText()).isEmpty();
            answer.path("data").forEach(row -> rows.add(row.toString()));
            if (!answer.has("nextUri")) {
                return rows;
            }
            answer = ask(HttpRequest.newBuilder(URI.create(answer.get("nextUri").asText())));
        }
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(client.send(request.build(), BodyHandlers.ofString()).body());
    }
}
