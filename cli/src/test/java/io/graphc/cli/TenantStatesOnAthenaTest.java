package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of tenants where the catalog also has ledgers that cannot be read. */
class TenantStatesOnAthenaTest {
    @TempDir
    Path folder;

    @AutoClose
    private final AthenaStand stand = AthenaStand.start();

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    /** Ledgers begin with the sum of the project's name. */
    private void unreadableLedger(String project) {
        CRC32C sum = new CRC32C();
        sum.update(project.getBytes(StandardCharsets.UTF_8));
        stand.sql()
                .run("CREATE SCHEMA IF NOT EXISTS states_elsewhere WITH (location = '" + AthenaStand.BUCKET
                        + "states_elsewhere/')");
        stand.sql()
                .run("CREATE TABLE states_elsewhere.graphc_ledger_" + Long.toHexString(sum.getValue())
                        + "_12ab_34cd AS SELECT 1 AS unreadable");
    }

    @Test
    void ledgersThatCannotBeReadStopNothing() {
        TempProject.in(folder)
                .write("dbt_project.yml", "name: states_shop\nprofile: shop\n")
                .write(
                        "profiles.yml",
                        "shop:\n  target: athena\n  outputs:\n" + stand.output("states")
                                + "  graph_target: csv\n  graph_outputs:\n"
                                + "    csv: {type: neptune_csv, path: target/graph}\n")
                .write("tenants/acme.yml", "{}\n")
                .write("tenants/brick.yml", "{}\n")
                .write("models/people.sql", "select 'a' as id, 'Ann' as name\n")
                .write(
                        "graph/people.yml",
                        "version: 1\nnodes:\n  - {label: Person, from: ref('people'), key: [id], properties: [name]}\n");
        CommandRun built = call("build", "--as-of", "2026-01-05");
        assertThat(built.exit()).as(built.transcript()).isZero();

        unreadableLedger("another_project");
        CommandRun listed = call("tenant", "list");
        assertThat(listed.exit()).as(listed.transcript()).isZero();
        assertThat(listed.out()).containsPattern("acme .* csv +load 1 +1 +0").containsPattern("brick .* load 1 +1 +0");
        assertThat(listed.err()).doesNotContain("GC70");

        unreadableLedger("states_shop");
        CommandRun warned = call("tenant", "list");
        assertThat(warned.exit()).as(warned.transcript()).isZero();
        assertThat(warned.out()).isEqualTo(listed.out());
        assertThat(warned.err())
                .contains("warning[GC7073]: a state of project `states_shop` cannot be read")
                .contains("states_elsewhere");
        assertThat(call("tenant", "list", "--warn-error").exit()).isEqualTo(1);

        CommandRun unknown = call("tenant", "remove", "cargo");
        assertThat(unknown.err()).contains("warning[GC7073]", "error[GC1010]");
        CommandRun removed = call("tenant", "remove", "brick", "--allow-deletes");
        assertThat(removed.exit()).as(removed.transcript()).isZero();
        assertThat(removed.err()).contains("warning[GC7073]");
        assertThat(folder.resolve("tenants/brick.yml")).doesNotExist();
    }

    /** It may be the tenant's, so that nothing is removed before somebody says that it is not. */
    @Test
    void aTenantThatNoReadableStateKnowsIsNotRemoved() {
        TempProject.in(folder)
                .write("dbt_project.yml", "name: states_mill\nprofile: shop\n")
                .write("profiles.yml", "shop:\n  target: athena\n  outputs:\n" + stand.output("states_mill"))
                .write("tenants/acme.yml", "{}\n")
                .write("models/people.sql", "select 'a' as id\n");
        unreadableLedger("states_mill");
        assertThat(call("tenant", "remove", "acme").err()).contains("error[GC7072]");
        assertThat(folder.resolve("tenants/acme.yml")).exists();
        CommandRun forgotten = call("tenant", "remove", "acme", "--forget");
        assertThat(forgotten.exit()).as(forgotten.transcript()).isZero();
        assertThat(folder.resolve("tenants/acme.yml")).doesNotExist();
    }
}
