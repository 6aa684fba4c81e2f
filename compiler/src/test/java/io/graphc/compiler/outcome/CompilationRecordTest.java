package io.graphc.compiler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompilationRecordTest {
    private static final List<String> SETTINGS = List.of("graphc 1", "folder");
    private static final Map<String, String> VARIABLES = Map.of(
            "TOKEN",
            "hunter2",
            "MODE",
            "dev",
            "KEY",
            "a \"quoted\\ part\nsecond line of it\r\na third line that is cut");
    private static final Function<String, Optional<String>> ENVIRONMENT =
            name -> Optional.ofNullable(VARIABLES.get(name));

    @TempDir
    private Path folder;

    private CompilationWatch watch;
    private final Artifacts artifacts = new Artifacts();

    @BeforeEach
    void watch() {
        watch = new CompilationWatch(new byte[] {5}, Clock.systemUTC(), ENVIRONMENT);
    }

    private Optional<CompilationRecord> record(String said) {
        return watch.record(SETTINGS, false, artifacts, new Outcome(said, List.of("done"), 0));
    }

    private CompilationRecord written(String said) throws IOException {
        Path file = folder.resolve("record.bin");
        record(said).orElseThrow().write(file, folder);
        CompilationRecord read = CompilationRecord.read(file, folder).orElseThrow();
        assertThat(read.outcome()).isEqualTo(record(said).orElseThrow().outcome());
        return read;
    }

    @Test
    void holdsForTheSameSettingsOnly() throws IOException {
        CompilationRecord record = written("fine");
        assertThat(record.isCurrent(SETTINGS, ENVIRONMENT)).isTrue();
        assertThat(record.isCurrent(List.of("graphc 2", "folder"), ENVIRONMENT)).isFalse();
        assertThat(record.isCurrent(List.of("graphc 1folder"), ENVIRONMENT)).isFalse();
    }

    @Test
    void holdsForTheVariablesThatWereRead() throws IOException {
        assertThat(watch.variable("TOKEN")).contains("hunter2");
        assertThat(watch.variable("NONE")).isEmpty();
        CompilationRecord record = written("fine");
        assertThat(record.isCurrent(SETTINGS, ENVIRONMENT)).isTrue();
        assertThat(record.isCurrent(SETTINGS, name -> Optional.of("other"))).isFalse();
        assertThat(record.isCurrent(SETTINGS, name -> Optional.empty())).isFalse();
        assertThat(record.isCurrent(SETTINGS, name -> name.equals("TOKEN") ? Optional.of("hunter2") : Optional.empty()))
                .isTrue();
        assertThat(Files.readString(folder.resolve("record.bin"), StandardCharsets.ISO_8859_1))
                .contains("TOKEN")
                .doesNotContain("hunter2");
    }

    @Test
    void isNotMadeOfWhatTellsAVariable() {
        watch.variable("TOKEN");
        watch.variable("MODE");
        assertThat(record("error: hunter2 is no number")).isEmpty();
        assertThat(record("error: what was given is no number")).isPresent();
        watch.variable("KEY");
        for (String said : List.of(
                "{\"message\": \"a \\\"quoted\\\\ part\"}",
                "error: a \"quoted\\ part",
                "  |  second line of it",
                "= note: the parser says: a third line that is ...")) {
            assertThat(record(said)).as(said).isEmpty();
        }
        assertThat(record("error: a part of the second")).isPresent();
    }

    @Test
    void isNotMadeOfWhatDependsOnTheClock() {
        watch.clockAsked();
        Outcome outcome = new Outcome("", List.of(), 0);
        assertThat(watch.record(SETTINGS, false, artifacts, outcome)).isEmpty();
        assertThat(watch.record(SETTINGS, true, artifacts, outcome)).isPresent();
    }

    @Test
    void artifactsMustBeAsTheyWereWritten() throws IOException {
        Path owned = Files.createDirectories(folder.resolve("compiled/p"));
        artifacts.owns(folder.resolve("compiled"));
        Path model = owned.resolve("a.sql");
        artifacts.write(model, bytes("select 1"));
        CompilationRecord record = written("fine");
        assertThat(record.isCurrent(SETTINGS, ENVIRONMENT)).isTrue();
        Files.writeString(model, "select 2");
        assertThat(record.isCurrent(SETTINGS, ENVIRONMENT)).isFalse();
        Files.writeString(model, "select 1");
        assertThat(record.isCurrent(SETTINGS, ENVIRONMENT)).isTrue();
        Path more = Files.createDirectories(folder.resolve("compiled/q"));
        assertThat(record.isCurrent(SETTINGS, ENVIRONMENT)).isFalse();
        Files.delete(more);
        Files.delete(model);
        assertThat(record.isCurrent(SETTINGS, ENVIRONMENT)).isFalse();
    }

    @Test
    void aManifestIsDatedWhereItTellsItsInstant() throws IOException {
        Path file = folder.resolve("manifest.json");
        // More than is buffered, and the word once more where it means nothing.
        String rest = "\", \"x\": \"" + "y".repeat(9000) + "\", \"as_of\": \"\"}";
        try (OutputStream to = artifacts.manifest(file)) {
            to.write(bytes("{ \"as_of\": \"2026-01-01T00:00:00Z"));
            to.write(bytes(rest));
            to.write('\n');
        }
        CompilationRecord record = written("fine");
        for (String instant : List.of("2026-01-02T00:00:00Z", "2026-01-02T00:00:00.123456Z", "2026-01-03T00:00:00Z")) {
            record.date(Instant.parse(instant));
            assertThat(file).hasContent("{ \"as_of\": \"" + instant + rest + "\n");
            assertThat(record.isCurrent(SETTINGS, ENVIRONMENT)).isTrue();
        }
        Files.writeString(file, Files.readString(file).replace("yyy\"", "yyz\""));
        assertThat(record.isCurrent(SETTINGS, ENVIRONMENT)).isFalse();
    }

    @Test
    void aFileOfAnotherKindIsNone() throws IOException {
        assertThat(CompilationRecord.read(folder.resolve("none"), folder)).isEmpty();
        Path file = Files.writeString(folder.resolve("text"), "graphc compilation 1\nand more");
        assertThat(CompilationRecord.read(file, folder)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
