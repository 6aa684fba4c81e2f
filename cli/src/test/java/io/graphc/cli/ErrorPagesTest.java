package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.render.Style;
import io.graphc.diagnostic.render.TextRenderer;
import io.graphc.runtime.catalog.SourceCatalogs;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.Normalizer;
import io.graphc.testkit.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the examples of the pages of {@code docs/errors}, laid over what {@code graphc init} makes: the first form
 * gives the code of its page and no other, in the words of its golden file; the corrected form gives nothing.
 */
class ErrorPagesTest {
    private static final Instant AS_OF = Instant.parse("2026-01-31T08:00:00Z");

    /** The codes of compilation that no files over the fresh project can show, and why. */
    private static final Map<String, String> WITHOUT_FILES = new TreeMap<>(Map.of(
            "GC1010", "tenants are asked for on the command line",
            "GC1013", "a page is UTF-8 text and cannot hold a file that is not",
            "GC2012", "selectors stand on the command line",
            "GC2030", "selectors stand on the command line",
            "GC2031", "selectors stand on the command line",
            "GC4016", "a query that gives it is a fault to mend, not an example to keep",
            "GC4099", "a query that gives it is a fault to mend, not an example to keep",
            "GC6010", "a statement of that length is no example to read"));

    private static final Pattern COMPILE_TIME = Pattern.compile("GC[1-6]\\d{3}");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> reportsExactlyTheCodeOfEachPage() {
        return pagesWithFiles()
                .map(code -> DynamicTest.dynamicTest(code, () -> {
                    Path project = lay(code, "example", ErrorPage.of(code).example());
                    List<Diagnostic> diagnostics = compile(project).diagnostics();
                    assertThat(diagnostics)
                            .as(() -> rendered(diagnostics, project))
                            .isNotEmpty()
                            .allMatch(diagnostic -> diagnostic.code().id().equals(code));
                    GoldenFile.check(
                            GoldenFile.resource("terminal/pages/" + code + ".txt"), rendered(diagnostics, project));
                }));
    }

    @TestFactory
    Stream<DynamicTest> acceptsWhatEachPageCorrects() {
        return pagesWithFiles()
                .map(code -> DynamicTest.dynamicTest(code, () -> {
                    Path project = lay(code, "corrected", ErrorPage.of(code).corrected());
                    List<Diagnostic> diagnostics = compile(project).diagnostics();
                    assertThat(diagnostics)
                            .as(() -> rendered(diagnostics, project))
                            .noneMatch(diagnostic -> diagnostic.isError()
                                    || diagnostic.code().id().equals(code));
                }));
    }

    @Test
    void everyCodeOfCompilationHasAnExampleOfFiles() {
        assertThat(codes().filter(code -> COMPILE_TIME.matcher(code).matches())
                        .filter(code -> !ErrorPage.of(code).hasFiles()))
                .containsExactlyElementsOf(WITHOUT_FILES.keySet());
    }

    @Test
    void everyPageSaysWhatItIsAbout() {
        assertThat(codes())
                .allSatisfy(code -> assertThat(ErrorPage.of(code).text())
                        .startsWith("# " + code + ": ")
                        .containsPattern("(?s)\\A# [^\n]+\n\n[A-Za-z`].+"));
    }

    private static Stream<String> codes() {
        return Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::id);
    }

    private static Stream<String> pagesWithFiles() {
        return codes().filter(code -> ErrorPage.of(code).hasFiles());
    }

    /** A fresh project with the files of one form of a page in it. */
    private Path lay(String code, String form, Map<String, String> files) throws Exception {
        Path parent = Files.createDirectories(folder.resolve(form + "-" + code));
        assertThat(CommandRun.in(parent).call("init", "example").exit()).isZero();
        TempProject project = TempProject.in(parent.resolve("example"));
        files.forEach(project::write);
        return project.root();
    }

    private static CompilationResult compile(Path project) {
        return new GraphCompiler()
                .compile(CompileOptions.of(project, AS_OF).withCatalog(new SourceCatalogs(project)::of));
    }

    private static String rendered(List<Diagnostic> diagnostics, Path project) {
        TextRenderer renderer = new TextRenderer(Style.PLAIN);
        StringBuilder text = new StringBuilder();
        diagnostics.forEach(
                diagnostic -> text.append(renderer.render(diagnostic)).append('\n'));
        return Normalizer.normalize(text.toString(), project);
    }
}
