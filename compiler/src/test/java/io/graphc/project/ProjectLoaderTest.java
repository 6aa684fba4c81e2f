package io.graphc.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.source.Located;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectLoaderTest {
    private final DiagnosticBag bag = new DiagnosticBag();

    @TempDir
    Path folder;

    private ProjectSpec load(Path project) {
        return new ProjectLoader(project, List.of(project)).load(bag).orElseThrow();
    }

    private ProjectSpec complete() {
        return load(GoldenFile.resource("cases/project/no-mistake/project"));
    }

    private TempProject shop() {
        return TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", "shop:\n  outputs:\n    dev: {type: duckdb}\n");
    }

    private static List<String> values(List<Located<String>> located) {
        return located.stream().map(Located::value).toList();
    }

    @Test
    void handsConfigsDownToModels() {
        ModelSpec model = complete().models().stream()
                .filter(each -> each.name().equals("stg_users"))
                .findFirst()
                .orElseThrow();
        assertThat(model.qualifiedName()).containsExactly("shop", "staging", "stg_users");
        assertThat(model.config().text("materialized").orElseThrow().span()).hasToString("graphc_project.yml:14:22");
        assertThat(values(model.config().tags())).containsExactly("nightly");
        assertThat(model.config().contractEnforced()).isTrue();
        assertThat(model.columns().get(0).constraints().get(0).type().value()).isEqualTo("not_null");
    }

    @Test
    void readsDataTestsInAllSpellings() {
        List<DataTestSpec> tests = complete().models().get(0).columns().get(0).dataTests();
        assertThat(tests)
                .extracting(test -> test.kind().value())
                .containsExactly(
                        "unique",
                        "not_null",
                        "relationships",
                        "accepted_values",
                        "not_null",
                        "dbt_utils.expression_is_true");
        assertThat(tests.get(1).config().text("where").orElseThrow().value()).isEqualTo("user_id > 0");
        assertThat(tests.get(2).argument("field")).isPresent();
        assertThat(tests.get(3).argument("values").orElseThrow().toValue()).isEqualTo(List.of(1L, 2L));
        assertThat(tests.get(4).name().orElseThrow().value()).isEqualTo("long_form");
    }

    @Test
    void readsMappingsTenantsSeedsAndTests() {
        ProjectSpec project = complete();
        NodeSpec user = project.nodes().get(0);
        assertThat(user.label().span()).hasToString("graph/users.yml:3:12");
        PropertySpec registered = user.properties().orElseThrow().get(1);
        assertThat(registered.columnName().value()).isEqualTo("registration_date");
        assertThat(project.tenants())
                .extracting(tenant -> tenant.name().value())
                .containsExactly("acme", "globex");
        TenantSpec.TenantSourceSpec lms = project.tenants().get(0).sources().get(0);
        assertThat(lms.tables().get(0).files().location().orElseThrow().value()).isEqualTo("data/acme/people.parquet");
        assertThat(project.seeds().get(0).header().text()).isEqualTo("code,name");
        assertThat(project.macros())
                .extracting(Object::toString)
                .containsExactly("macros/recency.sql", "tests/generic/even.sql");
        assertThat(project.singularTests()).extracting(SingularTestSpec::name).containsExactly("no_future");
        assertThat(project.settings().vars()).extracting(entry -> entry.name()).containsExactly("since", "limit");
        assertThat(bag.sorted()).isEmpty();
    }

    @Test
    void givesBackWhatParsedInSpiteOfMistakes() {
        shop().write("models/a.sql", "select 1 as a")
                .write("models/broken.yml", "models: [")
                .write("graph/a.yml", "nodes:\n  - {label: A, from: a, key: a}\n  - {label: B, from: ref('a')}\n");
        ProjectSpec project = load(folder);
        assertThat(project.models()).hasSize(1);
        assertThat(project.nodes()).extracting(node -> node.label().value()).containsExactly("A", "B");
        assertThat(project.nodes().get(0).from()).isEmpty();
        assertThat(bag.sorted()).hasSize(3);
    }

    @Test
    void saysWhatAnEmptyEntryOfAMappingLacks() {
        shop().write(
                        "graph/a.yml",
                        "nodes: [{}]\nrelationships:\n  - {}\n  - {type: T, from: ref('a'), start: {}, end: {node: A}}\n"
                                + "actions: [{}]\n");
        load(folder);
        assertThat(bag.sorted().stream().map(ProjectLoaderTest::line))
                .contains(
                        "graph/a.yml:1:9 GC1003",
                        "graph/a.yml:3:5 GC1003",
                        "graph/a.yml:4:38 GC1003",
                        "graph/a.yml:5:11 GC1003")
                .allMatch(line -> line.endsWith("GC1003"));
    }

    @Test
    void reportsTheMistakesOfAllFilesInOneRun() {
        shop().edit("graphc_project.yml", "profile: shop\n", "profile: shop\nstrickt: true\n")
                .edit("profiles.yml", "type: duckdb", "type: duckdb, pth: x")
                .write("models/a.sql", "select 1 as a")
                .write("models/a.yml", "models:\n  - name: a\n    colums: []\n  - name: b\n")
                .write("models/bad.yml", "a: b: c\n")
                .write("graph/a.yml", "nodes:\n  - {label: A, from: a, key: a, scope: all}\n")
                .write("tenants/One.yml", "")
                .write("tenants/two.yml", "vars: 1\n");
        load(folder);
        assertThat(bag.sorted().stream().map(ProjectLoaderTest::line))
                .containsExactly(
                        "graph/a.yml:2:22 GC1007",
                        "graph/a.yml:2:40 GC1007",
                        "graphc_project.yml:3:1 GC1002",
                        "models/a.yml:3:5 GC1002",
                        "models/a.yml:4:11 GC2001",
                        "models/bad.yml:1:5 GC1001",
                        "profiles.yml:3:25 GC1002",
                        "tenants/One.yml:1:1 GC1007",
                        "tenants/two.yml:1:7 GC1004");
    }

    private static String line(Diagnostic diagnostic) {
        return diagnostic.primary().orElseThrow() + " " + diagnostic.code().id();
    }

    @Test
    void mergesFilesSettingsOfASourceIntoItsTables() {
        shop().write("models/s.yml", """
                        sources:
                          - name: raw
                            meta: {external_location: "data/{name}.csv", optional: true}
                            config: {delim: ";"}
                            tables:
                              - name: a
                              - name: b
                                config: {external_location: other.csv, meta: {optional: false}}
                        """);
        List<SourceTableSpec> tables = load(folder).sources().get(0).tables();
        assertThat(tables.get(0).files().location().orElseThrow().value()).isEqualTo("data/{name}.csv");
        assertThat(tables.get(0).optional()).isTrue();
        assertThat(tables.get(1).files().location().orElseThrow().value()).isEqualTo("other.csv");
        assertThat(tables.get(1).files().delimiter().orElseThrow().value()).isEqualTo(";");
        assertThat(tables.get(1).optional()).isFalse();
        assertThat(bag.sorted()).isEmpty();
    }

    @Test
    void looksForTheProfileInEachFolderInTurn() {
        TempProject.in(folder)
                .write("project/graphc_project.yml", "name: shop\nprofile: shop\n")
                .write("home/profiles.yml", "shop:\n  outputs: {dev: {type: duckdb}}\n");
        Optional<ProjectSpec> project = new ProjectLoader(
                        folder.resolve("project"), List.of(folder.resolve("project"), folder.resolve("home")))
                .load(bag);
        ProfileSpec profile = project.orElseThrow().profile().orElseThrow();
        assertThat(profile.outputs().get(0).type().value()).isEqualTo("duckdb");
        assertThat(bag.sorted()).isEmpty();
    }

    @Test
    void leavesOutTargetPackagesAndHiddenFilesAndFollowsLinks() throws IOException {
        shop().edit("graphc_project.yml", "name: shop\n", "name: shop\nmodel-paths: [\".\"]\n")
                .write("models/a.sql", "select 1 as a")
                .write("target/compiled/models/a.sql", "select 1 as a")
                .write("dbt_packages/x/models/b.sql", "select 1 as b")
                .write("elsewhere/c.sql", "select 1 as c");
        Files.createSymbolicLink(folder.resolve("models/linked"), folder.resolve("elsewhere"));
        ProjectSpec project = load(folder);
        assertThat(project.models())
                .extracting(model -> model.file().path())
                .containsExactly("elsewhere/c.sql", "models/a.sql");
        // The link shows the same model a second time, which is a mistake of its own.
        assertThat(bag.sorted()).extracting(ProjectLoaderTest::line).contains("models/linked/c.sql:1:1 GC2004");
    }

    @Test
    void leavesOutAByteOrderMark() {
        shop().write("models/a.sql", "\uFEFFselect 1 as a").write("models/a.yml", "\uFEFFmodels:\n  - name: x\n");
        ProjectSpec project = load(folder);
        assertThat(project.models().get(0).file().text()).isEqualTo("select 1 as a");
        assertThat(bag.sorted()).extracting(ProjectLoaderTest::line).containsExactly("models/a.yml:2:11 GC2001");
    }
}
