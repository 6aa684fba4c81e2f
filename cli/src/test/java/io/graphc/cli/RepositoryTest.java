package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the repository itself: what no compiler looks at. */
class RepositoryTest {
    private static final Path ROOT = Path.of(System.getProperty("graphc.root"));
    private static final Pattern TO_DO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final int MAIN_LINES = 500;
    private static final int TEST_LINES = 700;

    @Test
    void textFilesHaveNoTabsAndNoTrailingBlanks() throws IOException {
        List<String> offences = new ArrayList<>();
        for (Path file : files(".java", ".xml", ".md", ".yml", ".sh")) {
            if (isGolden(file)) {
                continue;
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.indexOf('\t') >= 0 || (!line.isEmpty() && line.endsWith(" "))) {
                    offences.add(ROOT.relativize(file) + ":" + (i + 1));
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void classesStaySmall() throws IOException {
        List<String> offences = new ArrayList<>();
        for (Path file : files(".java")) {
            int lines = Files.readAllLines(file, StandardCharsets.UTF_8).size();
            int limit = file.toString().contains("/src/test/") ? TEST_LINES : MAIN_LINES;
            if (lines > limit) {
                offences.add(ROOT.relativize(file) + " has " + lines + " lines");
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        List<String> offences = new ArrayList<>();
        for (Path file : files(".java", ".md", ".yml", ".sh")) {
            if (!file.endsWith("RepositoryTest.java")
                    && TO_DO.matcher(Files.readString(file, StandardCharsets.UTF_8))
                            .find()) {
                offences.add(ROOT.relativize(file).toString());
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void everyCodeHasAPageAndEveryPageACode() throws IOException {
        List<String> codes = Arrays.stream(DiagnosticCode.values())
                .map(DiagnosticCode::id)
                .sorted()
                .toList();
        assertThat(codes).doesNotHaveDuplicates();
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/errors"))) {
            List<String> names = pages.map(page -> page.getFileName().toString())
                    .filter(name -> name.startsWith("GC"))
                    .map(name -> name.replace(".md", ""))
                    .sorted()
                    .toList();
            assertThat(names).isEqualTo(codes);
        }
    }

    private static boolean isGolden(Path file) {
        return file.toString().contains("/src/test/resources/");
    }

    private static List<Path> files(String... endings) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(file -> {
                        String path = "/" + ROOT.relativize(file);
                        return !path.contains("/target/") && !path.contains("/.git/");
                    })
                    .sorted()
                    .toList();
        }
    }
}
