package io.graphc.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.render.Style;
import io.graphc.diagnostic.render.TextRenderer;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.Normalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each folder of {@code cases/project} is a project and the full text of what loading it reports. */
class ProjectCasesTest {
    private static final Path CASES = GoldenFile.resource("cases/project");

    @TestFactory
    List<DynamicTest> reportsWhatTheCaseExpects() throws IOException {
        return cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    Path project = folder.resolve("project");
                    GoldenFile.check(folder.resolve("expected/diagnostics.txt"), diagnosticsOf(project));
                }))
                .toList();
    }

    @Test
    void findsItsCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(20);
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    private static String diagnosticsOf(Path project) {
        DiagnosticBag bag = new DiagnosticBag();
        new ProjectLoader(project, List.of(project)).load(bag);
        TextRenderer renderer = new TextRenderer(Style.PLAIN);
        String text = bag.sorted().stream().map(renderer::render).collect(Collectors.joining("\n"));
        return Normalizer.normalize(text, project.toAbsolutePath().normalize());
    }
}
