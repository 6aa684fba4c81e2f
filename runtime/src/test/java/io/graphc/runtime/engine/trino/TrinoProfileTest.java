package io.graphc.runtime.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrinoProfileTest {
    private static final Path FOLDER = Path.of("/project");

    private static EngineTarget target(Object... settings) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("host", "trino.example.com", "database", "Hive"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put((String) settings[i], settings[i + 1]);
        }
        return new EngineTarget("prod", "trino", "main", 4, all);
    }

    private static TrinoProfile profile(Object... settings) {
        return TrinoProfile.of(target(settings), FOLDER);
    }

    private static Diagnostic refused(Object... settings) {
        return catchThrowableOfType(GraphcException.class, () -> profile(settings))
                .diagnostic();
    }

    @Test
    void readsEveryWayToLogIn() {
        assertThat(profile("user", "ada").properties())
                .containsEntry("user", "ada")
                .containsEntry("timezone", "UTC")
                .doesNotContainKey("SSL");
        TrinoProfile ldap = profile(
                "method", "ldap", "user", "ada", "password", "secret", "cert", "ca.pem", "impersonation_user", "bo");
        assertThat(ldap.url()).isEqualTo("jdbc:trino://trino.example.com:443/hive");
        assertThat(ldap.properties())
                .containsEntry("SSL", "true")
                .containsEntry("password", "secret")
                .containsEntry("sessionUser", "bo")
                .containsEntry("SSLTrustStorePath", "/project/ca.pem")
                .doesNotContainKey("SSLVerification");
        assertThat(ldap.toString()).doesNotContain("secret");
        assertThat(profile("method", "jwt", "jwt_token", "t").properties()).containsEntry("accessToken", "t");
        assertThat(profile("method", "certificate", "client_certificate", "c.pem", "client_private_key", "k.pem")
                        .clientKey())
                .contains(new TrinoProfile.ClientKey(FOLDER.resolve("c.pem"), FOLDER.resolve("k.pem")));
        assertThat(profile("method", "kerberos", "user", "ada", "principal", "ada@X", "keytab", "/etc/k")
                        .properties())
                .containsEntry("KerberosRemoteServiceName", "trino")
                .containsEntry("KerberosPrincipal", "ada@X")
                .containsEntry("KerberosKeytabPath", "/etc/k");
        assertThat(profile("method", "oauth").properties()).containsEntry("externalAuthentication", "true");
    }

    /** The driver reads its own properties, so that a wrong name shows here. */
    @Test
    void theDriverTakesWhatIsRead() {
        TrinoSession.open(profile(
                        "user", "ada",
                        "roles", Map.of("hive", "admin"),
                        "client_tags", List.of("a", "b"),
                        "http_headers", Map.of("X-A", "b"),
                        "session_properties", Map.of("query_max_run_time", "1h")))
                .close();
        TrinoSession.open(profile("method", "ldap", "user", "ada", "password", "p"))
                .close();
        TrinoSession.open(profile("method", "jwt", "jwt_token", "t", "impersonation_user", "bo"))
                .close();
        TrinoSession.open(profile("method", "oauth", "user", "ada")).close();
        Diagnostic together = catchThrowableOfType(
                        GraphcException.class,
                        () -> TrinoSession.open(
                                profile("method", "ldap", "http_scheme", "http", "user", "ada", "password", "p")))
                .diagnostic();
        assertThat(together.code()).isEqualTo(DiagnosticCode.UNREADABLE_PROFILE);
    }

    @Test
    void refusesWhatIsMissingOrUnsafe() {
        assertThat(refused().message()).isEqualTo("target `prod` has no `user`, which `method: none` needs");
        assertThat(refused("method", "ldap", "user", "a").message()).contains("no `password`");
        assertThat(refused("user", "a", "port", "x").message())
                .contains("`port`")
                .contains("not a number");
        assertThat(refused("method", "ldap", "user", "a", "password", "b", "cert", false)
                        .message())
                .contains("would trust any server");
    }

    @Test
    void aClusterThatDoesNotAnswerIsOutOfReach() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(asked(port).code()).isEqualTo(DiagnosticCode.ENGINE_UNREACHABLE);
    }

    @Test
    void aRefusedLoginHasItsOwnCode() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"Trino\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            Diagnostic refusal = asked(server.getAddress().getPort());
            assertThat(refusal.code()).isEqualTo(DiagnosticCode.ENGINE_REFUSES_LOGIN);
            assertThat(refusal.message()).doesNotContain("Exception");
        } finally {
            server.stop(0);
        }
    }

    private static Diagnostic asked(int port) {
        try (TrinoSession session = TrinoSession.open(profile("host", "127.0.0.1", "port", port, "user", "ada"))) {
            return catchThrowableOfType(
                            GraphcException.class, () -> session.rows("connecting", "SELECT 1", row -> row.getInt(1)))
                    .diagnostic();
        }
    }
}
