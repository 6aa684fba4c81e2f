package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CompiledProject;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with one tenant is wrong with that one alone; which tenants a call is about; what they change of targets. */
class TenantIsolationTest {
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
                            dev: {type: duckdb, path: target/shop.duckdb, threads: 3}
                          graph_target: files
                          graph_outputs:
                            files: {type: neptune_csv, path: target/graph, max_delete: 5%}
                            server: {type: neo4j, uri: "bolt://localhost", database: all}
                        """)
                .write("models/users.sql", "select 1 as user_id, '{{ var(\"town\", \"Wien\") }}' as town")
                .write("graph/users.yml", """
                        version: 1
                        nodes:
                          - {label: User, from: ref('users'), key: [user_id]}
                        """)
                .write("tenants/_north.yml", "tags: [cold]\n")
                .write("tenants/acme.yml", "extends: north\n")
                .write("tenants/beta.yml", "tags: [warm]\n")
                .write("tenants/coral.yml", "extends: north\n");
    }

    private CompilationResult compile(String... tenants) {
        return new GraphCompiler()
                .compile(CompileOptions.of(project.root(), Instant.EPOCH).withTenants(List.of(tenants)));
    }

    private static List<String> compiled(CompilationResult result) {
        return result.projects().stream()
                .map(compiled -> compiled.tenant().orElseThrow())
                .toList();
    }

    private static List<DiagnosticCode> codes(CompilationResult result) {
        return result.diagnostics().stream().map(Diagnostic::code).toList();
    }

    @Test
    void choosesTenantsByNameTagGroupAndWildcard() {
        assertThat(compiled(compile())).containsExactly("acme", "beta", "coral");
        assertThat(compiled(compile("all"))).containsExactly("acme", "beta", "coral");
        assertThat(compiled(compile("coral", "acme"))).containsExactly("acme", "coral");
        assertThat(compiled(compile("tag:warm"))).containsExactly("beta");
        assertThat(compiled(compile("tag:*"))).containsExactly("acme", "beta", "coral");
        assertThat(compiled(compile("group:north"))).containsExactly("acme", "coral");
        assertThat(compiled(compile("*e*"))).containsExactly("acme", "beta");
        assertThat(compiled(compile("bet?"))).containsExactly("beta");
    }

    @Test
    void tellsWordsThatChooseNothing() {
        CompilationResult result = compile("tag:wram", "akme", "group:south");
        assertThat(codes(result)).containsOnly(DiagnosticCode.UNKNOWN_TENANT).hasSize(3);
        assertThat(result.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactlyInAnyOrder(
                        "no tenant has the tag `wram`",
                        "tenant `akme` not found",
                        "no tenant extends the group `south`");
        assertThat(result.diagnostics())
                .anySatisfy(one -> assertThat(one.helps()).containsExactly("did you mean `warm`?"));
        assertThat(result.projects()).isEmpty();
    }

    @Test
    void aMistakeInATenantsFileStopsThatTenantAlone() {
        project.write("tenants/beta.yml", "sorces: {}\n").write("tenants/delta.yml", "vars: [\n");
        CompilationResult result = compile();
        assertThat(codes(result)).containsExactlyInAnyOrder(DiagnosticCode.UNKNOWN_KEY, DiagnosticCode.BAD_YAML);
        assertThat(compiled(result)).containsExactly("acme", "coral");
        assertThat(result.tenants())
                .extracting(TenantResult::tenant)
                .extracting(name -> name.orElse(""))
                .containsExactly("acme", "beta", "coral", "delta");
    }

    @Test
    void aMistakeInAGroupStopsThoseThatExtendIt() {
        project.write("tenants/_north.yml", "tag: [cold]\nsorces: {}\n");
        assertThat(compiled(compile())).containsExactly("beta");
    }

    @Test
    void nothingIsSaidOfTenantsThatNobodyAskedFor() {
        project.write("tenants/beta.yml", "sorces: {}\n").write("tenants/delta.yml", "vars: [\n");
        CompilationResult one = compile("acme");
        assertThat(one.diagnostics()).isEmpty();
        assertThat(compiled(one)).containsExactly("acme");
        assertThat(codes(compile("delta"))).containsExactly(DiagnosticCode.BAD_YAML);
        assertThat(compile("delta").tenants())
                .singleElement()
                .satisfies(result -> assertThat(result.tenant()).contains("delta"));
    }

    @Test
    void tenantsHaveLimitsAndGraphSettingsOfTheirOwn() {
        project.write("tenants/acme.yml", "limits: {threads: 1, max_delete: 2%, max_bytes_scanned: 1000}\n")
                .write("tenants/beta.yml", "graph: {target: server, database: \"only_{tenant}\"}\n");
        List<CompiledProject> projects = compile().projects();
        assertThat(projects.get(0).engine().threads()).isEqualTo(1);
        assertThat(projects.get(0).engine().settings()).containsEntry("max_bytes_scanned", 1000L);
        assertThat(projects.get(0).graphTarget().settings()).containsEntry("max_delete", "2%");
        assertThat(projects.get(1).graphTarget().name()).isEqualTo("server");
        assertThat(projects.get(1).graphTarget().settings()).containsEntry("database", "only_beta");
        assertThat(projects.get(2).engine().threads()).isEqualTo(3);
        assertThat(projects.get(2).graphTarget().settings()).containsEntry("max_delete", "5%");
    }

    @Test
    void tellsGraphSettingsAndLimitsThatAreWrong() {
        project.write("tenants/acme.yml", "graph: {target: server, databse: x}\n")
                .write("tenants/beta.yml", "limits: {max_delete: lots}\n")
                .write("tenants/coral.yml", "limits: {threads: 0}\n");
        CompilationResult result = compile();
        assertThat(codes(result))
                .containsExactly(
                        DiagnosticCode.UNKNOWN_KEY, DiagnosticCode.VALUE_NOT_ALLOWED, DiagnosticCode.VALUE_NOT_ALLOWED);
        assertThat(result.diagnostics().get(0).helps()).containsExactly("did you mean `database`?");
        assertThat(result.projects()).isEmpty();
    }

    @Test
    void idsAreScopedByThePrefixThatTheFileNames() {
        project.write("tenants/acme.yml", "id_prefix: old_acme\n");
        CompiledProject acme = compile("acme").projects().get(0);
        assertThat(acme.graph().nodes().get(0).idPrefix()).isEqualTo("User|old_acme|");
        assertThat(acme.engine().schema()).isEqualTo("main_acme");
    }
}
