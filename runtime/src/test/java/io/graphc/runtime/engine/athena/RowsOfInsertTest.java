package io.graphc.runtime.engine.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsService;
import io.graphc.runtime.engine.warehouse.Statement;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.athena.AthenaFault.BadEnd;
import io.graphc.testkit.athena.AthenaFault.Refusal;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.S3Shelf;
import io.graphc.testkit.athena.SqlBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An insert whose note or whose end is lost: what is told is what happened, and nothing of it comes twice. */
class RowsOfInsertTest {
    private static final Statement INSERT =
            new Statement("model.shop.orders", "model `orders`", "INSERT INTO orders SELECT 1 AS id");

    private final String folder = "s3://" + S3Server.BUCKET + "/inserts-" + UUID.randomUUID() + "/orders/";
    private final String notes = folder + "_graphc_insert_";
    private final S3Shelf objects = new S3Shelf(S3Server.shared().uri());
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final FakeAthena athena = FakeAthena.start(new OneFileEach(objects, folder), objects);
    private final AwsAccess storage = AwsAccess.of(S3Server.shared().settings(), "output `prod`");
    private final S3Client s3 = storage.client(AwsService.S3, S3Client.builder().forcePathStyle(true), 1);
    private final AwsAccess access = AwsAccess.of(
            Map.of(
                    "region_name", "eu-central-1",
                    "aws_access_key_id", "key",
                    "aws_secret_access_key", "secret",
                    "endpoint_url", athena.address().toString()),
            "output `prod`");
    private final AthenaClient client = access.client(AwsService.ATHENA, AthenaClient.builder(), 1);
    private final GlueClient glue = access.client(AwsService.GLUE, GlueClient.builder(), 1);
    private final AthenaSession session = session();

    /** Each insert writes one file. */
    private record OneFileEach(S3Shelf objects, String folder) implements SqlBackend {
        @Override
        public synchronized Answer run(String sql) {
            objects.put(folder + "file-" + files("orders").size(), new byte[1]);
            return Answer.updated(1);
        }

        @Override
        public List<String> files(String table) {
            return objects.list(folder + "file-");
        }
    }

    /** S3, with operations that are not allowed. */
    private S3Client guarded() {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    if (forbidden.contains(method.getName())) {
                        throw S3Exception.builder()
                                .statusCode(403)
                                .message("Access Denied")
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .errorCode("AccessDenied")
                                        .errorMessage("Access Denied")
                                        .build())
                                .build();
                    }
                    try {
                        return method.invoke(s3, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @AfterEach
    void close() {
        client.close();
        glue.close();
        s3.close();
        access.close();
        storage.close();
        athena.close();
    }

    private AthenaSession session() {
        AthenaProfile profile = AthenaProfile.of(
                new EngineTarget("prod", "athena", "analytics", 4, Map.of("s3_staging_dir", "s3://lake/results/")));
        AthenaCalls calls = new AthenaCalls(new VirtualTime().patience(), () -> false);
        Workgroup workgroup = Workgroup.unknown("primary");
        return new AthenaSession(
                client,
                calls,
                workgroup,
                new AthenaStatements(
                        client,
                        calls,
                        new AthenaStatements.Setting(profile, workgroup, ResultReuse.NEVER),
                        new ScanBudget(OptionalLong.empty(), Map.of()),
                        "run-1"),
                new GlueRegistry(glue, calls, profile.catalog(), "shop"),
                new TableFolders(guarded(), calls, profile, "shop", "0123456789ab"),
                "shop",
                new Notices());
    }

    private long add() {
        return new RowsOfInsert(session, INSERT, folder).add().rows();
    }

    private Diagnostic failure() {
        return catchThrowableOfType(GraphcException.class, this::add).diagnostic();
    }

    /** What a run tells though nothing failed. */
    private List<String> warnings() {
        assertThat(session.notices().all()).allSatisfy(notice -> {
            assertThat(notice.code()).isEqualTo(DiagnosticCode.INSERT_UNCERTAIN);
            assertThat(notice.notes()).as("the reason").isNotEmpty();
        });
        return session.notices().all().stream().map(Diagnostic::message).toList();
    }

    private List<String> files() {
        return objects.list(folder + "file-");
    }

    private void loseTheEnd() {
        athena.fail("GetQueryExecution", new Refusal(400, "ExpiredTokenException", "The security token has expired"));
    }

    @Test
    void anInsertThatSucceededStaysSoWhenItsNoteCannotBeDeleted() {
        forbidden.add("deleteObjects");

        assertThat(add()).isEqualTo(1);
        assertThat(objects.list(notes)).hasSize(1);
        assertThat(add()).as("the note of one that succeeded stops nobody").isEqualTo(1);
        forbidden.clear();
        RowsOfInsert.settle(session, folder);

        assertThat(objects.list(notes)).isEmpty();
        assertThat(files()).hasSize(2);
        assertThat(warnings())
                .as("of two inserts")
                .hasSize(2)
                .allSatisfy(message -> assertThat(message)
                        .startsWith("the note `" + notes)
                        .endsWith("` of an `INSERT` stays until the next one can remove it"));
    }

    @Test
    void anInsertThatSucceededStaysSoWhenItsRowsCannotBeAskedFor() {
        athena.fail("GetQueryResults", new Refusal(400, "AccessDeniedException", "not allowed"));

        assertThat(add()).isEqualTo(-1);

        assertThat(warnings()).containsExactly("model `orders` has inserted rows, and Athena does not tell how many");
        assertThat(files()).hasSize(1);
        assertThat(objects.list(notes)).isEmpty();
    }

    @Test
    void anInsertWithoutANoteIsWaitedFor() {
        forbidden.add("putObject");

        assertThat(add()).isEqualTo(1);
        assertThat(warnings())
                .containsExactly("model `orders` inserts rows without a note in `" + folder
                        + "`: should the run be killed meanwhile, no later one knows of them");
        athena.failStatement("INSERT INTO", new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true));
        assertThat(failure().code()).isEqualTo(DiagnosticCode.AWS_BUSY);

        assertThat(athena.calls()).doesNotContain("StopQueryExecution");
        assertThat(files()).as("the file of the one that failed is gone").hasSize(1);
    }

    @Test
    void tellsOfAnInsertThatNeitherNoteNorEndIsKnownOf() {
        forbidden.add("putObject");
        loseTheEnd();

        Diagnostic failure = failure();

        assertThat(failure.code()).isEqualTo(DiagnosticCode.AWS_CREDENTIALS);
        assertThat(failure.notes()).anyMatch(note -> note.contains("may have put rows into `" + folder + "`"));
    }

    @Test
    void theFilesOfAFailureThatCannotBeRemovedAreRemovedLater() {
        athena.failStatement("INSERT INTO", new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true));
        forbidden.add("deleteObjects");

        Diagnostic failure = failure();

        assertThat(failure.code()).isEqualTo(DiagnosticCode.AWS_BUSY);
        assertThat(failure.notes()).contains("files that it wrote may still lie in `" + folder + "`");
        assertThat(files()).hasSize(1);
        forbidden.clear();
        RowsOfInsert.settle(session, folder);
        assertThat(files()).isEmpty();
        assertThat(objects.list(notes)).isEmpty();
    }

    @Test
    void settlingRemovesWhatAnInsertLeftWhoseEndNobodySaw() {
        loseTheEnd();
        assertThat(failure().code()).isEqualTo(DiagnosticCode.AWS_CREDENTIALS);
        assertThat(objects.list(notes)).hasSize(1);

        RowsOfInsert.settle(session, folder);

        assertThat(files()).as("it was stopped").isEmpty();
        assertThat(objects.list(notes)).isEmpty();
    }

    @Test
    void settlingTellsOfAnInsertThatAthenaHasForgotten() {
        assertThat(add()).isEqualTo(1);
        objects.put(notes + "00000000-0000-0000-0000-000000000000", new byte[0]);

        RowsOfInsert.settle(session, folder);

        assertThat(warnings())
                .containsExactly("rows of an earlier `INSERT` that may have failed may lie in `" + folder + "`");
        assertThat(objects.list(notes)).as("it is told once").isEmpty();
    }

    /** Such as one that was killed while it waited for its turn. */
    @Test
    void settlingTellsNothingWhereNoFileLies() {
        objects.put(notes + "00000000-0000-0000-0000-000000000000", new byte[0]);

        RowsOfInsert.settle(session, folder);

        assertThat(warnings()).isEmpty();
        assertThat(objects.list(notes)).isEmpty();
    }

    /** The files that the table has are not its own. */
    @Test
    void settlingTellsNothingOfAnInsertThatNeverRan() {
        assertThat(add()).isEqualTo(1);
        athena.failStatement("INSERT INTO", BadEnd.killed("Query was cancelled by user"));
        loseTheEnd();
        assertThat(failure().code()).isEqualTo(DiagnosticCode.AWS_CREDENTIALS);
        assertThat(objects.list(notes)).hasSize(1);

        RowsOfInsert.settle(session, folder);

        assertThat(warnings()).isEmpty();
        assertThat(files()).hasSize(1);
        assertThat(objects.list(notes)).isEmpty();
    }

    @Test
    void settlingTellsOfAnInsertWhoseManifestIsGone() {
        athena.failStatement("INSERT INTO", new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true));
        forbidden.add("deleteObjects");
        failure();
        forbidden.clear();
        objects.list("s3://" + S3Server.BUCKET + "/results/").stream()
                .filter(address -> address.endsWith("-manifest.csv"))
                .forEach(objects::delete);

        RowsOfInsert.settle(session, folder);

        assertThat(files()).as("nobody knows whose it is").hasSize(1);
        assertThat(session.notices().all())
                .singleElement()
                .satisfies(notice -> assertThat(notice.notes())
                        .singleElement()
                        .asString()
                        .endsWith(" did not end well, and Athena does not tell which files it wrote"));
        assertThat(objects.list(notes)).isEmpty();
    }
}
