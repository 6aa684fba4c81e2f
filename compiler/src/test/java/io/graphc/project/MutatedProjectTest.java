package io.graphc.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.SourceFile;
import io.graphc.source.disk.Disk;
import io.graphc.testkit.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Whatever stands in a YAML file, reading it ends in diagnostics at places of that file, never in an exception. */
class MutatedProjectTest {
    private static final int ROUNDS = 1_000;
    private static final String[] SNIPPETS = {
        ":",
        ": ",
        "-",
        "\n",
        "\n  ",
        "{",
        "}",
        "[",
        "]",
        "'",
        "\"",
        "|",
        ">",
        "&a ",
        "*a",
        "!!x ",
        "#",
        "\t",
        "? ",
        "<<: ",
        "~",
        "%",
        "@",
        "{{ x }}",
        "---\n",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uD83D\uDE00",
        "|2\n",
        "\\",
        ",",
        "0x",
        "+"
    };

    private final DiagnosticBag bag = new DiagnosticBag();

    @Test
    void propertiesSurviveMutation() throws IOException {
        ConfigTree none = new ConfigTree(Optional.empty());
        fuzz("models/staging/stg_users.yml", (file, sink) -> {
            PropertiesReader reader = new PropertiesReader(none, none, UniqueNames.of(sink), unitTests(sink), sink);
            PropertiesReader.parse(file, sink).ifPresent(document -> reader.add(document, List.of("shop")));
            reader.models()
                    .values()
                    .forEach(model -> assertThat(model.name().span().file()).isEqualTo(file));
        });
    }

    @Test
    void mappingsSurviveMutation() throws IOException {
        fuzz(
                "graph/users.yml",
                (file, sink) -> new GraphReader(
                                new ProjectFiles(Path.of("."), Disk.plain(), sink),
                                ConfigSpec.EMPTY,
                                unitTests(sink),
                                sink)
                        .read(file));
    }

    private static UnitTestReader unitTests(DiagnosticSink sink) {
        ProjectFiles files = new ProjectFiles(Path.of("."), Disk.plain(), sink);
        return new UnitTestReader(new FixtureFiles(files, List.of(), List.of(), sink), sink);
    }

    @Test
    void tenantsSurviveMutation() throws IOException {
        fuzz("tenants/acme.yml", (file, sink) -> new TenantReader(sink).read(List.of(file), List.of()));
    }

    @Test
    void projectFilesSurviveMutation() throws IOException {
        fuzz("graphc_project.yml", (file, sink) -> {
            YamlNode document = YamlParser.parse(file, sink).orElse(null);
            if (document != null) {
                new ShapeChecker(sink).check(document, ProjectShapes.FILE);
                ProjectFile project =
                        ProjectFile.read(file, document, new ProjectFiles(Path.of("."), Disk.plain(), sink), sink);
                project.models().resolve(List.of("shop", "staging", "a"));
                project.models().reportUnused(List.of(List.of("shop", "a")), "model", ConfigShapes.MODEL, sink);
            }
        });
    }

    private void fuzz(String path, BiConsumer<SourceFile, DiagnosticBag> read) throws IOException {
        Path file = GoldenFile.resource("cases/project/no-mistake/project").resolve(path);
        String text = Files.readString(file, StandardCharsets.UTF_8);
        for (long seed = 0; seed < ROUNDS; seed++) {
            SourceFile mutated = new SourceFile(path, mutate(text, new SplittableRandom(seed)));
            DiagnosticBag found = new DiagnosticBag();
            try {
                read.accept(mutated, found);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ":\n" + mutated.text(), e);
            }
            found.sorted().forEach(diagnostic -> checkPlace(diagnostic, mutated));
            found.sorted().forEach(bag::report);
        }
        assertThat(bag.sorted()).as("mutations do harm").hasSizeGreaterThan(100);
    }

    private static void checkPlace(Diagnostic diagnostic, SourceFile file) {
        assertThat(diagnostic.primary()).as(diagnostic.message()).isPresent();
        diagnostic.primary().ifPresent(span -> {
            assertThat(span.file()).isEqualTo(file);
            assertThat(span.endOffset())
                    .isBetween(span.startOffset(), file.text().length());
        });
    }

    private static String mutate(String text, SplittableRandom random) {
        StringBuilder mutated = new StringBuilder(text);
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes && mutated.length() > 2; change++) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(4)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.delete(at, Math.min(mutated.length(), at + 1 + random.nextInt(20)));
                case 2 -> mutated.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
                default -> mutated.setCharAt(at, mutated.charAt(random.nextInt(mutated.length())));
            }
        }
        return mutated.toString();
    }
}
