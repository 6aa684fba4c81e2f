package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.manifest.ManifestWriter;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compilation with a cache says and writes what one without says and writes, whatever was changed in between. */
final class IncrementalCompilationTest {
    private static final int MODELS = 12;
    private static final int EDITS = 60;

    @TempDir
    private Path folder;

    private final List<Integer> broken = new ArrayList<>();
    private TempProject project;

    @BeforeEach
    void write() {
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: p\nversion: \"1.0\"\nprofile: p\nvars: {least: 3, word: a}\n")
                .write(
                        "profiles.yml",
                        "p:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: x.duckdb}\n"
                                + "  graph_target: csv\n  graph_outputs:\n    csv: {type: neptune_csv, path: g}\n")
                .write("tenants/a.yml", "description: A\nvars: {least: 4}\n")
                .write("tenants/longer_name.yml", "description: B\n")
                .write("macros/m.sql", "{% macro half(c) %}({{ c }} / 2){% endmacro %}\n")
                .write("data/events.csv", "id,amount,kind\n")
                .write("models/sources.yml", sources("varchar"));
        for (int i = 0; i < MODELS; i++) {
            project.write("models/m" + i + ".sql", model(i, 0));
        }
        project.write("models/models.yml", models("varchar"));
    }

    private static String sources(String type) {
        return "version: 2\nsources:\n  - name: raw\n    config: {external_location: \"data/{name}.csv\"}\n    tables:\n"
                + "      - name: events\n        columns:\n          - {name: id, data_type: bigint}\n"
                + "          - {name: amount, data_type: double}\n          - {name: kind, data_type: " + type + "}\n";
    }

    private static String models(String type) {
        return "version: 2\nmodels:\n  - name: m5\n    config: {contract: {enforced: true}}\n    columns:\n"
                + "      - {name: id, data_type: bigint, data_tests: [not_null, unique]}\n"
                + "      - {name: amount, data_type: double}\n      - {name: kind, data_type: " + type + "}\n";
    }

    /** The variants hold a variable, a macro, the clock, an unknown function, an ephemeral model and mistakes. */
    private static String model(int number, int variant) {
        String from = number < 3 ? "{{ source('raw', 'events') }}" : "{{ ref('m" + (number - 3) + "') }}";
        return switch (variant) {
            case 0 -> "select id, amount, kind from " + from + " where amount > {{ var('least') }}\n";
            case 1 -> "select id, {{ half('amount') }} as amount, kind\nfrom " + from + "\n";
            case 2 ->
                "select id, amount, case when id > 2 then cast(current_timestamp as varchar) end as kind from " + from
                        + "\n";
            case 3 -> "select id, amount, cast(no_such_function(kind) as varchar) as kind from " + from + "\n";
            case 4 -> "{{ config(materialized='ephemeral') }}\nselect id, amount, kind from " + from + "\n";
            case 5 -> "select id, ammount as amount, kind from " + from + "\n";
            case 6 -> "select id, amount, kind from {{ ref('m_none') }}\n";
            case 7 ->
                "-- {{ var('word') }}\nselect id, amount + id as amount, '{{ tenant }}' as kind from " + from + "\n";
            default -> "select id, amount, kind fron " + from + "\n";
        };
    }

    private void edit(SplittableRandom random) {
        int which = random.nextInt(10);
        switch (which) {
            case 0 ->
                project.write(
                        "macros/m.sql", "{% macro half(c) %}({{ c }} / " + random.nextInt(1, 4) + "){% endmacro %}\n");
            case 1 ->
                project.write(
                        "graphc_project.yml",
                        "name: p\nversion: \"1.0\"\nprofile: p\nvars: {least: " + random.nextInt(3) + ", word: "
                                + (random.nextBoolean() ? "a" : "b") + "}\n");
            case 2 -> project.write("models/sources.yml", sources(random.nextBoolean() ? "varchar" : "varchar(10)"));
            case 3 -> project.write("models/models.yml", models(random.nextInt(5) > 0 ? "varchar" : "integer"));
            case 4 -> project.write("tenants/a.yml", "description: A\nvars: {least: " + random.nextInt(5) + "}\n");
            default -> {
                // A mistake is mended by the next edit, else little below it is ever looked at.
                broken.forEach(number -> project.write("models/m" + number + ".sql", model(number, 0)));
                broken.clear();
                int number = random.nextInt(MODELS);
                int variant = random.nextInt(9);
                project.write("models/m" + number + ".sql", model(number, variant));
                if (variant > 4 && variant != 7) {
                    broken.add(number);
                }
            }
        }
    }

    private record Outcome(List<Diagnostic> diagnostics, List<String> manifests, int unchecked) {}

    private CompileOptions options() {
        return CompileOptions.of(folder, Instant.parse("2026-01-02T03:04:05Z")).withThreads(2);
    }

    private static Outcome compile(CompileOptions options) {
        CompilationResult result = new GraphCompiler().compile(options);
        List<String> manifests = new ArrayList<>();
        for (CompiledProject compiled : result.projects()) {
            manifests.add(new ManifestWriter().write(compiled));
        }
        return new Outcome(result.diagnostics(), manifests, result.uncheckedModels());
    }

    @Test
    void isEqualToAColdOneAfterAnyEdits() {
        SplittableRandom random = new SplittableRandom(20261121);
        int sound = 0;
        for (int edit = 0; edit < EDITS; edit++) {
            edit(random);
            CompileOptions now = edit % 7 == 3 ? options().withTenants(List.of("a")) : options();
            CompileOptions then = edit % 5 == 4 ? now.withVars(Map.of("least", edit)) : now;
            Outcome cold = compile(then);
            assertThat(compile(then.withCache(true))).as("edit " + edit).isEqualTo(cold);
            sound += cold.manifests().isEmpty() ? 0 : 1;
        }
        assertThat(sound).isBetween(5, EDITS);
    }

    @Test
    void tellsTheTimeOfEachCompilation() {
        project.write("models/m0.sql", model(0, 2));
        for (String time : List.of("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")) {
            CompileOptions options = CompileOptions.of(folder, Instant.parse(time));
            assertThat(compile(options.withCache(true))).isEqualTo(compile(options));
        }
    }

    @Test
    void keepsNoValueOfTheEnvironmentThatIsNotInTheCompiledSql() throws IOException {
        project.write(
                "models/m1.sql",
                "{% if env_var('SECRET') == 'hunter2-secret' %}select id, amount, kind from"
                        + " {{ source('raw', 'events') }}{% endif %}");
        CompileOptions options = options().withEnvironment(name -> Optional.of("hunter2-secret"));
        assertThat(compile(options.withCache(true)).manifests()).hasSize(2);
        byte[] stored = Files.readAllBytes(folder.resolve("target/cache/analyses.bin"));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    }
}
