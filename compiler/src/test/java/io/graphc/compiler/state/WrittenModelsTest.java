package io.graphc.compiler.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.project.ProjectLoader;
import io.graphc.source.disk.Disk;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenModelsTest {
    @TempDir
    private Path folder;

    private String contract(String enforced, String type) {
        TempProject.in(folder)
                .write(
                        "graphc_project.yml",
                        "name: shop\nprofile: shop\nmodels: {used: {+contract: {enforced: " + enforced + "}}}\n")
                .write("profiles.yml", "shop:\n  outputs:\n    dev: {type: duckdb}\n")
                .write("dbt_packages/used/dbt_project.yml", "name: used\n")
                .write("dbt_packages/used/models/far.sql", "select 1 as one\n")
                .write(
                        "dbt_packages/used/models/far.yml",
                        "models:\n  - name: far\n    columns: [{name: one, data_type: " + type + "}]\n");
        DiagnosticBag bag = new DiagnosticBag();
        String contract = WrittenModels.of(
                        new ProjectLoader(folder, List.of(folder)).load(bag).orElseThrow(), Disk.plain())
                .get("far")
                .contract();
        assertThat(bag.sorted()).isEmpty();
        return contract;
    }

    /** The project that uses a package has the last word on its models. */
    @Test
    void aContractThatTheUsingProjectEnforcesCounts() {
        assertThat(contract("false", "integer")).isEmpty();
        assertThat(contract("true", "integer")).isNotEmpty().isNotEqualTo(contract("true", "bigint"));
    }
}
