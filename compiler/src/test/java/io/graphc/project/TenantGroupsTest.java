package io.graphc.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.Located;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantGroupsTest {
    @TempDir
    Path folder;

    private TempProject project;
    private final DiagnosticBag bag = new DiagnosticBag();

    @BeforeEach
    void writeProject() {
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n")
                .write("profiles.yml", "shop:\n  outputs:\n    dev: {type: duckdb, path: target/shop.duckdb}\n");
    }

    private ProjectSpec load() {
        return new ProjectLoader(project.root(), List.of(project.root()))
                .load(bag)
                .orElseThrow();
    }

    private TenantSpec tenant(String name) {
        TenantSpec found = load().tenants().stream()
                .filter(tenant -> tenant.name().value().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(bag.sorted()).isEmpty();
        return found;
    }

    private static Map<String, Object> values(List<YamlEntry> entries) {
        Map<String, Object> values = new LinkedHashMap<>();
        entries.forEach(
                entry -> values.put(entry.name(), String.valueOf(entry.value().toValue())));
        return values;
    }

    private static List<String> texts(List<Located<String>> texts) {
        return texts.stream().map(Located::value).toList();
    }

    @Test
    void laysATenantOverItsGroupsAndThoseOverTheDefaults() {
        project.write("tenants/_defaults.yml", """
                        tags: [live]
                        vars: {region: eu, plan: basic}
                        limits: {max_delete: 5%, threads: 2}
                        disable: {nodes: [Asset]}
                        """)
                .write("tenants/_bank.yml", """
                        extends: regulated
                        tags: [bank]
                        vars: {plan: gold, zone: {a: 1, b: 2}}
                        """)
                .write("tenants/_regulated.yml", """
                        description: those that the regulator looks at
                        vars: {plan: silver, audited: true, zone: {c: 3}}
                        limits: {max_delete: 1%}
                        disable: {relationships: [HAS_RATED]}
                        """)
                .write("tenants/acme.yml", """
                        extends: [bank, regulated]
                        tags: [live, pilot]
                        vars: {region: us, audited: null}
                        limits: {threads: null}
                        """);

        TenantSpec acme = tenant("acme");

        assertThat(acme.groups()).containsExactly("defaults", "regulated", "bank");
        assertThat(texts(acme.tags())).containsExactly("live", "bank", "pilot");
        assertThat(values(acme.vars()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("region", "us", "plan", "gold", "zone", "{a=1, b=2}"));
        assertThat(values(acme.limits())).isEqualTo(Map.of("max_delete", "1%"));
        assertThat(texts(acme.disable().nodes())).containsExactly("Asset");
        assertThat(texts(acme.disable().relationships())).containsExactly("HAS_RATED");
        assertThat(acme.description()).isEmpty();
    }

    @Test
    void fillsInTheNamesInBraces() {
        project.write("tenants/_defaults.yml", """
                        schema: "dwh_{tenant}"
                        graph: {target: production, database: "g{customer_no}"}
                        sources:
                          "*": {schema: "c{customer_no}_dev", identifier: "c{customer_no}_{name}"}
                          lms:
                            external_location: "data/{customer_no}/{name}.{csv,parquet}"
                            tables:
                              users: {identifier: people}
                        """).write("tenants/acme.yml", """
                        vars: {customer_no: 7}
                        sources:
                          lms: {identifier: null}
                        """);

        TenantSpec acme = tenant("acme");

        assertThat(acme.schemaIn("main")).isEqualTo("dwh_acme");
        assertThat(acme.graph().target().orElseThrow().value()).isEqualTo("production");
        assertThat(values(acme.graph().settings())).isEqualTo(Map.of("database", "g7"));
        TenantSpec.TenantSourceSpec lms = acme.source("lms").orElseThrow();
        assertThat(lms.schema().orElseThrow().value()).isEqualTo("c7_dev");
        assertThat(lms.files().location().orElseThrow().value()).isEqualTo("data/7/{name}.{csv,parquet}");
        assertThat(lms.tables().get(0).identifier().orElseThrow().value()).isEqualTo("people");
        assertThat(acme.source("crm").orElseThrow().identifier().orElseThrow().value())
                .isEqualTo("c7_{name}");
    }

    @Test
    void aTenantTakesBackWhatItsGroupsSayByNull() {
        project.write("tenants/_defaults.yml", """
                        schema: shared
                        tags: [live]
                        graph: production
                        disable: {nodes: [Asset], models: [assets]}
                        """).write("tenants/acme.yml", """
                        schema: null
                        tags: null
                        graph:
                        disable: {nodes: null}
                        """);

        TenantSpec acme = tenant("acme");

        assertThat(acme.schemaIn("main")).isEqualTo("main_acme");
        assertThat(acme.tags()).isEmpty();
        assertThat(acme.graph().target()).isEmpty();
        assertThat(acme.disable().nodes()).isEmpty();
        assertThat(texts(acme.disable().models())).containsExactly("assets");
    }

    @Test
    void tellsAGroupThatIsNotThere() {
        project.write("tenants/_bank.yml", "tags: [bank]\n")
                .write("tenants/acme.yml", "extends: bnak\n")
                .write("tenants/beta.yml", "extends: [bank]\n");
        load();
        assertThat(bag.sorted()).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(DiagnosticCode.UNKNOWN_TENANT_GROUP);
            assertThat(one.primary().orElseThrow()).hasToString("tenants/acme.yml:1:10");
            assertThat(one.helps()).containsExactly("did you mean `bank`?");
        });
    }

    @Test
    void tellsGroupsThatExtendEachOtherOnceWhoeverUsesThem() {
        project.write("tenants/_a.yml", "extends: b\n")
                .write("tenants/_b.yml", "extends: [c]\n")
                .write("tenants/_c.yml", "extends: a\n")
                .write("tenants/acme.yml", "extends: c\n")
                .write("tenants/beta.yml", "extends: a\n");
        load();
        assertThat(bag.sorted()).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(DiagnosticCode.TENANT_GROUP_CYCLE);
            assertThat(one.primary().orElseThrow()).hasToString("tenants/_c.yml:1:10");
            assertThat(one.notes()).containsExactly("a -> b -> c -> a");
        });
    }

    @Test
    void tellsTenantsWhoseIdsBeginAlike() {
        project.write("tenants/acme.yml", "description: the first\n").write("tenants/beta.yml", "id_prefix: acme\n");
        load();
        assertThat(bag.sorted()).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(DiagnosticCode.SHARED_TENANT_IDS);
            assertThat(one.primary().orElseThrow()).hasToString("tenants/beta.yml:1:12");
            assertThat(one.labels())
                    .extracting(label -> label.span() + " " + label.text())
                    .containsExactly("tenants/acme.yml:1:1 tenant `acme`, whose name it is");
        });
    }

    @Test
    void tellsAKeyAndAVariableThatAreNotThere() {
        project.write("tenants/acme.yml", "disables: {nodes: [User]}\nschema: c{custmer_no}\nvars: {customer_no: 7}\n");
        load();
        assertThat(bag.sorted())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.UNKNOWN_KEY, DiagnosticCode.UNKNOWN_VAR);
        assertThat(bag.sorted().get(1).helps()).containsExactly("did you mean `customer_no`?");
    }
}
