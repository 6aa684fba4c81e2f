package io.graphc.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsService;
import io.graphc.testkit.S3Gate;
import io.graphc.testkit.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

final class S3StoreTest implements ObjectStoreContract {
    private static S3Location fresh() {
        return new S3Location(S3Server.BUCKET, UUID.randomUUID() + "/");
    }

    private static AwsAccess access() {
        return AwsAccess.of(S3Server.shared().settings(), "output `test`");
    }

    @Override
    public ObjectStore store(Path folder) {
        return S3Store.open(access(), fresh(), S3Options.NONE);
    }

    @Test
    void choosesPartsSoThatTheirNumberSuffices() {
        assertThat(S3Upload.partSize(20L << 20)).isEqualTo(16L << 20);
        long most = 5L << 40;
        assertThat(S3Upload.partSize(most) * 10_000).isGreaterThanOrEqualTo(most);
        assertThat(S3Upload.partSize(most)).isLessThan(5L << 30);
    }

    @Test
    void leavesNoPartsOfUploadsThatWereBrokenOff(@TempDir Path folder) throws IOException {
        S3Location at = fresh();
        try (ObjectStore store = S3Store.open(access(), at, S3Options.NONE);
                S3Client plain =
                        access().client(AwsService.S3, S3Client.builder().forcePathStyle(true))) {
            plain.createMultipartUpload(request -> request.bucket(at.bucket()).key(at.prefix() + "set/half"));
            plain.createMultipartUpload(request -> request.bucket(at.bucket()).key(at.prefix() + "other/half"));
            store.endBrokenWrites("set/");
            assertThat(plain.listMultipartUploads(
                                    request -> request.bucket(at.bucket()).prefix(at.prefix()))
                            .uploads())
                    .singleElement()
                    .satisfies(upload -> assertThat(upload.key()).isEqualTo(at.prefix() + "other/half"));
            store.endBrokenWrites("other/");
            Path file = ObjectStoreContract.file(folder, 20_000_000);
            java.nio.file.Files.delete(file);
            assertThatThrownBy(() -> store.put("gone", file, new ContentSum(20_000_000, "AAAAAA==")))
                    .isInstanceOf(IOException.class);
            assertThat(plain.listMultipartUploads(
                                    request -> request.bucket(at.bucket()).prefix(at.prefix()))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void takesUploadsForEndedThatAreNoMore() throws IOException {
        HttpServer server = answering(exchange -> exchange.getRequestMethod().equals("DELETE")
                ? new Reply(404, "<Error><Code>NoSuchUpload</Code><Message>none</Message></Error>")
                : new Reply(
                        200,
                        "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated><Upload><Key>set/x</Key>"
                                + "<UploadId>7</UploadId></Upload></ListMultipartUploadsResult>"));
        try (AwsAccess access = AwsAccess.of(settings(server), "output `test`");
                ObjectStore store = S3Store.open(access, fresh(), S3Options.NONE)) {
            store.endBrokenWrites("set/");
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Timeout(60)
    void givesUpOnAnObjectThatEndsEarlyEachTime() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.incrementAndGet();
            exchange.getResponseHeaders().add("ETag", "\"same\"");
            exchange.sendResponseHeaders(200, 1000);
            // Nothing of what was promised.
            exchange.close();
        });
        server.start();
        try (AwsAccess access = AwsAccess.of(settings(server), "output `test`");
                ObjectStore store = S3Store.open(access, fresh(), S3Options.NONE);
                InputStream in = store.get("x")) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("breaks off");
            assertThat(seen.get()).isLessThanOrEqualTo(AwsAccess.ATTEMPTS);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void abortsAnUploadWhenNoPartOfItIsOnItsWay(@TempDir Path folder) throws IOException {
        AtomicInteger sending = new AtomicInteger();
        AtomicInteger sendingAtAbort = new AtomicInteger(-1);
        CountDownLatch slow = new CountDownLatch(1);
        HttpServer server = answering(exchange -> switch (exchange.getRequestMethod()) {
            case "POST" ->
                new Reply(200, "<InitiateMultipartUploadResult><UploadId>7</UploadId></InitiateMultipartUploadResult>");
            case "DELETE" -> {
                sendingAtAbort.set(sending.get());
                yield new Reply(204, "");
            }
            default -> {
                sending.incrementAndGet();
                boolean first = exchange.getRequestURI().getQuery().contains("partNumber=1");
                if (!first) {
                    await(slow);
                }
                slow.countDown();
                LockSupport.parkNanos(first ? 0 : 300_000_000L);
                sending.decrementAndGet();
                yield new Reply(first ? 403 : 200, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
            }
        });
        Path file = ObjectStoreContract.file(folder, 40_000_000);
        try (AwsAccess access = AwsAccess.of(settings(server), "output `test`");
                ObjectStore store = S3Store.open(access, fresh(), S3Options.NONE)) {
            assertThat(failure(() -> store.put("x", file, ContentSum.of(file))).code())
                    .isEqualTo(DiagnosticCode.AWS_ACCESS_DENIED);
            assertThat(sendingAtAbort).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What a server says. */
    private record Reply(int status, String body) {}

    private static HttpServer answering(Function<HttpExchange, Reply> replies) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "s3-answers");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            Reply reply = replies.apply(exchange);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Map<String, Object> settings(HttpServer server) {
        Map<String, Object> settings = new LinkedHashMap<>(S3Server.shared().settings());
        settings.put(
                "endpoint_urls",
                Map.of("s3", "http://127.0.0.1:" + server.getAddress().getPort()));
        return settings;
    }

    @Test
    void sendsEncryptionTagsAndOwner() throws IOException {
        Map<String, Object> keys = Map.of("encryption", "AES256", "tags", Map.of("team", "graph-1"));
        S3Location at = fresh();
        try (ObjectStore store = S3Store.open(access(), at, S3Options.of(keys, "output `test`"));
                S3Client plain =
                        access().client(AwsService.S3, S3Client.builder().forcePathStyle(true))) {
            store.put("x", new byte[] {1}, PutCondition.NONE);
            assertThat(plain.getObjectTagging(
                                    request -> request.bucket(at.bucket()).key(at.prefix() + "x"))
                            .tagSet())
                    .singleElement()
                    .satisfies(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("team=graph-1"));
            assertThat(plain.headObject(request -> request.bucket(at.bucket()).key(at.prefix() + "x"))
                            .serverSideEncryptionAsString())
                    .isEqualTo("AES256");
        }
    }

    @Test
    void refusesOptionsThatS3WouldRefuse() {
        assertThatThrownBy(() -> S3Options.of(Map.of("bucket_owner", "42"), "output `test`"))
                .hasMessageContaining("`bucket_owner` is `42`, expected the 12 digits");
        assertThat(S3Options.of(Map.of("tags", Map.of("a b", "c&d")), "output `test`")
                        .tags())
                .contains("a%20b=c%26d");
        assertThatThrownBy(() -> S3Options.of(Map.of("kms_key", "k"), "output `test`"))
                .hasMessageContaining("expected `aws:kms`");
        assertThat(S3Location.of("s3://bucket/a/b")).contains(new S3Location("bucket", "a/b/"));
        assertThat(List.of("s3://B/x", "s3://bucket//x", "http://bucket/x", "s3://bu/x"))
                .allMatch(text -> S3Location.of(text).isEmpty());
    }

    @Test
    void tellsAMissingBucket() {
        try (ObjectStore store = S3Store.open(access(), new S3Location("not-there", "x/"), S3Options.NONE)) {
            Diagnostic told = failure(() -> store.list("", found -> {}));
            assertThat(told.code()).isEqualTo(DiagnosticCode.BUCKET_MISSING);
            assertThat(told.message()).isEqualTo("cannot list `s3://not-there/x/`: there is no bucket `not-there`");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, PermanentRedirect, BUCKET_ELSEWHERE, 1",
        "400, AuthorizationHeaderMalformed, BUCKET_ELSEWHERE, 1",
        "403, AccessDenied, AWS_ACCESS_DENIED, 1",
        "400, ExpiredToken, AWS_CREDENTIALS, 1",
        "403, InvalidAccessKeyId, AWS_CREDENTIALS, 1",
        "503, SlowDown, AWS_BUSY, 5",
        "400, BadDigest, STORED_DIFFERS, 1",
        "400, KeyTooLongError, AWS_CALL_FAILED, 1"
    })
    void tellsWhatS3Says(int status, String code, DiagnosticCode expected, int calls) throws IOException {
        AtomicInteger seen = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("x-amz-request-id", "REQUEST1");
            exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-west-3");
            byte[] body = ("<Error><Code>" + code + "</Code><Message>as S3 says</Message></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (AwsAccess access = AwsAccess.of(settings(server), "output `test`");
                ObjectStore store = S3Store.open(access, fresh(), S3Options.NONE)) {
            Diagnostic told = failure(() -> store.put("x", new byte[] {1}, PutCondition.NONE));
            assertThat(told.code()).isEqualTo(expected);
            assertThat(told.notes()).containsExactly("AWS says: as S3 says (" + code + ", request REQUEST1)");
            if (expected == DiagnosticCode.BUCKET_ELSEWHERE) {
                assertThat(told.helps()).containsExactly("set `region_name: eu-west-3`");
            }
            assertThat(seen).hasValue(calls);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void looksWhetherAWriteWasDoneThatNoAnswerCameTo(@TempDir Path folder) throws IOException {
        Path file = ObjectStoreContract.file(folder, 1000);
        ContentSum sum = ContentSum.of(file);
        try (S3Gate gate = S3Gate.before(S3Server.shared().uri());
                AwsAccess access = AwsAccess.of(behind(gate), "output `test`");
                ObjectStore store = S3Store.open(access, fresh(), S3Options.NONE)) {
            gate.loseAnswers("PUT", "/page", AwsAccess.ATTEMPTS);
            store.put("page", file, sum);
            assertThat(gate.faultsLeft()).isZero();
            assertThat(store.head("page"))
                    .hasValueSatisfying(found -> assertThat(found.holds(sum)).isTrue());

            gate.loseAnswers("PUT", "/page", AwsAccess.ATTEMPTS);
            gate.refuse("HEAD", "/page", 1, 403, "", "");
            Diagnostic unsure = failure(() -> store.put("page", file, sum));
            assertThat(unsure.code()).isEqualTo(DiagnosticCode.AWS_UNREACHABLE);
            assertThat(unsure.notes()).contains("it may have been written all the same; a later run looks");

            store.put("other", new byte[] {1}, PutCondition.NONE);
            gate.refuse("PUT", "/other", AwsAccess.ATTEMPTS, 500, "InternalError", "We encountered an internal error.");
            Diagnostic kept = failure(() -> store.put("other", file, sum));
            assertThat(kept.code()).isEqualTo(DiagnosticCode.AWS_BUSY);
            assertThat(kept.notes()).hasSize(1);
        }
    }

    private static Map<String, Object> behind(S3Gate gate) {
        Map<String, Object> settings = new LinkedHashMap<>(S3Server.shared().settings());
        settings.put("endpoint_urls", Map.of("s3", gate.uri().toString()));
        return settings;
    }

    @Test
    void asksAgainForKeysThatS3IsTooBusyToDelete() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(request.replaceAll("(?s).*?<Key>[^<]*/([^</]+)</Key>|<(?!Key).*", "$1 ")
                    .strip());
            String prefix = request.replaceAll("(?s).*?<Key>([^<]*/).*", "$1");
            String error = asked.size() > 2
                    ? ""
                    : "<Error><Key>" + prefix + "b</Key><Code>SlowDown</Code><Message>Reduce</Message></Error>";
            byte[] body = ("<DeleteResult>" + error + "</DeleteResult>").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (AwsAccess access = AwsAccess.of(settings(server), "output `test`");
                ObjectStore store = S3Store.open(access, fresh(), S3Options.NONE)) {
            store.delete(List.of("a", "b"));
            assertThat(asked).hasSize(3);
            assertThat(asked.get(0)).contains("a").contains("b");
            assertThat(asked.subList(1, 3))
                    .allSatisfy(again -> assertThat(again).doesNotContain("a ").contains("b"));
        } finally {
            server.stop(0);
        }
    }

    /** Something that ought to fail. */
    private interface Call {
        void run() throws IOException;
    }

    private static Diagnostic failure(Call call) {
        try {
            call.run();
        } catch (GraphcException e) {
            return e.diagnostic();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("nothing failed");
    }
}
