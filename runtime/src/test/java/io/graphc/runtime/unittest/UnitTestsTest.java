package io.graphc.runtime.unittest;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.render.Style;
import io.graphc.diagnostic.render.TextRenderer;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.UnitTest;
import io.graphc.testkit.GoldenFile;
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
    void readsNothingOfTheProject() {
        assertThat(compiled().unitTests())
                .flatExtracting(UnitTest::expectations)
                .allSatisfy(expectation -> assertThat(UnitTests.comparison(expectation))
                        .doesNotContain("\"analytics\"")
                        .doesNotContain("\"raw\"."));
    }

    private static CompiledProject compiled() {
        CompilationResult result =
                new GraphCompiler().compile(CompileOptions.of(GoldenFile.resource("unit-tests/project"), AS_OF));
        assertThat(result.diagnostics()).isEmpty();
        return result.projects().get(0);
    }
}
