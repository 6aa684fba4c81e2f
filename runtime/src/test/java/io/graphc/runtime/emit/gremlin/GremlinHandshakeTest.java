package io.graphc.runtime.emit.gremlin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.GraphTarget;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** What goes over the line before the first request: TLS and signatures. */
class GremlinHandshakeTest {
    private static final URI NEPTUNE =
            URI.create("wss://my-cluster.cluster-abc.eu-central-1.neptune.amazonaws.com:8182/gremlin");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void signsTheHandshakeForNeptune() throws GeneralSecurityException {
        NeptuneSigner signer = new NeptuneSigner(NEPTUNE, "eu-central-1", new Credentials(), NOON);
        FullHttpRequest signed = signer.apply(handshake());
        String host = "my-cluster.cluster-abc.eu-central-1.neptune.amazonaws.com:8182";
        assertThat(signed.headers().names()).contains("Host").doesNotContain("host");
        assertThat(signed.headers().getAll("Host")).containsExactly(host);
        assertThat(signed.headers().get("Upgrade")).isEqualTo("websocket");
        assertThat(signed.headers().get("X-Amz-Date")).isEqualTo("20261121T120000Z");
        assertThat(signed.headers().get("X-Amz-Security-Token")).isEqualTo("token1");
        String authorization = signed.headers().get("Authorization");
        assertThat(authorization)
                .startsWith("AWS4-HMAC-SHA256 Credential=KEY1/20261121/eu-central-1/neptune-db/aws4_request, ");
        assertThat(authorization).endsWith("Signature=" + signature(signed, "secret1", "eu-central-1"));
    }

    @Test
    void asksForCredentialsAtEachHandshake() {
        NeptuneSigner signer = new NeptuneSigner(NEPTUNE, "eu-central-1", new Credentials(), NOON);
        signer.apply(handshake());
        assertThat(signer.apply(handshake()).headers().get("Authorization")).contains("Credential=KEY2/");
    }

    private static FullHttpRequest handshake() {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/gremlin", Unpooled.EMPTY_BUFFER);
        request.headers().set("host", "my-cluster").set("Upgrade", "websocket");
        return request;
    }

    /** New credentials each time, as after the lease of the ones before ran out. */
    private static final class Credentials implements IdentityProvider<AwsSessionCredentialsIdentity> {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Class<AwsSessionCredentialsIdentity> identityType() {
            return AwsSessionCredentialsIdentity.class;
        }

        @Override
        public CompletableFuture<AwsSessionCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
            int number = asked.incrementAndGet();
            return CompletableFuture.completedFuture(
                    AwsSessionCredentialsIdentity.create("KEY" + number, "secret" + number, "token" + number));
        }
    }

    /** The signature by the definition, "Signature Version 4 signing process" in the AWS General Reference. */
    private static String signature(FullHttpRequest request, String secret, String region)
            throws GeneralSecurityException {
        String authorization = request.headers().get("Authorization");
        String names = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
        assertThat(names.split(";")).contains("host", "x-amz-date", "x-amz-security-token");
        StringBuilder canonical = new StringBuilder("GET\n/gremlin\n\n");
        for (String name : names.split(";")) {
            canonical
                    .append(name)
                    .append(':')
                    .append(request.headers().get(name))
                    .append('\n');
        }
        canonical.append('\n').append(names).append('\n').append(hash(""));
        String scope = "20261121/" + region + "/neptune-db/aws4_request";
        String text = "AWS4-HMAC-SHA256\n20261121T120000Z\n" + scope + "\n" + hash(canonical.toString());
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of("20261121", region, "neptune-db", "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static String hash(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsThatTheServerRefusesTheCredentials() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> heard =
                    serveOnce(server, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            String uri = "ws://localhost:" + server.getLocalPort() + "/gremlin";
            assertThat(failure(Map.of("uri", uri, "user", "me", "password", "s3cret"))
                            .message())
                    .isEqualTo("the Gremlin server at " + uri + " refuses the credentials");
            assertThat(heard.join().get(0)).isEqualTo("GET /gremlin HTTP/1.1");
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws IOException, GeneralSecurityException, InterruptedException {
        try (ServerSocket server =
                certified("localhost").getServerSocketFactory().createServerSocket(0)) {
            serveOnce(server, "").thenCompose(heard -> serveOnce(server, ""));
            String uri = "wss://localhost:" + server.getLocalPort() + "/gremlin";
            assertThat(failure(Map.of("uri", uri)).message())
                    .isEqualTo("no safe connection to the Gremlin server at " + uri);
        }
    }

    private static Diagnostic failure(Map<String, Object> settings) {
        GremlinSettings read = GremlinSettings.of(new GraphTarget("graph", "gremlin", settings));
        Pauses pauses = new Pauses(2, time -> {}, new SplittableRandom(7));
        try (GremlinConnection connection = new GremlinConnection(read, pauses)) {
            Throwable thrown = catchThrowable(connection::open);
            assertThat(thrown).isInstanceOf(GraphcException.class);
            Diagnostic diagnostic = ((GraphcException) thrown).diagnostic();
            assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.TARGET_UNREACHABLE);
            assertThat(diagnostic.toString()).doesNotContain("s3cret");
            return diagnostic;
        }
    }

    /** Reads one request and gives one answer; what was read, line by line. */
    private static CompletableFuture<List<String>> serveOnce(ServerSocket server, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            List<String> lines = new ArrayList<>();
            try (Socket socket = server.accept()) {
                BufferedReader input =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (String line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
                    lines.add(line);
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                lines.add(e.toString());
            }
            return lines;
        });
    }

    private SSLContext certified(String host) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            store.load(input, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertRefused(Map.of(), "graph output `graph` lacks the key `uri`");
        assertRefused(
                Map.of("uri", "http://localhost"),
                "graph output `graph`: `uri` is not the address of a Gremlin server");
        assertRefused(
                Map.of("uri", "wss://me:s3cret@localhost"),
                "graph output `graph`: `uri` is not the address of a Gremlin server");
        assertRefused(Map.of("uri", "wss://localhost", "iam", true), "graph output `graph` lacks the key `region`");
        assertRefused(
                Map.of("uri", "ws://localhost", "iam", true, "region", "eu-central-1"),
                "graph output `graph`: `uri` is `ws://localhost:8182/gremlin`, expected an address with `wss://`, because"
                        + " `iam` is on");
        assertRefused(
                Map.of("uri", "ws://localhost", "batch_size", 0),
                "graph output `graph`: `batch_size` is `0`, expected a number from 1 to 1000");
        assertRefused(Map.of("uri", "ws://localhost", "pasword", "x"), "graph output `graph` has no key `pasword`");
    }

    private static void assertRefused(Map<String, Object> settings, String message) {
        assertThatThrownBy(() -> GremlinSettings.of(new GraphTarget("graph", "gremlin", settings)))
                .isInstanceOfSatisfying(GraphcException.class, e -> {
                    assertThat(e.diagnostic().message()).isEqualTo(message);
                    assertThat(e.diagnostic().toString()).doesNotContain("s3cret");
                });
    }
}
