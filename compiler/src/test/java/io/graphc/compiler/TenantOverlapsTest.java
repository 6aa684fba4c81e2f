package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantOverlapsTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void writeProject() {
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n")
                .write("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/shop.duckdb}
                        """)
                .write("models/users.sql", "select 1 as user_id, '{{ var(\"town\", \"Wien\") }}' as town")
                .write("graph/users.yml", """
                        version: 1
                        nodes:
                          - {label: User, from: ref('users'), key: [user_id]}
                        """)
                .write("tenants/acme.yml", "schema: shared\n")
                .write("tenants/coral.yml", "vars: {town: Graz}\n");
    }

    private CompilationResult compile(String... tenants) {
        return new GraphCompiler()
                .compile(CompileOptions.of(project.root(), Instant.EPOCH).withTenants(List.of(tenants)));
    }

    private static List<Diagnostic> told(CompilationResult result) {
        assertThat(result.diagnostics()).allMatch(one -> one.code() == DiagnosticCode.SHARED_RELATION);
        return result.diagnostics();
    }

    @Test
    void tellsTenantsOfOneSchemaAndWhatTheyBothMake() {
        project.write("tenants/beta.yml", "schema: Shared\n");
        CompilationResult result = compile();
        assertThat(told(result)).singleElement().satisfies(one -> {
            assertThat(one.message()).isEqualTo("tenants `acme` and `beta` both make `Shared.users`");
            assertThat(one.primary().orElseThrow()).hasToString("tenants/beta.yml:1:9");
            assertThat(one.labels())
                    .extracting(label -> label.span() + " " + label.text())
                    .containsExactly("tenants/acme.yml:1:9 tenant `acme`");
            assertThat(one.notes())
                    .containsExactly("it is for model `users`, and 1 more is like it; each tenant would overwrite, and"
                            + " load, the other's rows");
            assertThat(one.helps())
                    .containsExactly("give each tenant a schema of its own; without `schema:` it is the target's with"
                            + " the tenant's name behind it");
        });
        assertThat(result.projects())
                .as("a tenant that nobody is in the way of")
                .singleElement()
                .satisfies(compiled -> assertThat(compiled.tenant()).contains("coral"));
    }

    @Test
    void tellsEachTenantOnceHoweverManyThereAre() {
        project.write("tenants/beta.yml", "schema: shared\n").write("tenants/delta.yml", "schema: shared\n");
        assertThat(told(compile())).hasSize(2).last().satisfies(one -> {
            assertThat(one.message()).isEqualTo("tenants `acme` and `delta` both make `shared.users`");
            assertThat(one.notes().get(0)).isEqualTo("`delta` shares relations with `beta`, too");
            assertThat(one.labels()).hasSize(2);
        });
    }

    @Test
    void tellsASchemaThatAnotherTenantHasWithoutSayingSo() {
        project.write("tenants/acme.yml", "schema: main_coral\n");
        assertThat(told(compile())).singleElement().satisfies(one -> {
            assertThat(one.primary().orElseThrow()).hasToString("tenants/acme.yml:1:9");
            assertThat(one.labels())
                    .extracting(label -> label.span() + " " + label.text())
                    .containsExactly("tenants/coral.yml:1:1 tenant `coral`, whose schema is `main_coral`");
        });
    }

    @Test
    void looksAtTenantsOfTheSameSchemaThatAreNotAskedFor() {
        project.write("tenants/beta.yml", "schema: shared\n");
        CompilationResult result = compile("beta");
        assertThat(told(result)).hasSize(1);
        assertThat(result.projects()).isEmpty();
        assertThat(compile("coral").diagnostics()).isEmpty();
    }

    @Test
    void letsTenantsShareASchemaInWhichNothingMeets() {
        project.write("tenants/beta.yml", """
                schema: shared
                disable: {models: [users], nodes: [User]}
                """);
        assertThat(compile().diagnostics()).isEmpty();
        assertThat(compile("beta").diagnostics()).isEmpty();
    }

    @Test
    void tellsSourcesOfOneNameThatReadOtherFiles() {
        project.write("models/sources.yml", """
                        version: 2
                        sources:
                          - name: web
                            config: {external_location: "data/{{ var('town', 'wien') }}/{name}.csv"}
                            tables:
                              - {name: visits, columns: [{name: id, data_type: bigint}]}
                        """)
                .write("data/wien/visits.csv", "id\n1\n")
                .write("data/graz/visits.csv", "id\n2\n");
        String nothing = "schema: shared\ndisable: {models: [users], nodes: [User]}\n";
        project.write("tenants/beta.yml", nothing).write("tenants/coral.yml", "vars: {town: graz}\n");
        assertThat(compile().diagnostics()).as("they read the same files").isEmpty();
        project.write("tenants/beta.yml", nothing + "vars: {town: graz}\n");
        assertThat(told(compile()))
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .isEqualTo("tenants `acme` and `beta` both make `shared__sources.web__visits`"));
    }

    @Test
    void tellsTenantsThatAMacroPutsInOneSchema() {
        project.write("tenants/acme.yml", "vars: {town: Linz}\n")
                .write("macros/schema.sql", """
                        {% macro generate_schema_name(custom_schema_name, node) -%}
                        {{ custom_schema_name or target.schema }}
                        {%- endmacro %}
                        """)
                .write("models/users.sql", "{{ config(schema='common') }} select 1 as user_id");
        assertThat(told(compile())).singleElement().satisfies(one -> {
            assertThat(one.message()).isEqualTo("tenants `acme` and `coral` both make `common.users`");
            assertThat(one.notes())
                    .containsExactly(
                            "it is for model `users`; each tenant would overwrite, and load, the other's rows");
            assertThat(one.helps())
                    .containsExactly(
                            "let `generate_schema_name`, and the configs `schema`, `database` and `alias`, keep"
                                    + " the tenants apart by `target.schema` or `tenant`");
        });
    }
}
