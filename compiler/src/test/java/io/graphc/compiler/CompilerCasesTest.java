package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.render.Style;
import io.graphc.diagnostic.render.TextRenderer;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.Normalizer;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole projects: a folder below {@code cases/<area>/} is one, its files laid over those of {@code cases/base}. What the
 * compiler says must be {@code expected/diagnostics.txt}; of a project without errors, what it writes must be {@code
 * expected/target}.
 */
class CompilerCasesTest {
    private static final Instant AS_OF = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> AREAS = List.of("resolve", "mapping", "plan");

    @TempDir
    private Path temporary;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String area : AREAS) {
            try (Stream<Path> found = Files.list(GoldenFile.resource("cases/" + area))) {
                found.sorted().forEach(folders::add);
            }
        }
        assertThat(folders.size()).isGreaterThan(10);
        return folders.stream()
                .map(folder -> DynamicTest.dynamicTest(
                        folder.getParent().getFileName() + "/" + folder.getFileName(), () -> check(folder)));
    }

    private void check(Path folder) throws IOException {
        Path directory = temporary.resolve(folder.getFileName().toString());
        TempProject.copyOf(GoldenFile.resource("cases/base"), directory);
        layOver(folder.resolve("project"), TempProject.in(directory));

        CompilationResult result = compile(directory, 2);

        List<Executable> checks = new ArrayList<>();
        checks.add(() -> GoldenFile.check(folder.resolve("expected/diagnostics.txt"), told(result, directory)));
        checks.add(() -> assertThat(told(compile(directory, 1), directory)).isEqualTo(told(result, directory)));
        if (!result.hasErrors()) {
            checkTarget(folder.resolve("expected/target"), result, directory, checks);
        }
        assertAll(checks);
    }

    private static void layOver(Path folder, TempProject project) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // Not all of them are text in UTF-8.
                Path copy = project.root().resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static CompilationResult compile(Path directory, int threads) {
        return new GraphCompiler().compile(CompileOptions.of(directory, AS_OF).withThreads(threads));
    }

    private static String told(CompilationResult result, Path directory) {
        TextRenderer renderer = new TextRenderer(Style.PLAIN);
        String problems = result.diagnostics().stream().map(renderer::render).collect(Collectors.joining("\n"));
        long errors = result.diagnostics().stream().filter(Diagnostic::isError).count();
        return Normalizer.normalize(
                problems + "\n" + errors + " errors, " + result.uncheckedModels() + " models not checked\n", directory);
    }

    private static void checkTarget(Path expected, CompilationResult result, Path directory, List<Executable> checks)
            throws IOException {
        Path target = directory.resolve("target");
        new CompiledProjectWriter(target).write(result);
        StringBuilder files = new StringBuilder();
        try (Stream<Path> written = Files.walk(target)) {
            for (Path file : written.filter(Files::isRegularFile).sorted().toList()) {
                String path = target.relativize(file).toString();
                files.append(path).append('\n');
                String text = Files.readString(file, StandardCharsets.UTF_8);
                assertThat(text).doesNotContain(directory.toString());
                checks.add(() -> GoldenFile.check(expected.resolve(path), text));
            }
        }
        checks.add(() -> GoldenFile.check(expected.resolveSibling("files.txt"), files.toString()));
    }
}
