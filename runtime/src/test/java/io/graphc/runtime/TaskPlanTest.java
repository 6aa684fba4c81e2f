package io.graphc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.tenant.TenantRelations;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskPlanTest {
    @TempDir
    private Path folder;

    @Test
    void everyPairOfEndsWaitsForTheUnitTestsOfItsType() {
        CompiledProject project = compiled();
        TaskPlan plan = new TaskPlan(project, RunOptions.of(RunMode.BUILD));

        assertThat(project.graph().relationships())
                .hasSize(2)
                .allSatisfy(pair -> assertThat(plan.unitTestsBefore(pair.id(), pair.dependsOn()))
                        .isEqualTo(Set.of("unit_test.shop.KNOWS.starts_empty")));
        assertThat(project.unitTests().get(0).subjects())
                .containsExactlyElementsOf(project.graph().relationships().stream()
                        .map(RelationshipPlan::id)
                        .toList());
    }

    @Test
    void batchedModelsReadThroughModelsThatAreNot() {
        String batched = "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',"
                + " batch_size='day', begin='2026-01-01') }}\n";
        TempProject.in(folder)
                .write(
                        "models/first.sql",
                        batched + "select id, timestamp '2026-01-01 00:00:00' as at from {{ source('raw', 'people') }}")
                .write("models/between.sql", "{{ config(event_time='at') }}\nselect id, at from {{ ref('first') }}")
                .write("models/second.sql", batched + "select id, at from {{ ref('between') }}")
                .write("models/third.sql", batched + "select id, at from {{ ref('second') }}");
        CompiledProject project = compiled();
        ModelPlan first = project.models().stream()
                .filter(model -> model.name().equals("first"))
                .findFirst()
                .orElseThrow();
        TaskPlan plan = new TaskPlan(project, RunOptions.of(RunMode.RUN).withSelected(Set.of(first.id())));

        assertThat(plan.batchedReaders(first)).extracting(ModelPlan::name).containsExactly("second");
        assertThat(TenantRelations.of(project))
                .extracting(RelationName::identifier)
                .contains("first__graphc_batches", "second__graphc_batches")
                .doesNotContain("between__graphc_batches");
    }

    private CompiledProject compiled() {
        Path root = TempProject.in(folder)
                .write(
                        "profiles.yml",
                        "shop:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: shop.duckdb, schema: main}\n"
                                + "  graph_outputs:\n    csv: {type: neptune_csv, path: target/graph}\n")
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("models/sources.yml", """
                        sources:
                          - name: raw
                            tables:
                              - name: people
                                config: {external_location: people.csv}
                                columns:
                                  - {name: id, data_type: bigint}
                                  - {name: friend, data_type: bigint}
                                  - {name: firm, data_type: bigint}
                        """)
                .write("people.csv", "id,friend,firm\n")
                .write("graph/people.yml", """
                        version: 1
                        nodes:
                          - {label: Person, from: "source('raw', 'people')", key: [id], properties: []}
                          - {label: Firm, from: "source('raw', 'people')", key: [firm], on_duplicate_key: merge, properties: []}
                        relationships:
                          - type: KNOWS
                            from: source('raw', 'people')
                            start: {node: Person, key: [id]}
                            end: {node: Person, key: [friend]}
                            properties: []
                          - type: KNOWS
                            from: source('raw', 'people')
                            start: {node: Person, key: [id]}
                            end: {node: Firm, key: [firm]}
                            properties: []
                        unit_tests:
                          - name: starts_empty
                            relationship: KNOWS
                            given: [{input: "source('raw', 'people')", rows: []}]
                            expect: {relationships: []}
                        """)
                .root();
        CompilationResult result =
                new GraphCompiler().compile(CompileOptions.of(root, Instant.parse("2026-03-01T10:00:00Z")));
        assertThat(result.diagnostics()).noneMatch(Diagnostic::isError);
        return result.projects().get(0);
    }
}
