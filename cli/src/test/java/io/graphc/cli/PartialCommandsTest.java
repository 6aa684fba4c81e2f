package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `compile` and `show` do with a part of a project, and with a query that was typed. */
class PartialCommandsTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void writeProject() {
        project = DuckDbProject.ofTwoTargets(folder)
                .write("seeds/lines.csv", "id,cents\n1,100\n2,250\n")
                .write("models/orders.sql", "{% do exceptions.warn('old orders') %}\nselect 1 as id\n")
                .write("models/bills.sql", "select id, cents from {{ ref('lines') }}\n")
                .write("models/bills.yml", "models:\n  - name: bills\n    data_tests: [{unique: {column_name: id}}]\n")
                .write(
                        "graph/bill.yml",
                        "version: 1\nnodes:\n  - {label: Bill, from: ref('bills'), key: [id], properties: [id]}\n");
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    private List<String> compiled() throws IOException {
        Path root = folder.resolve("target/compiled/shop");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void compilesWhatIsSelectedAndPrintsWhatIsNamed() throws IOException {
        CommandRun run = call("compile", "--select", "bills");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("select id, cents from \"dev\".\"lines\"\n");
        assertThat(run.err()).isEqualTo("bills:\ncompiled shop: 1 model, 1 test, 0 node types, 0 relationship types\n");
        assertThat(compiled()).containsExactly("models/bills.sql", "models/bills.yml/unique_bills_id.sql");
        assertThat(Files.readString(folder.resolve("target/manifest.json"))).contains("\"model.shop.orders\"");
    }

    @Test
    void leavesWhatIsNotSelectedAsItIs() throws IOException {
        assertThat(call("compile").exit()).isZero();
        List<String> all = compiled();
        project.write("models/bills.sql", "select id, cents + 1 as cents from {{ ref('lines') }}\n");

        CommandRun run = call("compile", "--select", "node:Bill", "--exclude", "test_type:generic");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"~id\"");
        assertThat(compiled()).isEqualTo(all);
        assertThat(Files.readString(folder.resolve("target/compiled/shop/models/bills.sql")))
                .doesNotContain("+ 1");
        assertThat(call("compile").err()).contains("warning[GC2014]", "compiled shop: 2 models, 1 test");
        assertThat(Files.readString(folder.resolve("target/compiled/shop/models/bills.sql")))
                .contains("+ 1");
    }

    @Test
    void aWrongSelectorOrProjectIsAnError() {
        CommandRun unknown = call("compile", "--select", "bill");
        assertThat(unknown.exit()).isOne();
        assertThat(unknown.err()).contains("error[GC2012]", "did you mean `Bill` or `bills`?");
        project.write("models/orders.sql", "select missing from {{ ref('bills') }}\n");
        CommandRun broken = call("compile", "--select", "bills");
        assertThat(broken.exit()).isOne();
        assertThat(broken.err()).contains("error[GC4002]", "models/orders.sql:1:8");
    }

    @Test
    void compilesAQueryThatWasTyped() {
        CommandRun run = call("compile", "--inline", "select max(cents) as most from {{ ref('bills') }}");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("select max(cents) as most from \"dev\".\"bills\"\n");
        assertThat(run.err()).isEmpty();
        assertThat(folder.resolve("target/manifest.json")).doesNotExist();

        CommandRun wrong = call("compile", "--inline", "select cent from {{ ref('bills') }}");
        assertThat(wrong.exit()).isOne();
        assertThat(wrong.err())
                .contains(
                        "error[GC4002]: column `cent` not found in `bills`",
                        "--> --inline:1:8",
                        "did you mean `cents`?");
        assertThat(call("compile", "--inline", "select 1 as x", "--select", "bills")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void showsWhatIsNamedSelectedOrTyped() {
        assertThat(call("build").exit()).isZero();
        assertThat(call("show", "bills").out()).contains("1  | 100").contains("(2 rows)");
        CommandRun selected = call("show", "--select", "bills+", "--exclude", "test_type:generic", "--limit", "1");
        assertThat(selected.exit()).as(selected.err()).isZero();
        assertThat(selected.err()).contains("bills:\n", "node:Bill:\n");
        assertThat(selected.out()).contains("(1 row)").doesNotContain("(2 rows)");
        CommandRun typed = call("show", "--inline", "select sum(cents) as all_cents from {{ ref('lines') }}");
        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.out()).contains("all_cents", "350");
        assertThat(call("show").exit()).isEqualTo(2);
        assertThat(call("show", "bills", "--select", "bills").exit()).isEqualTo(2);
        assertThat(call("show", "bils").err()).contains("did you mean `bills`?");
    }

    /** What a run has read from files stays as it has read it; only what no run has read yet is read for the rows. */
    @Test
    void showLeavesWhatARunHasRead() {
        project.write("data/prices.csv", "cents\n1\n")
                .write("data/taxes.csv", "rate\n7\n")
                .write("models/sources.yml", """
                        version: 2
                        sources:
                          - name: raw
                            config: {external_location: "data/{name}.csv"}
                            tables:
                              - {name: prices, columns: [{name: cents, data_type: integer}]}
                              - {name: taxes, columns: [{name: rate, data_type: integer}]}
                        """)
                .write("models/priced.sql", "select cents from {{ source('raw', 'prices') }}\n")
                .write(
                        "models/taxed.sql",
                        "select cents, rate from {{ source('raw', 'prices') }}, {{ source('raw', 'taxes') }}\n");
        CommandRun run = call("run", "--select", "priced");
        assertThat(run.exit()).as(run.err()).isZero();
        project.write("data/prices.csv", "cents\nnone\n2\n");

        CommandRun shown = call("show", "--select", "priced", "taxed", "--limit", "5");

        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("cents", "1     | 7").doesNotContain("(2 rows)");
        assertThat(call("show", "source:raw.prices").out()).contains("\n1\n(1 row)");
    }

    @Test
    void theWayOutIsForTheTargetOfTheCommand() {
        assertThat(call("show", "bills", "--target", "prod").err())
                .contains("GC7087", "`graphc run --select lines --target prod`");
        assertThat(call("test", "--target", "prod").err()).contains("`graphc run --select bills --target prod`");
        assertThat(call("show", "bills").err()).contains("`graphc run --select lines`");
    }

    @Test
    void showsSoundTenantsAndFailsForTheOthers() {
        project.write("models/orders.sql", "select {{ var('n') }} as id\n")
                .write("tenants/east.yml", "vars: {n: 7}\n")
                .write("tenants/west.yml", "{}\n");
        CommandRun shown = call("show", "orders");
        assertThat(shown.exit()).isOne();
        assertThat(shown.out()).contains("\n7\n(1 row)");
        assertThat(shown.err()).contains("error[GC2006]", "tenant east:").doesNotContain("tenant west:");
        CommandRun compiled = call("compile", "--select", "orders");
        assertThat(compiled.exit()).isOne();
        assertThat(compiled.out()).isEqualTo("select 7 as id\n");
        assertThat(compiled.err()).contains("error[GC2006]", "orders, tenant east:\n");
    }
}
