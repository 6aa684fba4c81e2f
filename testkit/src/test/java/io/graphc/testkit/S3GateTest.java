package io.graphc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes through the door, and what does not. */
class S3GateTest {
    private HttpServer behind;
    private S3Gate gate;

    @BeforeEach
    void open() throws IOException {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.createContext("/", exchange -> {
            String said = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("x-amz-meta-who") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            boolean found = !exchange.getRequestURI().getPath().endsWith("/none");
            byte[] body = (found ? said : "<Error/>").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(found ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        behind.start();
        gate = S3Gate.before(
                URI.create("http://127.0.0.1:" + behind.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        gate.close();
        behind.stop(0);
    }

    private HttpResponse<String> send(String method, String address, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gate.uri() + address))
                                .method(method, BodyPublishers.ofString(body))
                                .header("x-amz-meta-who", "ada")
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-amz-request-id").orElseThrow();
    }

    @Test
    void passesRequestsAndAnswersOnWithAnId() throws Exception {
        HttpResponse<String> answer = send("PUT", "/lake/a%20b?partNumber=1", "text");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("PUT /lake/a%20b?partNumber=1 ada text");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(id(answer)).isNotEmpty();
        assertThat(gate.troubles()).isEmpty();
    }

    @Test
    void refusesWhatIsScriptedAndTellsWhichAnswersWereRefusals() throws Exception {
        gate.refuse("PUT", "/nodes/", 1, 403, "AccessDenied", "Access Denied");
        gate.redirect("GET", "/nodes/", "eu-west-1");
        assertThat(send("PUT", "/lake/other/x", "").statusCode()).isEqualTo(200);
        assertThat(gate.faultsLeft()).isEqualTo(2);

        HttpResponse<String> denied = send("PUT", "/lake/nodes/x", "");
        HttpResponse<String> moved = send("GET", "/lake/nodes/x", "");
        HttpResponse<String> missing = send("GET", "/lake/none", "");

        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.body()).contains("<Code>AccessDenied</Code>", "<RequestId>" + id(denied) + "</RequestId>");
        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.headers().firstValue("x-amz-bucket-region")).contains("eu-west-1");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(gate.troubles()).containsExactly(id(denied), id(moved), id(missing));
        assertThat(gate.faultsLeft()).isZero();
        assertThat(send("PUT", "/lake/nodes/x", "").statusCode()).isEqualTo(200);
    }
}
