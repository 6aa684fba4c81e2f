package io.graphc.runtime.unittest;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.render.Style;
import io.graphc.diagnostic.render.TextRenderer;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.UnitTest;
import io.graphc.plan.UnitTest.Expectation;
import io.graphc.plan.WrittenPlace;
import io.graphc.plan.impact.StateComparison;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unit tests of a project for Athena, none of which needs Athena. */
class UnitTestsTest {
    private static final Instant AS_OF = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path temporary;

    @Test
    void showsHowRowsDiffer() {
        StringBuilder told = new StringBuilder();
        TextRenderer renderer = new TextRenderer(Style.PLAIN);
        try (UnitTests tests = new UnitTests(temporary)) {
            for (UnitTest test : compiled().unitTests()) {
                told.append("# ").append(test.id()).append('\n');
                told.append(problem(tests, test).map(renderer::render).orElse("passes\n"))
                        .append('\n');
            }
        }
        GoldenFile.check(GoldenFile.resource("unit-tests/differences.txt"), told.toString());
    }

    private static Optional<Diagnostic> problem(UnitTests tests, UnitTest test) {
        try {
            return tests.run(test, Optional.empty(), "").finding().problem();
        } catch (GraphcException e) {
            return Optional.of(e.diagnostic());
        }
    }

    @Test
    void runsTheSameTestOfSeveralTenantsOnce() {
        List<UnitTest> all = compiled().unitTests();
        try (UnitTests tests = new UnitTests(temporary)) {
            assertThat(tests.run(all.get(0), Optional.empty(), "acme").sameAs()).isEmpty();
            assertThat(tests.run(all.get(0), Optional.empty(), "blue").sameAs()).contains("acme");
            assertThat(tests.run(all.get(1), Optional.empty(), "blue").sameAs()).isEmpty();
        }
    }

    @Test
    void tellsOfEveryTestThatFailsAlsoWhereTwoAreEqual() {
        Expectation wrong =
                new Expectation("rows", List.of(Column.of("a", SqlTypes.BIGINT)), "SELECT 1 AS a", "SELECT 2 AS a");
        try (UnitTests tests = new UnitTests(temporary)) {
            UnitTests.Result first = tests.run(test("first", wrong), Optional.empty(), "acme");
            UnitTests.Result second = tests.run(test("second", wrong), Optional.empty(), "acme");

            assertThat(first.sameAs()).isEmpty();
            assertThat(second.sameAs()).isEmpty();
            assertThat(second.finding().problem().orElseThrow().message()).contains("`second`");
        }
    }

    @Test
    void looksAtAllRowsWithJson() {
        List<Column> columns = List.of(Column.of("i", SqlTypes.BIGINT), Column.of("j", SqlTypes.JSON));
        String found = "SELECT i, CAST('{\"k\": ' || i || '}' AS JSON) AS j FROM range(1500) AS numbers(i)";
        String expected =
                "SELECT i, CAST('{\"k\":' || if(i = 1400, -1, i) || '}' AS JSON) AS j FROM range(1500) AS numbers(i)";
        try (UnitTests tests = new UnitTests(temporary)) {
            UnitTests.Result result =
                    tests.run(test("json", new Expectation("rows", columns, found, expected)), Optional.empty(), "");

            assertThat(result.finding().failures()).isEqualTo(1);
            assertThat(result.finding().problem().orElseThrow().notes())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("1400");
        }
    }

    private static UnitTest test(String name, Expectation expectation) {
        return new UnitTest(
                "unit_test.shop.orders." + name,
                name,
                List.of("model.shop.orders"),
                "",
                new WrittenPlace("models/orders.yml", 1, 1, 1),
                "",
                List.of(),
                List.of(),
                List.of(expectation));
    }

    @Test
    void aTestIsModifiedWhenItsRowsAre() {
        TempProject project = TempProject.copyOf(GoldenFile.resource("unit-tests/project"), temporary);
        CompiledProject before = compiled(project.root());
        project.edit("graph/graph.yml", "version: 1", "\nversion: 1")
                .edit(
                        "graph/graph.yml",
                        "rows: [{order_id: 1, customer_id: 7}]}",
                        "rows: [{customer_id: 7, order_id: 2}]}");
        CompiledProject now = compiled(project.root());

        StateComparison state = StateComparison.of(before, now);

        assertThat(now.unitTests())
                .filteredOn(test -> !state.modified(test.id()).isEmpty())
                .extracting(UnitTest::name)
                .containsExactly("takes_ends_on_trust");
        assertThat(StateComparison.allNew(now).isNew(now.unitTests().get(0).id()))
                .isTrue();
    }

    @Test
    void readsNothingOfTheProject() {
        assertThat(compiled().unitTests())
                .flatExtracting(UnitTest::expectations)
                .allSatisfy(expectation -> assertThat(UnitTests.comparison(expectation))
                        .doesNotContain("\"analytics\"")
                        .doesNotContain("\"raw\"."));
    }

    private static CompiledProject compiled() {
        return compiled(GoldenFile.resource("unit-tests/project"));
    }

    private static CompiledProject compiled(Path root) {
        CompilationResult result = new GraphCompiler().compile(CompileOptions.of(root, AS_OF));
        assertThat(result.diagnostics()).isEmpty();
        return result.projects().get(0);
    }
}
