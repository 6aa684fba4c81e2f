package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of the columns of seeds, and what their headers name. */
class SeedColumnsTest {
    private static final String TYPED = """
            seeds:
              - name: places
                config: {column_types: {code: varchar, since: date, size: integer}}
                columns:
                  - name: code
                    data_tests: [not_null]
            """;

    @TempDir
    private Path folder;

    private TempProject project;

    @BeforeEach
    void write() {
        project = TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", "shop:\n  outputs:\n    dev: {type: duckdb, path: x.duckdb}\n  target: dev\n");
    }

    private CompilationResult compile() {
        return new GraphCompiler().compile(CompileOptions.of(folder, Instant.parse("2026-01-15T00:00:00Z")));
    }

    @Test
    void aTypeOfAColumnThatASeedLacksIsAWarning() {
        project.write("seeds/places.csv", "code,since\nDEU,2023-01-01\n").write("seeds/seeds.yml", TYPED);
        CompilationResult result = compile();
        assertThat(result.projects()).hasSize(1);
        assertThat(result.diagnostics()).hasSize(1);
        Diagnostic told = result.diagnostics().get(0);
        assertThat(told.code()).isEqualTo(DiagnosticCode.KEY_IGNORED);
        assertThat(told.severity()).isEqualTo(Severity.WARNING);
        assertThat(told.message()).isEqualTo("`size` in `column_types` is no column of seed `places`");
        assertThat(told.primary().orElseThrow().startLine()).isEqualTo(3);
    }

    @Test
    void ofASeedOfAPackageItIsNotTold() {
        project.write("packages.yml", "packages:\n  - local: more\n")
                .write("more/dbt_project.yml", "name: more\n")
                .write("more/seeds/places.csv", "code,since\nDEU,2023-01-01\n")
                .write("more/seeds/seeds.yml", TYPED);
        CompilationResult result = compile();
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.projects().get(0).seeds()).hasSize(1);
    }

    /** Neither of its columns, nor of what reads it, is anything said besides. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "  \ncode,since,size\n", "\uFEFF"})
    void aSeedWithoutHeaderIsOneError(String text) {
        project.write("seeds/places.csv", text)
                .write("seeds/seeds.yml", TYPED)
                .write("models/old.sql", "select code from {{ ref('places') }} where size > 1\n")
                .write("models/older.sql", "select code from {{ ref('old') }}\n")
                .write("tests/some.sql", "select code from {{ ref('places') }} where since is null\n")
                .write(
                        "graph/places.yml",
                        "version: 1\nnodes:\n  - {label: Place, from: ref('places'), key: [code], properties: [size]}\n");
        CompilationResult result = compile();
        assertThat(result.diagnostics())
                .extracting(Diagnostic::code, Diagnostic::message)
                .containsExactly(tuple(DiagnosticCode.MISSING_DATA, "seed `places` has no header line"));
        assertThat(result.uncheckedModels()).isEqualTo(2);
        assertThat(result.projects()).isEmpty();
    }

    @Test
    void aSeedWithoutHeaderThatIsDisabledIsNone() {
        project.write("seeds/places.csv", "")
                .write("seeds/seeds.yml", "seeds:\n  - {name: places, config: {enabled: false}}\n");
        assertThat(compile().diagnostics()).isEmpty();
    }
}
