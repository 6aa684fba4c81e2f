package io.graphc.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

final class AwsAccessTest {
    private static final Map<String, Object> KEYS =
            Map.of("region_name", "eu-central-1", "aws_access_key_id", "AKIA", "aws_secret_access_key", "secret");

    private static Map<String, Object> with(Object... more) {
        Map<String, Object> settings = new LinkedHashMap<>(KEYS);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i].toString(), more[i + 1]);
        }
        return settings;
    }

    @Test
    void takesKeysAndTokenOfTheProfile() {
        try (AwsAccess access = AwsAccess.of(with("aws_session_token", "token"), "output `prod`")) {
            assertThat(access.region()).isEqualTo("eu-central-1");
            assertThat(access.credentials().resolveCredentials())
                    .isEqualTo(AwsSessionCredentials.create("AKIA", "secret", "token"));
        }
    }

    @Test
    void takesTheServicesOwnAddressBeforeTheOneOfAll() {
        Map<String, Object> settings =
                with("endpoint_url", "http://all:1", "endpoint_urls", Map.of("s3", "http://objects:2"));
        try (AwsAccess access = AwsAccess.of(settings, "output `prod`")) {
            assertThat(access.endpoint(AwsService.S3)).contains(URI.create("http://objects:2"));
            assertThat(access.endpoint(AwsService.GLUE)).contains(URI.create("http://all:1"));
        }
    }

    @Test
    void quotesNothingOfARequestWhoseSignatureIsRefused() {
        AwsFailure failure = new AwsFailure(
                AwsFailure.Kind.CREDENTIALS,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided.\n\n"
                        + "The Canonical String for this request should have been\n'POST\n/\n\nhost:athena\n"
                        + "x-amz-security-token:IQoJb3JpZ2luX2Vj\n'",
                "R1",
                403);

        assertThat(failure.note())
                .isEqualTo("AWS says: The request signature we calculated does not match the signature you provided."
                        + " (SignatureDoesNotMatch, request R1)");
        assertThat(failure.message()).doesNotContain("IQoJb3JpZ2luX2Vj");
    }

    @Test
    void refusesHalfAPairOfKeys() {
        assertThatThrownBy(() -> AwsAccess.of(
                        Map.of("region_name", "eu-central-1", "aws_access_key_id", "AKIA"), "output `prod`"))
                .isInstanceOfSatisfying(GraphcException.class, e -> {
                    assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.MISSING_KEY);
                    assertThat(e.diagnostic().message())
                            .isEqualTo("output `prod` has `aws_access_key_id`, but no `aws_secret_access_key`");
                });
    }

    @Test
    void refusesAnAddressWithoutSchemeAndAServiceThatItDoesNotKnow() {
        try (AwsAccess access = AwsAccess.of(with("endpoint_url", "localhost:9000"), "output `prod`")) {
            assertThatThrownBy(() -> access.endpoint(AwsService.S3)).hasMessageContaining("`endpoint_url` is");
        }
        Map<String, Object> settings = with("endpoint_urls", Map.of("glu", "http://all:1"));
        try (AwsAccess access = AwsAccess.of(settings, "output `prod`")) {
            assertThatThrownBy(() -> access.endpoint(AwsService.S3))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().helps()).containsExactly("did you mean `glue`?"));
        }
    }

    @Test
    void takesARoleOnWithExternalIdSessionNameAndDuration() throws IOException {
        String answer = "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
                + "<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                + "<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
                + "</AssumeRoleResult></AssumeRoleResponse>";
        try (Stub stub = new Stub(200, answer);
                AwsAccess access = AwsAccess.of(
                        with(
                                "endpoint_url",
                                stub.address(),
                                "assume_role_arn",
                                "arn:aws:iam::123456789012:role/loader",
                                "assume_role_external_id",
                                "4711",
                                "assume_role_session_name",
                                "nightly",
                                "assume_role_duration_seconds",
                                900),
                        "output `prod`")) {
            assertThat(access.credentials().resolveCredentials())
                    .isInstanceOfSatisfying(AwsSessionCredentials.class, role -> {
                        assertThat(role.accessKeyId()).isEqualTo("ASIA");
                        assertThat(role.sessionToken()).isEqualTo("t");
                    });
            assertThat(stub.bodies)
                    .singleElement()
                    .satisfies(body -> assertThat(body)
                            .contains("Action=AssumeRole", "RoleArn=arn:aws:iam::123456789012:role/loader")
                            .contains("ExternalId=4711", "RoleSessionName=nightly", "DurationSeconds=900"));
        }
    }

    @Test
    void repeatsWhatFailsOnTheServicesSideAndSaysWhatTheServiceSaid() throws IOException {
        String answer = "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>"
                + "<Message>Rate exceeded</Message></Error><RequestId>r-1</RequestId></ErrorResponse>";
        try (Stub stub = new Stub(400, answer);
                AwsAccess access = AwsAccess.of(with("endpoint_url", stub.address()), "output `prod`");
                StsClient once = access.client(AwsService.STS, StsClient.builder(), 1);
                StsClient twice = access.client(AwsService.STS, StsClient.builder(), 2)) {
            assertThatThrownBy(once::getCallerIdentity).isInstanceOfSatisfying(SdkException.class, e -> {
                AwsFailure failure = AwsFailure.of(e);
                assertThat(failure.kind()).isEqualTo(AwsFailure.Kind.BUSY);
                assertThat(failure.note()).isEqualTo("AWS says: Rate exceeded (Throttling, request r-1)");
            });
            assertThat(stub.bodies).hasSize(1);
            assertThatThrownBy(twice::getCallerIdentity).isInstanceOf(SdkException.class);
            assertThat(stub.bodies).hasSize(3);
        }
    }

    @Test
    void tellsKindsOfFailuresApart() throws IOException {
        assertThat(kind(403, "AccessDenied")).isEqualTo(AwsFailure.Kind.DENIED);
        assertThat(kind(400, "ExpiredToken")).isEqualTo(AwsFailure.Kind.CREDENTIALS);
        assertThat(kind(400, "InvalidSignatureException")).isEqualTo(AwsFailure.Kind.CREDENTIALS);
        assertThat(kind(403, "InvalidClientTokenId")).isEqualTo(AwsFailure.Kind.CREDENTIALS);
        assertThat(kind(403, "RequestTimeTooSkewed")).isEqualTo(AwsFailure.Kind.CLOCK);
        assertThat(kind(500, "InternalError")).isEqualTo(AwsFailure.Kind.BUSY);
        assertThat(kind(400, "ValidationError")).isEqualTo(AwsFailure.Kind.OTHER);
    }

    @Test
    void makesClientsOfServices() throws IOException {
        try (Stub stub = new Stub(
                        400, "{\"code\":\"BadRequestException\",\"detailedMessage\":\"no\",\"requestId\":\"r\"}");
                AwsAccess access = AwsAccess.of(with("endpoint_url", stub.address()), "output `prod`");
                S3Client objects = access.client(AwsService.S3, S3Client.builder());
                AthenaClient queries = access.client(AwsService.ATHENA, AthenaClient.builder());
                GlueClient tables = access.client(AwsService.GLUE, GlueClient.builder())) {
            assertThat(List.<ThrowingCallable>of(
                            () -> objects.listBuckets(),
                            () -> queries.listWorkGroups(request -> request.maxResults(1)),
                            () -> tables.getDatabases(request -> request.maxResults(1))))
                    .allSatisfy(call -> assertThatThrownBy(call)
                            .isInstanceOfSatisfying(
                                    SdkException.class,
                                    e -> assertThat(AwsFailure.of(e).status()).isEqualTo(400)));
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        String gone;
        try (Stub stub = new Stub(200, "")) {
            gone = stub.address();
        }
        try (AwsAccess access = AwsAccess.of(with("endpoint_url", gone), "output `prod`");
                StsClient client = access.client(AwsService.STS, StsClient.builder(), 1)) {
            assertThatThrownBy(client::getCallerIdentity).isInstanceOfSatisfying(SdkException.class, e -> {
                GraphcException shown = AwsFailure.of(e).exception("cannot tell who asks", e);
                assertThat(shown.diagnostic().code()).isEqualTo(DiagnosticCode.AWS_UNREACHABLE);
                assertThat(shown.diagnostic().notes())
                        .singleElement()
                        .asString()
                        .contains("Connection refused");
            });
        }
    }

    private static AwsFailure.Kind kind(int status, String code) throws IOException {
        String answer = "<ErrorResponse><Error><Code>" + code + "</Code><Message>m</Message></Error></ErrorResponse>";
        try (Stub stub = new Stub(status, answer);
                AwsAccess access = AwsAccess.of(with("endpoint_url", stub.address()), "output `prod`");
                StsClient client = access.client(AwsService.STS, StsClient.builder(), 1)) {
            try {
                client.getCallerIdentity();
                throw new AssertionError("the stub refuses all");
            } catch (SdkException e) {
                return AwsFailure.of(e).kind();
            }
        }
    }

    /** Gives each request the same answer. */
    private static final class Stub implements AutoCloseable {
        final List<String> bodies = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Stub(int status, String answer) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] sent = exchange.getRequestBody().readAllBytes();
                bodies.add(URLDecoder.decode(new String(sent, StandardCharsets.UTF_8), StandardCharsets.UTF_8));
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
