package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.glue.Crawl;
import io.graphc.testkit.glue.FakeGlue;
import io.graphc.testkit.glue.GlueFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What can go wrong between graphc and the catalog and crawlers of AWS Glue. Each fault comes, which the stand-in tells, and
 * ends the command with its code, the service's words and the id of its answer, and with its exit code; what is written of the
 * sources is as it was; the next call does it.
 */
class CatalogFaultsTest implements Fault.Stage {
    private static final String[] CHECK = {"source", "check"};
    private static final String[] GENERATE = {"source", "generate", "sales", "--output", "models/sources.yml"};
    private static final String[] CRAWL = {"source", "crawl", "nightly", "--poll-interval", "0s"};
    private static final String SOURCES =
            "sources: \n  - name: sales\n    tables: \n      - name: users\n        columns: [{name: id, data_type: varchar}]\n";
    private static final String EXPIRED =
            "The security token included in the request is expired (ExpiredTokenException, request ";

    @TempDir
    Path folder;

    private final FakeGlue glue = FakeGlue.start();
    private final List<Crawl> crawls = new ArrayList<>();
    private String endpoint = "";
    /** By which a command reads the catalog. */
    private String operation = "";

    private TempProject project;

    static Stream<Fault<CatalogFaultsTest>> faultsOfCatalogs() {
        return Stream.of(
                Fault.ends(
                        "no right to read a table",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "not authorized to perform: glue:Get",
                        refused(GlueFailure.accessDenied("GetTable", "table/sales/users"))),
                Fault.ends(
                        "token is expired",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        EXPIRED,
                        refused(GlueFailure.expiredToken())),
                Fault.ends(
                        "signed for another region",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        "Credential should be scoped to a valid region. (InvalidSignatureException, request ",
                        refused(GlueFailure.of(
                                "InvalidSignatureException", "Credential should be scoped to a valid region."))),
                nobodyAnswers());
    }

    /** The next call is refused, whether one table is asked for or all of a database. */
    private static Consumer<CatalogFaultsTest> refused(GlueFailure failure) {
        return test -> test.glue.fail(test.operation, failure, 1);
    }

    private static Fault<CatalogFaultsTest> nobodyAnswers() {
        return Fault.<CatalogFaultsTest>ends(
                        "nobody answers",
                        DiagnosticCode.AWS_UNREACHABLE,
                        3,
                        "Connection refused",
                        test -> test.endpoint = "http://127.0.0.1:1")
                .shownBy(test -> assertThat(test.glue.requests()).isEmpty());
    }

    static Stream<Fault<CatalogFaultsTest>> faultsOfCrawlers() {
        return Stream.of(
                Fault.<CatalogFaultsTest>ends(
                                "crawler fails",
                                DiagnosticCode.CRAWL_FAILED,
                                1,
                                "note: Glue says: The S3 location s3://lake/x does not exist",
                                test -> test.crawls.add(Crawl.failing("The S3 location s3://lake/x does not exist")))
                        .shownBy(CatalogFaultsTest::hasCrawled),
                Fault.<CatalogFaultsTest>ends(
                                "crawler is stopped",
                                DiagnosticCode.CRAWL_FAILED,
                                1,
                                "crawler `nightly` was stopped",
                                test -> test.crawls.add(Crawl.cancelled()))
                        .shownBy(CatalogFaultsTest::hasCrawled),
                Fault.ends(
                        "no right to start a crawler",
                        DiagnosticCode.AWS_ACCESS_DENIED,
                        3,
                        "not authorized to perform: glue:StartCrawler",
                        test -> test.glue.fail(
                                "StartCrawler", GlueFailure.accessDenied("StartCrawler", "crawler/nightly"), 1)),
                Fault.ends(
                        "token expires while a crawler is watched",
                        DiagnosticCode.AWS_CREDENTIALS,
                        3,
                        EXPIRED,
                        test -> test.glue.failAfter("GetCrawler", 2, GlueFailure.expiredToken())),
                nobodyAnswers(),
                Fault.passes("too many calls", test -> test.glue.fail("GetCrawler", GlueFailure.throttled(), 2)),
                Fault.passes("the answer of a start is lost", test -> test.glue.loseAnswers("StartCrawler", 1)));
    }

    @BeforeEach
    void lay() {
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nprofile: shop\n")
                .write("models/sources.yml", SOURCES);
        glue.database("sales");
        glue.table("sales", table("users"));
    }

    private static String table(String name) {
        return "{\"Name\": \"" + name
                + "\", \"StorageDescriptor\": {\"Columns\": [{\"Name\": \"id\", \"Type\": \"string\"}]}}";
    }

    @AfterEach
    void stop() {
        glue.close();
    }

    private CommandRun call(String... arguments) {
        project.write("profiles.yml", """
                shop:
                  target: lake
                  outputs:
                    lake:
                      type: athena
                      region_name: eu-west-1
                      schema: analytics
                      s3_staging_dir: s3://results/
                      aws_access_key_id: AKIATEST
                      aws_secret_access_key: secret
                      endpoint_url: %s
                """.formatted(
                        endpoint.isEmpty() ? glue.endpoint().toString() : endpoint));
        return CommandRun.in(folder).call(arguments);
    }

    private void hasCrawled() {
        assertThat(glue.requests()).anyMatch(request -> request.operation().equals("StartCrawler"));
    }

    @Override
    public List<String> troubles() {
        return glue.troubles();
    }

    @Override
    public int faultsLeft() {
        return glue.faultsLeft();
    }

    private void checkTwice(Fault<CatalogFaultsTest> fault, String... arguments) {
        fault.arrange(this);

        fault.check(call(arguments), this);

        assertThat(project.read("models/sources.yml")).isEqualTo(SOURCES);
        endpoint = "";
        CommandRun repaired = call(arguments);
        assertThat(repaired.exit()).as(repaired.transcript()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfCatalogs")
    void endsACheckOfSources(Fault<CatalogFaultsTest> fault) {
        operation = "GetTable";
        checkTwice(fault, CHECK);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfCatalogs")
    void leavesTheFileOfSourcesAsItWas(Fault<CatalogFaultsTest> fault) {
        operation = "GetTables";
        glue.table("sales", table("orders"));

        checkTwice(fault, GENERATE);

        assertThat(project.read("models/sources.yml")).contains("name: orders");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfCrawlers")
    void endsTheCrawl(Fault<CatalogFaultsTest> fault) {
        fault.arrange(this);
        glue.crawler("nightly", "sales", crawls.toArray(Crawl[]::new));

        fault.check(call(CRAWL), this);

        endpoint = "";
        CommandRun repaired = call(CRAWL);
        assertThat(repaired.exit()).as(repaired.transcript()).isZero();
        assertThat(repaired.err()).contains("crawler nightly: succeeded");
    }
}
