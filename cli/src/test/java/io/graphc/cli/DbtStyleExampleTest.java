package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ModelPlan;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project made for dbt runs unmodified: packages, macros that return values, `adapter`, configs by folder. */
class DbtStyleExampleTest {
    private static final Instant AS_OF = Instant.parse("2026-01-15T00:00:00Z");

    @TempDir
    Path folder;

    private TempProject project() {
        return TempProject.copyOf(Examples.ROOT.resolve("example-project/dbt-style"), folder.resolve("dbt-style"));
    }

    private static CompilationResult compile(TempProject project, String target) {
        return new GraphCompiler()
                .compile(CompileOptions.of(project.root(), AS_OF).withTargets(Optional.of(target), Optional.empty()));
    }

    private static CompiledProject compiled(TempProject project, String target) {
        CompilationResult result = compile(project, target);
        assertThat(result.diagnostics()).isEmpty();
        return result.tenants().get(0).project().orElseThrow();
    }

    private static Map<String, String> sql(CompiledProject project) {
        Map<String, String> sql = new TreeMap<>();
        project.models().forEach(model -> sql.put(model.name(), model.compiledSql()));
        return sql;
    }

    private static long rows(TempProject project, String seed) throws IOException {
        return Files.readAllLines(project.root().resolve("seeds/" + seed + ".csv"))
                        .size()
                - 1L;
    }

    @Test
    void buildsTheWholeGraphOnDuckDb() throws IOException {
        TempProject project = project();
        CommandRun built = CommandRun.in(project.root()).call("build", "--as-of", "2026-01-15");
        assertThat(built.exit()).as(built.err() + built.out()).isZero();
        assertThat(built.err())
                .contains("(Customer)                    " + rows(project, "raw_customers"))
                .contains("(Customer)-[PLACED]->(Order)  " + rows(project, "raw_orders"))
                .contains("PASS is_positive_stg_payments_amount")
                .contains("PASS toolbox_same_row_count_stg_orders")
                .contains("dev__marts.events")
                .doesNotContain("warning");
    }

    @Test
    void namesSchemasByTheMacroOfTheProject() {
        TempProject project = project();
        assertThat(schemas(compiled(project, "dev")))
                .containsEntry("orders", "dev__marts")
                .containsEntry("stg_orders", "dev");
        assertThat(schemas(compiled(project, "prod")))
                .containsEntry("orders", "marts")
                .containsEntry("stg_orders", "bakery");
    }

    private static Map<String, String> schemas(CompiledProject project) {
        Map<String, String> schemas = new TreeMap<>();
        for (ModelPlan model : project.models()) {
            schemas.put(model.name(), model.relation().schema());
        }
        return schemas;
    }

    @Test
    void writesWhatMacrosReturn() {
        Map<String, String> sql = sql(compiled(project(), "dev"));
        assertThat(sql.get("orders"))
                .contains("as card_amount", "as cash_amount", "as voucher_amount")
                .contains("coalesce(cast(orders.order_id as varchar), '?')");
        assertThat(sql.get("stg_customers")).contains("\"email\"").doesNotContain("phone");
        assertThat(sql.get("stg_loyalty")).contains("cast(0 as integer)");
        assertThat(sql.get("events"))
                .contains("cast(null as varchar) as \"method\"", "cast(null as double) as \"amount\"");
    }

    @Test
    void findsRelationsOfTheProject() {
        TempProject project = project();
        project.write("seeds/raw_loyalty.csv", "customer_id,points\n1,10\n");
        assertThat(sql(compiled(project, "dev")).get("stg_loyalty")).contains("\"dev__raw\".\"raw_loyalty\"");
    }

    @Test
    void saysOnceThatAPackageIsMissing() throws IOException {
        TempProject project = project();
        Files.delete(project.root().resolve("dbt_packages/calendar/dbt_project.yml"));
        List<Diagnostic> diagnostics = compile(project, "dev").diagnostics();
        assertThat(diagnostics).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.MISSING_PACKAGE);
            assertThat(diagnostic.message()).isEqualTo("package `calendar` is not in `dbt_packages`");
            assertThat(diagnostic.helps())
                    .containsExactly("run `dbt deps`, or put a checkout in `dbt_packages/calendar`");
        });
    }
}
