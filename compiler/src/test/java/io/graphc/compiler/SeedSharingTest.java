package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.graphc.compiler.CompileOptions.Surroundings;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.disk.Disk;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of a seed are looked at once for all tenants that declare the same of it. */
class SeedSharingTest {
    private static final int TENANTS = 12;

    @TempDir
    private Path folder;

    private TempProject project;

    @BeforeEach
    void write() {
        project = TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\nvars: {kind: integer}\n")
                .write("profiles.yml", "shop:\n  outputs:\n    dev: {type: duckdb, path: x.duckdb}\n  target: dev\n")
                .write("seeds/sizes.csv", "id,size\n1,large\n2,7\n3,2026-01-01\n")
                .write(
                        "seeds/seeds.yml",
                        "seeds:\n  - name: sizes\n    config: {column_types: {size: \"{{ var('kind') }}\"}}\n");
        for (int i = 0; i < TENANTS; i++) {
            project.write("tenants/t" + i + ".yml", "vars: {kind: " + (i == TENANTS - 1 ? "date" : "integer") + "}\n");
        }
    }

    /** Counts how often files of rows are opened. */
    private static final class CountingDisk implements Disk {
        private final AtomicInteger opened = new AtomicInteger();

        @Override
        public Kind kind(Path path) {
            return Disk.plain().kind(path);
        }

        @Override
        public byte[] read(Path file) throws IOException {
            return Disk.plain().read(file);
        }

        @Override
        public List<Child> children(Path folder) throws IOException {
            return Disk.plain().children(folder);
        }

        @Override
        public InputStream open(Path file) throws IOException {
            opened.incrementAndGet();
            return Disk.plain().open(file);
        }

        @Override
        public void lookedInto(Path file) {}

        @Override
        public void lookedElsewhere() {}
    }

    private static List<Diagnostic> compile(Path folder, Disk disk, int threads) {
        Surroundings none = Surroundings.NONE;
        CompileOptions options = CompileOptions.of(folder, Instant.parse("2026-01-15T00:00:00Z"))
                .withThreads(threads)
                .withSurroundings(
                        new Surroundings(disk, none.environment(), none.clockAsked(), none.catalog(), none.queries()));
        return new GraphCompiler().compile(options).diagnostics();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aSeedIsReadOnceForEachKindOfDeclaration(int threads) {
        CountingDisk disk = new CountingDisk();
        List<Diagnostic> told = compile(folder, disk, threads);
        assertThat(disk.opened)
                .as("its header, its checksum, and its rows for each of two declarations")
                .hasValue(4);
        assertThat(told)
                .extracting(
                        Diagnostic::code,
                        Diagnostic::message,
                        problem -> problem.primary().orElseThrow().startLine())
                .containsExactly(
                        tuple(DiagnosticCode.BAD_SOURCE_VALUE, "`large` is no date", 2),
                        tuple(DiagnosticCode.BAD_SOURCE_VALUE, "`large` is no integer", 2),
                        tuple(DiagnosticCode.BAD_SOURCE_VALUE, "`7` is no date", 3),
                        tuple(DiagnosticCode.BAD_SOURCE_VALUE, "`2026-01-01` is no integer", 4));
    }

    @Test
    void aLaterCompilationReadsAnew() {
        Disk disk = new CountingDisk();
        assertThat(compile(folder, disk, 1)).hasSize(4);
        project.write("seeds/sizes.csv", "id,size\n1,\n");
        assertThat(compile(folder, disk, 1)).isEmpty();
    }
}
