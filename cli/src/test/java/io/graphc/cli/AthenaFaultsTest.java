package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.runtime.aws.AwsAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What can go wrong between graphc and Athena, Glue and S3, one fault after the other in one project whose source gets a new
 * row each time. Each fault comes, which the stand-ins tell, and ends the run with its code, with the words of the service and
 * the id that an administrator needs, and with its exit code; what a run says it has made is as it is to be, everything else,
 * tables, graph and state, is as it was; the next run repairs all, and no row is lost or there twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AthenaFaultsTest {
    private static final String[] MODELS = {"run", "--select", "log", "totals", "--as-of", "2026-01-15"};
    private static final String[] ALL = {"build", "--as-of", "2026-01-15"};

    private FaultyShop shop;
    private boolean broken;

    @BeforeAll
    void opens(@TempDir Path folder) {
        shop = FaultyShop.open(folder);
        repair(MODELS);
    }

    @AfterAll
    void closes() {
        if (shop != null) {
            shop.close();
        }
    }

    private void repair(String... arguments) {
        shop.repair(arguments);
        broken = false;
    }

    private void begin(Fault<FaultyShop> fault) {
        if (broken) {
            repair(MODELS);
        }
        broken = true;
        shop.begin(fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.graphc.cli.AthenaFaults#ofModels")
    void endsWithItsCodeAndLosesNothing(Fault<FaultyShop> fault) {
        begin(fault);

        CommandRun run = shop.run(MODELS);

        fault.check(run, shop);
        assertThat(shop.held()).isEqualTo(shop.wantedAfter(run));
        repair(MODELS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.graphc.cli.AthenaFaults#ofGraphs")
    void endsWithItsCodeAndTheNextRunMakesTheGraphWhole(Fault<FaultyShop> fault) {
        repair(ALL);
        Set<String> nodes = shop.nodes();
        Map<String, List<String>> state = shop.state();
        begin(fault);

        CommandRun run = shop.run(ALL);

        fault.check(run, shop);
        assertThat(shop.held()).isEqualTo(shop.wantedAfter(run));
        assertThat(shop.nodes()).isEqualTo(nodes);
        assertThat(state).isNotEmpty();
        assertThat(shop.state()).isEqualTo(state);
        repair(ALL);
        assertThat(shop.nodes()).isEqualTo(shop.wantedNodes());
    }

    /** The rows are in the table, whatever the run could still see of it, and the next run must not add them once more. */
    @Test
    void hasRowsOnceWhoseInsertEndedUnseen() {
        Fault<FaultyShop> unseen = Fault.ends(
                "token expires while rows are added",
                DiagnosticCode.AWS_CREDENTIALS,
                3,
                "The security token included in the request is expired (ExpiredTokenException, request ",
                shop -> shop.around(
                        FaultyShop.LOG, () -> {}, () -> shop.athena().fail("GetQueryExecution", FaultyShop.expired())));
        begin(unseen);

        unseen.check(shop.run(MODELS), shop);

        assertThat(shop.held().get("log"))
                .as("added")
                .hasSizeGreaterThan(shop.held().get("totals").size());
        repair(MODELS);
    }

    /** A page counts that is there, whatever the run could still see of it. */
    @ParameterizedTest(name = "seen afterwards: {0}")
    @ValueSource(booleans = {true, false})
    void goesOnFromAPageOfTheLedgerWhoseAnswersWereLost(boolean seen) {
        repair(ALL);
        begin(Fault.passes("answers to a page are lost", stage -> {
            stage.s3().loseAnswers("PUT", "/graphc_ledger", AwsAccess.ATTEMPTS);
            stage.s3().refuse("HEAD", "/graphc_ledger", seen ? 0 : 1, 403, "", "");
        }));

        CommandRun run = shop.run(ALL);

        assertThat(shop.faultsLeft()).as("faults that never came").isZero();
        assertThat(run.exit()).as(run.transcript()).isEqualTo(seen ? 0 : 3);
        if (!seen) {
            assertThat(run.err())
                    .contains(
                            "error[" + DiagnosticCode.AWS_UNREACHABLE.id() + "]: cannot write `",
                            "it may have been written all the same; a later run looks");
            assertThat(shop.nodes()).isNotEqualTo(shop.wantedNodes());
            repair(ALL);
        }
        assertThat(shop.nodes()).isEqualTo(shop.wantedNodes());
    }

    /** Somebody drops a table that graphc itself has made, just before rows are added to it. */
    @Test
    void makesATableAnewThatSomebodyHasDropped() {
        Fault<FaultyShop> dropped = Fault.ends(
                "log dropped in mid-run",
                DiagnosticCode.RELATION_GONE,
                1,
                "TABLE_NOT_FOUND",
                gone -> gone.around(FaultyShop.LOG, gone::dropLog, () -> {}));
        begin(dropped);

        dropped.check(shop.run(MODELS), shop);

        repair(MODELS);
    }
}
