package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.resolve.Inputs;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.DeclaredName;
import io.graphc.plan.impact.Aspect;
import io.graphc.plan.impact.StateComparison;
import io.graphc.plan.manifest.ManifestWriter;
import io.graphc.testkit.TempProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the parts of a project beside their SQL reaches those who read the compiled project. */
final class DeclaredPartsTest {
    private static final String DESCRIBED = """
            models:
              - name: stg
                config: {persist_docs: {columns: true}}
                columns:
                  - {name: ORDER_ID, description: "The order%s."}
            """;

    @TempDir
    private Path folder;

    private TempProject project;

    @BeforeEach
    void write() {
        project = TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", "shop:\n  outputs:\n    dev: {type: duckdb, path: x.duckdb}\n  target: dev\n")
                .write("seeds/orders.csv", "order_id,ordered_at\n1,2026-01-01 10:00:00\n")
                .write("models/stg.sql", "select order_id, ordered_at from {{ ref('orders') }}\n");
    }

    private CompilationResult result(boolean empty) {
        CompileOptions options = CompileOptions.of(folder, Instant.parse("2026-01-15T00:00:00Z"))
                .withChoices(new CompileOptions.Choices(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        false,
                        new Inputs(empty, Optional.empty(), Map.of()),
                        Optional.empty(),
                        Optional.empty()));
        return new GraphCompiler().compile(options);
    }

    private CompiledProject compiled() {
        CompilationResult result = result(false);
        assertThat(result.diagnostics()).isEmpty();
        return result.projects().get(0);
    }

    @Test
    void namesWhatIsDisabled() {
        project.write("models/off.sql", "{{ config(enabled=false) }} select 1 as a\n")
                .write("seeds/old.csv", "id\n1\n")
                .write(
                        "seeds/seeds.yml",
                        "seeds:\n  - {name: old, config: {enabled: false}}\n"
                                + "sources:\n  - {name: raw, config: {enabled: false}, tables: [{name: clicks}]}\n")
                .write(
                        "snapshots/was.sql",
                        "{% snapshot was %}{{ config(unique_key='order_id', strategy='timestamp',"
                                + " updated_at='ordered_at', enabled=false) }}\n"
                                + "select * from {{ ref('stg') }}{% endsnapshot %}\n");
        assertThat(compiled().declarations().disabled())
                .extracting(DeclaredName::id)
                .containsExactly("model.shop.off", "seed.shop.old", "snapshot.shop.was", "source.shop.raw.clicks");
    }

    @Test
    void leavesTheNameOfADisabledSnapshotToOthers() {
        project.write(
                "snapshots/stg.sql",
                "{% snapshot stg %}{{ config(enabled=false) }} select * from {{ ref('orders') }}{% endsnapshot %}\n");
        assertThat(compiled().declarations().disabled()).isEmpty();
        assertThat(compiled().models()).extracting(model -> model.id()).containsExactly("model.shop.stg");
    }

    @Test
    void leavesTheNameOfADisabledSnapshotToAPackage() {
        project.write("packages.yml", "packages:\n  - local: more\n")
                .write("more/dbt_project.yml", "name: more\n")
                .write("more/models/was.sql", "select 1 as a\n")
                .write(
                        "snapshots/was.sql",
                        "{% snapshot was %}{{ config(enabled=false) }} select 2 as b{% endsnapshot %}\n");
        assertThat(compiled().models())
                .extracting(model -> model.id())
                .containsExactlyInAnyOrder("model.more.was", "model.shop.stg");
    }

    @Test
    void keepsDotsInNames() {
        assertThat(new DeclaredName("group.shop.a.b", "g.yml", List.of()).name())
                .isEqualTo("a.b");
        assertThat(new DeclaredName("source.shop.raw.clicks", "s.yml", List.of()).name())
                .isEqualTo("clicks");
    }

    @Test
    void tellsOfAColumnInWhateverLettersItIsNamed() throws IOException {
        project.write("models/models.yml", DESCRIBED.formatted(""));
        ByteArrayOutputStream manifest = new ByteArrayOutputStream();
        new ManifestWriter().write(compiled(), manifest);
        assertThat(manifest.toString(StandardCharsets.UTF_8))
                .contains("\"name\":\"order_id\",\"data_type\":\"varchar\",\"nullable\":true,"
                        + "\"description\":\"The order.\"}");
    }

    @Test
    void seesDescriptionsThatAreKeptOnTheEngineChange() {
        project.write("models/models.yml", DESCRIBED.formatted(""));
        CompiledProject before = compiled();
        project.write("models/models.yml", DESCRIBED.formatted(" of a customer"));
        assertThat(StateComparison.of(before, compiled()).modified("model.shop.stg"))
                .containsExactly(Aspect.PERSISTED_DESCRIPTIONS);
        project.write("models/models.yml", DESCRIBED.formatted("").replace("columns: true", "columns: false"));
        CompiledProject kept = compiled();
        project.write(
                "models/models.yml", DESCRIBED.formatted(" of a customer").replace("columns: true", "columns: false"));
        assertThat(StateComparison.of(kept, compiled()).modified("model.shop.stg"))
                .isEmpty();
    }

    @Test
    void knowsTheTimeOfASeedByATemplateAndWithoutRows() {
        project.write(
                        "seeds/seeds.yml",
                        "seeds:\n  - name: orders\n    config: {event_time: \"{{ 'ordered_at' }}\","
                                + " column_types: {ordered_at: timestamp}}\n")
                .write(
                        "models/daily.sql",
                        "{{ config(materialized='incremental', incremental_strategy='microbatch',"
                                + " event_time='ordered_at', batch_size='day', begin='2026-01-01') }}\n"
                                + "select order_id, ordered_at from {{ ref('orders') }}\n");
        assertThat(compiled().models().get(0).compiledSql()).doesNotContain("{{");
        assertThat(result(true).diagnostics()).isEmpty();
    }
}
