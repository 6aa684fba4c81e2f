package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.testkit.athena.AthenaFault.BadEnd;
import io.graphc.testkit.athena.AthenaFault.Endless;
import io.graphc.testkit.athena.AthenaFault.LostAnswer;
import io.graphc.testkit.athena.AthenaFault.Refusal;
import io.graphc.testkit.athena.AthenaFault.Served;
import io.graphc.testkit.athena.FakeWorkgroup;
import io.graphc.testkit.glue.GlueFailure;
import java.util.List;
import java.util.stream.Stream;

/** What can go wrong between graphc and Athena, Glue and S3, with the words that the services have for it. */
final class AthenaFaults {
    private static final String EXPIRED =
            "The security token included in the request is expired (ExpiredTokenException, request ";

    private AthenaFaults() {}

    /** Faults of a run of the models. */
    static Stream<Fault<FaultyShop>> ofModels() {
        return Stream.of(ofCredentials(), ofRights(), ofQueries(), ofTables(), ofBuckets(), ofConnections())
                .flatMap(List::stream);
    }

    private static List<Fault<FaultyShop>> ofCredentials() {
        return List.of(
                Fault.ends(
                        "token expires in mid-run",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        EXPIRED,
                        shop -> shop.expiresAt(FaultyShop.TOTALS)),
                Fault.ends(
                        "token expires while a query is watched",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        EXPIRED,
                        shop -> shop.athena()
                                .failStatement(FaultyShop.LOG, new Endless())
                                .fail("GetQueryExecution", new Served(), FaultyShop.expired())),
                Fault.ends(
                        "token expires before a table is switched",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        EXPIRED,
                        shop -> shop.failsToSwitch(GlueFailure.expiredToken())),
                Fault.ends(
                        "token expires before files are written",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        "The provided token has expired. (ExpiredToken, request ",
                        shop -> shop.s3()
                                .refuse("PUT", "/totals/", 1, 400, "ExpiredToken", "The provided token has expired.")),
                Fault.ends(
                        "wrong key",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        "The security token included in the request is invalid",
                        shop -> shop.athena()
                                .fail(
                                        "GetWorkGroup",
                                        new Refusal(
                                                400,
                                                "UnrecognizedClientException",
                                                "The security token included in the request is invalid."))),
                Fault.ends(
                        "signed for another region",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        "Credential should be scoped to a valid region. (InvalidSignatureException, request ",
                        shop -> shop.athena()
                                .fail(
                                        "GetWorkGroup",
                                        new Refusal(
                                                400,
                                                "InvalidSignatureException",
                                                "Credential should be scoped to a valid region."))));
    }

    private static List<Fault<FaultyShop>> ofRights() {
        return List.of(
                Fault.ends(
                        "no right to start queries",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "not authorized to perform: athena:StartQueryExecution (AccessDeniedException, request ",
                        shop -> shop.athena()
                                .fail(
                                        "StartQueryExecution",
                                        new Refusal(
                                                400,
                                                "AccessDeniedException",
                                                "User is not authorized to perform: athena:StartQueryExecution"))),
                Fault.ends(
                        "no right to switch a table",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "not authorized to perform: glue:UpdateTable",
                        shop -> shop.failsToSwitch(GlueFailure.accessDenied("UpdateTable", "table/faults/totals"))),
                Fault.ends(
                        "no right to write files",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "not authorized to perform: s3:PutObject (AccessDenied, request ",
                        shop -> shop.s3()
                                .refuse(
                                        "PUT",
                                        "/totals/",
                                        1,
                                        403,
                                        "AccessDenied",
                                        "User is not authorized to perform: s3:PutObject")),
                badEnd(
                        "no right to read files",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        FaultyShop.LOG,
                        1000,
                        "Access Denied (Service: Amazon S3; Status Code: 403; Request ID: 4PJ)"),
                badEnd(
                        "Lake Formation grants nothing",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        FaultyShop.LOG,
                        1500,
                        "Insufficient permissions to execute the query."));
    }

    /** A query that fails, and not on Athena's side. */
    private static Fault<FaultyShop> badEnd(
            String name, DiagnosticCode code, int exit, String statement, int type, String reason) {
        return Fault.ends(
                name,
                code,
                exit,
                "note: Athena: " + reason,
                shop -> shop.athena().failStatement(statement, BadEnd.failed(2, type, false, reason)));
    }

    private static List<Fault<FaultyShop>> ofQueries() {
        return List.of(
                Fault.ends(
                        "query killed",
                        DiagnosticCode.QUERY_KILLED,
                        1,
                        "Query cancelled by user",
                        shop -> shop.athena()
                                .failStatement(FaultyShop.TOTALS, BadEnd.killed("Query cancelled by user"))),
                Fault.ends(
                        "append killed",
                        DiagnosticCode.QUERY_KILLED,
                        1,
                        "Query cancelled by user",
                        shop -> shop.athena()
                                .failStatement(
                                        FaultyShop.LOG,
                                        new BadEnd("CANCELLED", 0, 0, false, "Query cancelled by user", true))),
                Fault.ends(
                        "limit of the work group",
                        DiagnosticCode.BYTES_CUTOFF,
                        1,
                        "Bytes scanned limit was exceeded",
                        shop -> shop.athena()
                                .workgroup(FakeWorkgroup.open("primary").withCutoff(10_000_000))
                                .bytesPerQuery(10_000_001)),
                Fault.<FaultyShop>ends(
                                "budget of the run",
                                DiagnosticCode.SCAN_BUDGET_SPENT,
                                1,
                                "500 bytes of this run",
                                shop -> shop.set("max_bytes_scanned: 500"))
                        .shownBy(shop -> assertThat(shop.athena().statements())
                                .noneMatch(statement -> statement.startsWith(FaultyShop.TOTALS))),
                badEnd(
                        "query needs too much",
                        DiagnosticCode.QUERY_RESOURCES,
                        1,
                        FaultyShop.TOTALS,
                        3,
                        "Query exhausted resources at this scale factor"),
                Fault.ends(
                        "append fails in Athena after its rows are written",
                        DiagnosticCode.AWS_BUSY,
                        3,
                        "INTERNAL_ERROR",
                        shop -> shop.athena()
                                .failStatement(
                                        FaultyShop.LOG, new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true))),
                Fault.passes(
                        "build fails in Athena after its rows are written",
                        shop -> shop.athena()
                                .failStatement(
                                        FaultyShop.TOTALS,
                                        new BadEnd("FAILED", 1, 100, true, "INTERNAL_ERROR", true))));
    }

    private static List<Fault<FaultyShop>> ofTables() {
        return List.of(
                Fault.<FaultyShop>ends(
                                "source dropped before the run",
                                DiagnosticCode.MISSING_DATA,
                                1,
                                "(EntityNotFoundException, request 00000000-",
                                FaultyShop::dropSource)
                        .shownBy(shop -> assertThat(shop.athena().statements()).isEmpty()),
                Fault.ends(
                        "source dropped in mid-run",
                        DiagnosticCode.RELATION_GONE,
                        1,
                        "TABLE_NOT_FOUND",
                        shop -> shop.around(FaultyShop.LOG, shop::dropSource, () -> {})),
                badEnd(
                        "folder that is not empty",
                        DiagnosticCode.LOCATION_NOT_EMPTY,
                        1,
                        FaultyShop.TOTALS,
                        1000,
                        "HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists"),
                Fault.<FaultyShop>ends(
                                "work group is disabled",
                                DiagnosticCode.WORKGROUP_UNUSABLE,
                                3,
                                "work group `primary` is disabled",
                                shop -> shop.athena()
                                        .workgroup(FakeWorkgroup.open("primary").disabled()))
                        .shownBy(shop -> assertThat(shop.athena().calls()).containsExactly("GetWorkGroup")));
    }

    private static List<Fault<FaultyShop>> ofBuckets() {
        return List.of(
                Fault.ends(
                        "bucket of tables is missing",
                        DiagnosticCode.BUCKET_MISSING,
                        3,
                        "The specified bucket does not exist. (NoSuchBucket, request ",
                        shop -> shop.set("s3_data_dir: s3://no-such-bucket/x/")),
                badEnd(
                        "bucket of results is missing",
                        DiagnosticCode.BUCKET_MISSING,
                        3,
                        FaultyShop.LOG,
                        1306,
                        "The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Request ID: 9XK)"),
                Fault.ends(
                        "bucket of tables in another region",
                        DiagnosticCode.BUCKET_ELSEWHERE,
                        3,
                        "(PermanentRedirect, request ",
                        shop -> shop.s3().redirect("PUT", "/totals/", "eu-west-1")),
                badEnd(
                        "bucket of results in another region",
                        DiagnosticCode.BUCKET_ELSEWHERE,
                        3,
                        FaultyShop.LOG,
                        1000,
                        "The S3 location provided to save your query results is invalid. The bucket is in this region: eu-west-1"));
    }

    private static List<Fault<FaultyShop>> ofConnections() {
        return List.of(
                Fault.<FaultyShop>ends(
                                "nobody answers for Athena",
                                DiagnosticCode.AWS_UNREACHABLE,
                                3,
                                "Connection refused",
                                shop -> shop.athena().close())
                        .shownBy(shop -> assertThat(shop.athena().calls()).isEmpty()),
                Fault.<FaultyShop>ends(
                                "nobody answers for Glue",
                                DiagnosticCode.AWS_UNREACHABLE,
                                3,
                                "Connection refused",
                                shop -> shop.isSilent("glue"))
                        .shownBy(shop -> assertThat(shop.athena().statements()).isEmpty()),
                Fault.<FaultyShop>ends(
                                "nobody answers for S3",
                                DiagnosticCode.AWS_UNREACHABLE,
                                3,
                                "Connection refused",
                                shop -> shop.isSilent("s3"))
                        .shownBy(shop -> assertThat(shop.athena().statements())
                                .noneMatch(statement -> statement.startsWith(FaultyShop.TOTALS))),
                Fault.passes(
                        "answers of starts are lost",
                        shop -> shop.athena()
                                .fail("StartQueryExecution", new LostAnswer(), new Served(), new LostAnswer())),
                Fault.passes("too many calls and full queues", shop -> {
                    shop.athena().fail("StartQueryExecution", Refusal.throttled(), Refusal.queueFull());
                    shop.athena().fail("GetQueryExecution", Refusal.throttled());
                    shop.glue().fail("GetTable", GlueFailure.throttled(), 2);
                    shop.s3().refuse("PUT", "/totals/", 2, 503, "SlowDown", "Please reduce your request rate.");
                }));
    }

    /** Faults on the way from the tables to the graph. */
    static Stream<Fault<FaultyShop>> ofGraphs() {
        return Stream.of(
                Fault.ends(
                        "token expires after the models",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        EXPIRED,
                        shop -> shop.expiresAt(FaultyShop.ELEMENTS)),
                Fault.ends(
                        "token expires before the state is changed",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        EXPIRED,
                        shop -> {
                            shop.changesItsStateByStatements();
                            shop.expiresAt(FaultyShop.LEDGER);
                        }),
                Fault.ends(
                        "no right to write the state",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "not authorized to perform: s3:PutObject (AccessDenied, request ",
                        shop -> shop.s3()
                                .refuse(
                                        "PUT",
                                        "/graphc_ledger",
                                        1,
                                        403,
                                        "AccessDenied",
                                        "User is not authorized to perform: s3:PutObject")),
                Fault.ends(
                        "token expires before changes are written",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        "The provided token has expired. (ExpiredToken, request ",
                        shop -> shop.s3()
                                .refuse("PUT", "/rows-", 1, 400, "ExpiredToken", "The provided token has expired.")),
                Fault.ends(
                        "elements are killed",
                        DiagnosticCode.QUERY_KILLED,
                        1,
                        "Query cancelled by user",
                        shop -> shop.athena()
                                .failStatement(FaultyShop.ELEMENTS, BadEnd.killed("Query cancelled by user"))),
                Fault.ends(
                        "the change of the state is killed",
                        DiagnosticCode.QUERY_KILLED,
                        1,
                        "Query cancelled by user",
                        shop -> {
                            shop.changesItsStateByStatements();
                            shop.athena().failStatement(FaultyShop.LEDGER, BadEnd.killed("Query cancelled by user"));
                        }));
    }
}
