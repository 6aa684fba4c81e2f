package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.compiler.cache.StoredProject;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.TestPlan;
import io.graphc.plan.manifest.ManifestReader;
import io.graphc.plan.manifest.ManifestWriter;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphCompilerTest {
    private static final Instant AS_OF = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path directory;

    private TempProject project;

    @BeforeEach
    void writeProject() {
        project = TempProject.in(directory)
                .write("graphc_project.yml", "name: shop\nprofile: shop\nvars: {country: CH}\n")
                .write("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/shop.duckdb}
                            ci: {type: duckdb, schema: "{{ env_var('SHOP_SCHEMA') }}", threads: "{{ var('threads', 3) }}"}
                          graph_outputs:
                            ci: {type: neptune_csv, path: target/ci}
                            bolt: {type: neo4j, uri: "bolt://localhost", password: "{{ env_var('SHOP_PASSWORD') }}"}
                          graph_target: bolt
                        """)
                .write("models/sources.yml", """
                        version: 2
                        sources:
                          - name: raw
                            tables:
                              - name: users
                                columns:
                                  - {name: id, data_type: integer}
                                  - {name: country}
                              - name: visits
                                config: {optional: true}
                                columns: [{name: user_id, data_type: integer}]
                        """)
                .write(
                        "models/users.sql",
                        "select id, country from {{ source('raw', 'users') }} where country = '{{ var('country') }}'\n")
                .write("models/visits.sql", "select user_id from {{ source('raw', 'visits') }}\n");
    }

    private CompileOptions options() {
        return CompileOptions.of(directory, AS_OF)
                .withEnvironment(name -> Optional.of("secret-" + name))
                .withCatalog((engine, folder) -> table -> table.name().equals("users")
                        ? Optional.of(List.of(Column.of("id", SqlTypes.BIGINT), Column.of("country", SqlTypes.VARCHAR)))
                        : Optional.empty());
    }

    private static CompilationResult compile(CompileOptions options) {
        return new GraphCompiler().compile(options);
    }

    private static CompiledProject only(CompilationResult result) {
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.projects()).hasSize(1);
        return result.projects().get(0);
    }

    @Test
    void takesTypesFromTheCatalogWhereNoneAreDeclared() {
        CompiledProject compiled = only(compile(options()));

        assertThat(compiled.sources())
                .extracting(SourceTable::label, SourceTable::absent, SourceTable::columns)
                .containsExactly(
                        tuple(
                                "raw.users",
                                false,
                                List.of(Column.of("id", SqlTypes.INTEGER), Column.of("country", SqlTypes.VARCHAR))),
                        tuple("raw.visits", true, List.of(Column.of("user_id", SqlTypes.INTEGER))));
    }

    @Test
    void choosesTargetsByTheRulesOfTheProfile() {
        CompiledProject byDefault = only(compile(options()));
        CompiledProject likeNamed = only(compile(options().withTargets(Optional.of("ci"), Optional.empty())));
        CompiledProject asked = only(compile(options().withTargets(Optional.of("ci"), Optional.of("bolt"))));

        assertThat(byDefault.engine().schema()).isEqualTo("main");
        assertThat(byDefault.engine().threads()).isEqualTo(4);
        assertThat(byDefault.graphTarget().name()).isEqualTo("bolt");
        assertThat(likeNamed.engine().schema()).isEqualTo("secret-SHOP_SCHEMA");
        assertThat(likeNamed.engine().threads()).isEqualTo(3);
        assertThat(likeNamed.graphTarget().name()).isEqualTo("ci");
        assertThat(asked.graphTarget().settings()).containsEntry("password", "secret-SHOP_PASSWORD");
    }

    @Test
    void variablesOfTheCommandLineWinOverTheTenantsAndTheProjects() {
        project.write("tenants/acme.yml", "vars: {country: FR}\n").write("tenants/blue.yml", "vars: {other: 1}\n");

        assertThat(usersSql(compile(options()))).containsExactly("'FR'", "'CH'");
        assertThat(usersSql(compile(options().withVars(Map.of("country", "IT")))))
                .containsExactly("'IT'", "'IT'");
    }

    private static List<String> usersSql(CompilationResult result) {
        return result.projects().stream()
                .flatMap(compiled -> compiled.models().stream())
                .filter(model -> model.name().equals("users"))
                .map(ModelPlan::compiledSql)
                .map(sql -> sql.substring(sql.lastIndexOf(' ')).strip())
                .toList();
    }

    @Test
    void compilesTheTenantsAskedForAndReportsUnknownOnes() {
        project.write("tenants/acme.yml", "schema: own\n").write("tenants/blue.yml", "description: Blue\n");

        CompilationResult result = compile(options().withTenants(List.of("blue", "bleu")));

        assertThat(result.tenants()).extracting(TenantResult::tenant).containsExactly(Optional.of("blue"));
        assertThat(result.projects())
                .extracting(CompiledProject::engine)
                .extracting("schema")
                .containsExactly("main_blue");
        assertThat(result.diagnostics())
                .extracting(Diagnostic::code, Diagnostic::helps)
                .containsExactly(tuple(DiagnosticCode.UNKNOWN_TENANT, List.of("did you mean `blue`?")));
    }

    @Test
    void aMistakeOfOneTenantLeavesTheOthers() {
        project.write("tenants/acme.yml", "disable: {models: [usres]}\n")
                .write("tenants/blue.yml", "description: Blue\n");

        CompilationResult result = compile(options().withThreads(2));

        assertThat(result.tenants())
                .extracting(TenantResult::tenant, tenant -> tenant.project().isPresent())
                .containsExactly(tuple(Optional.of("acme"), false), tuple(Optional.of("blue"), true));
        assertThat(result.diagnostics()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.UNKNOWN_MODEL);
    }

    @Test
    void aMistakeThatAllTenantsShareIsToldOnce() {
        project.write("tenants/acme.yml", "description: Acme\n")
                .write("tenants/blue.yml", "description: Blue\n")
                .edit("models/users.sql", "select id", "select idd");

        CompilationResult result = compile(options());

        assertThat(result.projects()).isEmpty();
        assertThat(result.diagnostics()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.UNKNOWN_COLUMN);
    }

    /** The table holds rows of earlier runs, which another query may have made. */
    @Test
    void provesNothingOfAnIncrementalModelByItsQuery() {
        String tests = "models:\n  - name: %s\n    columns: [{name: id, data_tests: [unique, not_null]}]\n";
        String query = "select id from {{ source('raw', 'users') }} where id is not null group by id\n";
        project.write("models/fresh.sql", query)
                .write("models/fresh.yml", tests.formatted("fresh"))
                .write("models/grown.sql", "{{ config(materialized='incremental') }}\n" + query)
                .write("models/grown.yml", tests.formatted("grown"))
                .write("models/above.sql", "select id from {{ ref('grown') }}\n")
                .write("models/above.yml", tests.formatted("above"));

        CompiledProject compiled = only(compile(options()));

        assertThat(compiled.tests())
                .extracting(TestPlan::name, test -> test.proof().isPresent())
                .containsExactlyInAnyOrder(
                        tuple("unique_fresh_id", true),
                        tuple("not_null_fresh_id", true),
                        tuple("unique_grown_id", false),
                        tuple("not_null_grown_id", false),
                        // What the model above is asked for is known below.
                        tuple("unique_above_id", true),
                        tuple("not_null_above_id", true));
        assertThat(compiled.models().stream().filter(model -> !model.name().equals("fresh")))
                .allSatisfy(model -> assertThat(model.columns()).allMatch(Column::nullable));
    }

    @Test
    void aManifestHoldsAllButTheSettings() {
        CompiledProject compiled = only(compile(options().withTargets(Optional.of("ci"), Optional.of("bolt"))));
        String manifest = new ManifestWriter().write(compiled);
        CompiledProject read = new ManifestReader().read(manifest, "manifest.json");

        assertThat(manifest).doesNotContain("SHOP_PASSWORD").doesNotContain(directory.toString());
        assertThat(read.models()).isEqualTo(compiled.models());
        assertThat(read.sources()).isEqualTo(compiled.sources());
        assertThat(read.graph()).isEqualTo(compiled.graph());
    }

    /** What is written of a file that lies beside the project must not be written over it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model-paths: [../shared/models] | ../shared/models/far.sql | shared/models/far.sql",
                "packages-install-path: ./packages | packages/used/models/far.sql | packages/used/models/far.sql",
                "packages-install-path: ../packages | ../packages/used/models/far.sql | packages/used/models/far.sql"
            })
    void writesNothingOutsideOfItsFolder(String setting, String far, String compiledFar) throws IOException {
        Path inner = directory.resolve("inner");
        String model = "select {{ 1 }} as one\n";
        String tests =
                "models:\n  - name: far\n    columns: [{name: one, data_tests: [{accepted_values: {values: [2]}}]}]\n";
        TempProject beside = TempProject.in(inner)
                .write("graphc_project.yml", "name: shop\nprofile: shop\n" + setting + "\n")
                .write("profiles.yml", project.read("profiles.yml"))
                .write(far, model)
                .write(far.replace("far.sql", "far.yml"), tests);
        if (far.contains("used")) {
            beside.write(far.replace("models/far.sql", "dbt_project.yml"), "name: used\n");
        }

        CompiledProject compiled =
                only(compile(CompileOptions.of(inner, AS_OF).withEnvironment(name -> Optional.of("secret-" + name))));
        CompilationResult result = new CompilationResult(
                Optional.empty(),
                List.of(new TenantResult(Optional.empty(), Optional.of(StoredProject.whole(compiled)))),
                List.of(),
                0);
        new CompiledProjectWriter(inner.resolve("target")).write(result);

        assertThat(beside.read(far)).isEqualTo(model);
        assertThat(compiled.models()).extracting(ModelPlan::path).containsExactly(far);
        assertThat(beside.read("target/compiled/shop/" + compiledFar)).contains("select 1 as one");
        assertThat(beside.read("target/manifest.json")).doesNotContain(directory.toString());
        try (Stream<Path> written = Files.walk(inner.resolve("target/compiled"))) {
            assertThat(written.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void aTemplateThatChangesTheGraphVariableFindsItChanged() {
        project.write(
                "models/visits.sql",
                "{% do graph.nodes.update({'x': 1}) %}select {{ graph.nodes | length }} as n, '{{ graph.nodes.x }}' as x\n");
        assertThat(only(compile(options())).models())
                .extracting(ModelPlan::compiledSql)
                .anyMatch(sql -> sql.contains("select 3 as n, '1' as x"));
    }

    /** The tables of failures are named as dbt names them: the audit schema is the custom one unless another is set. */
    @Test
    void namesTablesOfFailuresByTheMacrosOfTheProject() {
        String name = "a_name_of_a_test_that_is_longer_than_sixty_three_characters_in_all";
        project.write(
                        "macros/names.sql",
                        "{% macro generate_schema_name(custom_schema_name, node) %}"
                                + "{{ node.resource_type }}_{{ custom_schema_name or target.schema }}{% endmacro %}\n")
                .write(
                        "models/users.yml",
                        "models:\n  - name: users\n    columns:\n      - name: country\n        data_tests:\n"
                                + "          - accepted_values: {values: [x], name: short, config: {store_failures: true}}\n"
                                + "          - accepted_values: {values: [y], name: " + name
                                + ", config: {store_failures: true, schema: own}}\n")
                .write(
                        "tests/none.sql",
                        "{{ config(store_failures=true, alias='kept') }}\nselect * from {{ ref('users') }}\n");
        assertThat(only(compile(options())).tests())
                .extracting(test -> test.judgement().keptIn().map(RelationName::quoted))
                .containsExactlyInAnyOrder(
                        Optional.of("\"test_dbt_test__audit\".\"short\""),
                        Optional.of("\"test_own\".\"a_name_of_a_test_that_is_longe_06d3bc14d2581137dcfbb35c1e18abf9\""),
                        Optional.of("\"test_dbt_test__audit\".\"kept\""));
    }

    @Test
    void secretsOfTheEnvironmentAreForProfilesOnly() {
        project.edit("profiles.yml", "SHOP_PASSWORD", "DBT_ENV_SECRET_PASSWORD");
        assertThat(only(compile(options())).graphTarget().settings())
                .containsEntry("password", "secret-DBT_ENV_SECRET_PASSWORD");

        project.write("models/visits.sql", "select '{{ env_var('DBT_ENV_SECRET_PASSWORD', 'none') }}' as word\n");
        assertThat(compile(options()).diagnostics())
                .extracting(Diagnostic::code, problem -> problem.primary().map(Object::toString))
                .containsExactly(tuple(DiagnosticCode.SECRET_OUTSIDE_PROFILE, Optional.of("models/visits.sql:1:20")));
    }

    @Test
    void aMissingProjectFileIsToldWithoutAProject(@TempDir Path empty) {
        CompilationResult result = compile(CompileOptions.of(empty, AS_OF));

        assertThat(result.project()).isEmpty();
        assertThat(result.diagnostics()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.MISSING_FILE);
    }
}
