package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.glue.Crawl;
import io.graphc.testkit.glue.FakeGlue;
import io.graphc.testkit.glue.GlueFailure;
import io.graphc.testkit.glue.GlueRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code graphc source}: on an Athena target with Glue's stand-in behind, and on files with DuckDB. */
class SourceCommandsTest {
    private static final String ORDERS = """
            {"Name": "orders", "Description": "What was \\"bought\\"", "TableType": "EXTERNAL_TABLE", "Parameters": {"classification": "parquet"},
             "StorageDescriptor": {"Location": "s3://lake/orders/", "Columns": [
               {"Name": "id", "Type": "bigint", "Comment": "The key"},
               {"Name": "amount", "Type": "decimal(12,2)"},
               {"Name": "lines", "Type": "array<struct<sku:string,n:int>>"},
               {"Name": "odd", "Type": "uniontype<int,string>"}]},
             "PartitionKeys": [{"Name": "day", "Type": "string"}]}""";

    private static final String USERS = """
            {"Name": "users", "StorageDescriptor": {"Columns": [
               {"Name": "user_id", "Type": "string"}, {"Name": "on", "Type": "timestamp"}]}}""";

    @TempDir
    Path folder;

    private final FakeGlue glue = FakeGlue.start();
    private TempProject project;

    @BeforeEach
    void lay() {
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", """
                        shop:
                          target: lake
                          outputs:
                            lake:
                              type: athena
                              region_name: eu-west-1
                              schema: analytics
                              s3_staging_dir: s3://results/
                              aws_access_key_id: AKIATEST
                              aws_secret_access_key: secret
                              endpoint_url: %s
                            laptop:
                              type: duckdb
                              path: target/shop.duckdb
                        """.formatted(glue.endpoint()));
        glue.database("sales").database("crm");
        glue.table("sales", ORDERS).table("sales", USERS).table("crm", USERS);
    }

    @AfterEach
    void stop() {
        glue.close();
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    private static void golden(String name, String text) {
        GoldenFile.check(Path.of("src/test/resources/source-commands", name), text);
    }

    @Test
    void declaresWhatTheCatalogHas() {
        CommandRun run = call("source", "generate", "sales", "crm.u*");

        assertThat(run.exit()).isZero();
        golden("generate.yml", run.out());
    }

    @Test
    void compilesWithWhatItDeclared() {
        call("source", "generate", "sales.users", "--output", "models/sources.yml");
        project.write("models/u.sql", "select user_id, \"on\" from {{ source('sales', 'users') }}\n");

        assertThat(call("compile").err()).doesNotContain("error");
        assertThat(call("source", "check").exit()).isZero();
    }

    @Test
    void takesTypesFromTheCatalogWhereNoneAreDeclared() {
        project.write("models/sources.yml", "sources: [{name: sales, tables: [{name: users}]}]\n");
        project.write("models/u.sql", "select user_id, nothing from {{ source('sales', 'users') }}\n");

        CommandRun run = call("compile");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("GC4002").contains("nothing").doesNotContain("GC1003");
        glue.forgetRequests();
        call("compile");
        assertThat(glue.requests()).as("the word of ten minutes ago counts").isEmpty();
    }

    @Test
    void addsToAFileAndChangesNothingInIt() {
        project.write("models/sources.yml", """
                # What we read
                sources:
                    - name: sales   # the shop
                      description: |
                        All that
                        is sold

                      tables:
                          - name: orders
                            columns:
                                - name: id
                                  data_type: varchar   # on purpose
                                  data_tests: [not_null]

                # the end
                models:
                    - name: m
                """);
        CommandRun first = call("source", "generate", "sales", "crm", "-o", "models/sources.yml");
        String once = project.read("models/sources.yml");
        CommandRun second = call("source", "generate", "sales", "crm", "-o", "models/sources.yml");

        golden("extended.yml", once);
        assertThat(first.err()).contains("6 additions to models/sources.yml");
        assertThat(second.err()).contains("lacks nothing");
        assertThat(project.read("models/sources.yml")).isEqualTo(once);
    }

    @Test
    void refusesAFileThatItCannotAddToSafely() {
        String text = "sources: [{name: sales, tables: [{name: x}]}]\n";
        project.write("models/sources.yml", text);

        CommandRun run = call("source", "generate", "crm", "-o", "models/sources.yml");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("error[GC7055]").contains("`sources` in line 1 is not a list");
        assertThat(project.read("models/sources.yml")).isEqualTo(text);
    }

    @Test
    void saysWhatThereIsWhereNothingMatches() {
        assertThat(call("source", "generate", "sale").err()).contains("GC7054").contains("did you mean `sales`?");
        assertThat(call("source", "generate", "sales.z*").err())
                .contains("no table")
                .contains("`sales.z*`");
        assertThat(call("source", "generate").exit()).isEqualTo(2);
        assertThat(call("source").exit()).isEqualTo(2);
    }

    @Test
    void looksAtTheDatabaseThatATenantHasForASource() {
        project.write("models/sources.yml", "sources:\n- name: raw\n  tables:\n  - name: users\n")
                .write("tenants/acme.yml", "sources: {raw: {schema: crm}}\n")
                .write("tenants/beta.yml", "sources: {raw: {schema: sales}}\n");

        call("source", "generate", "raw", "--tenant", "acme", "-o", "models/sources.yml");

        assertThat(project.read("models/sources.yml"))
                .isEqualTo("sources:\n- name: raw\n  tables:\n  - name: users\n    columns:\n      - name: user_id\n"
                        + "        data_type: varchar\n      - name: \"on\"\n        data_type: timestamp(3)\n");
    }

    @Test
    void reportsHowSourcesDifferFromTheirDeclaration() throws Exception {
        project.write("models/sources.yml", """
                sources:
                  - name: sales
                    tables:
                      - name: orders
                        columns:
                          - {name: id, data_type: varchar}
                          - {name: amount, data_type: "decimal(12,2)"}
                          - {name: line, data_type: varchar}
                          - {name: day, data_type: varchar(10)}
                      - name: gone
                        columns: [{name: a, data_type: bigint}]
                      - name: users
                        columns: [{name: user_id, data_type: varchar}, {name: "on", data_type: timestamp}]
                """);
        CommandRun text = call("source", "check");
        CommandRun json = call("source", "check", "sales", "--output", "json", "--quiet");

        assertThat(text.exit()).isEqualTo(1);
        golden("check.txt", text.transcript());
        golden("check.json", json.out());
        assertThat(new ObjectMapper().readTree(json.out()).path("sources")).hasSize(3);
        assertThat(call("source", "check", "sales.users").exit()).isZero();
        assertThat(call("source", "check", "sales.user").err()).contains("did you mean `sales.users`?");
    }

    @Test
    void doesNotCallAColumnGoneThatMayBeHidden() {
        project.write(
                "models/sources.yml",
                "sources: [{name: sales, tables: [{name: users, columns: [{name: user_id, data_type: varchar}, {name:"
                        + " \"on\", data_type: timestamp}]}]}]\n");
        glue.hideColumns("sales", "users", "on");

        CommandRun run = call("source", "check");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("warning[GC7053]").contains("`on`").doesNotContain("GC7052");
    }

    @Test
    void endsWithThreeWhereGlueDoesNotAllowIt() {
        project.write("models/sources.yml", "sources: [{name: sales, tables: [{name: users}]}]\n");
        glue.fail("GetTable", GlueFailure.accessDenied("GetTable", "arn:aws:glue:eu-west-1:1:table/sales/users"), 1);

        CommandRun run = call("source", "check");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("GC8032").contains("glue:GetTable").contains("request ");
    }

    @Test
    void runsCrawlersOneForEachTenantAndWaits() {
        project.write("tenants/acme.yml", "{}\n").write("tenants/beta.yml", "{}\n");
        glue.crawler("lake-acme", "crm", Crawl.succeeding(() -> glue.table("crm", "{\"Name\": \"fresh\"}")));
        glue.crawler("lake-beta", "crm", Crawl.succeeding(() -> {}).lasting(1), Crawl.succeeding(() -> {}));
        glue.startCrawler("lake-beta");

        CommandRun run = call("source", "crawl", "lake-{tenant}", "--poll-interval", "0s");

        assertThat(run.exit()).isZero();
        assertThat(run.err())
                .contains("crawler lake-acme: started")
                .contains("crawler lake-beta: is running already")
                .contains("crawler lake-beta: started")
                .contains("crawler lake-beta: succeeded");
        assertThat(glue.requests())
                .extracting(GlueRequest::operation)
                .filteredOn("StartCrawler"::equals)
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(call("source", "generate", "crm.fresh").out()).contains("fresh");
    }

    @Test
    void passesOnWhyACrawlFailed() {
        glue.crawler("nightly", "crm", Crawl.failing("The S3 location s3://lake/x does not exist"));

        CommandRun run = call("source", "crawl", "nightly", "none", "--poll-interval", "0s");

        assertThat(run.exit()).isEqualTo(1);
        golden("crawl-failed.txt", run.transcript());
    }

    @Test
    void givesUpOnACrawlThatDoesNotEnd() {
        glue.crawler("endless", "crm", Crawl.succeeding(() -> {}).lasting(1_000_000));

        CommandRun run = call("source", "crawl", "endless", "--poll-interval", "0s", "--timeout", "0s");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("error[GC7058]");
        assertThat(call("source", "crawl", "endless", "--timeout", "soon").exit())
                .isEqualTo(2);
        assertThat(call("source", "crawl", "endless", "-t", "laptop").err()).contains("target `laptop`");
    }

    @Test
    void tellsWhatIsWrongForOneTenantThoughAnotherCanBeRead() {
        project.write("models/sources.yml", """
                        sources:
                          - name: sales
                            freshness: {warn_after: {count: "{{ var('hours') }}", period: hour}}
                            tables: [{name: users}]
                        """)
                .write("tenants/acme.yml", "vars: {hours: 3}\n")
                .write("tenants/beta.yml", "{}\n");
        glue.crawler("nightly", "crm", Crawl.succeeding(() -> {}));

        CommandRun generated = call("source", "generate", "crm");
        CommandRun crawled = call("source", "crawl", "nightly", "--poll-interval", "0s");

        assertThat(generated.exit()).isEqualTo(1);
        assertThat(generated.out()).contains("- name: crm");
        assertThat(generated.err()).contains("hours");
        assertThat(crawled.exit()).isEqualTo(1);
        assertThat(crawled.err()).contains("hours").contains("crawler nightly: succeeded");
        assertThat(call("source", "generate", "crm", "--tenant", "acme").exit()).isZero();
    }

    @Test
    void writesTheFreshnessOfSeveralTenantsIntoNoSingleFile() {
        project.write("tenants/acme.yml", "{}\n").write("tenants/beta.yml", "{}\n");

        CommandRun run = call("source", "freshness", "--output", "fresh.json");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--output names one file for 2 tenants");
        assertThat(call("source", "freshness", "--output", "fresh.json", "--tenant", "acme")
                        .exit())
                .isZero();
    }

    @Test
    void givesASourceTheTablesOfOneDatabaseAlone() {
        CommandRun run = call("source", "generate", "sales", "crm", "--name", "all");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("GC7054").contains("source `all` cannot have tables of `sales` and of `crm`");
    }

    @Test
    void readsLimitsOfFreshnessWholeOrNotAtAll() {
        String sources = """
                sources:
                  - name: sales
                    freshness: {warn_after: {count: 3, period: "{{ var('period') }}"}, error_after: {count: 5}}
                    tables: [{name: users}]
                """;
        project.write("models/sources.yml", sources);

        CommandRun week = call("source", "freshness", "--vars", "{period: week}");
        CommandRun hour = call("source", "freshness", "--vars", "{period: Hour}");

        assertThat(week.exit()).isEqualTo(1);
        assertThat(week.err()).contains("`period` is none of `minute`, `hour`, `day`");
        assertThat(hour.err()).contains("warning[GC1003]").contains("`count` has no `period`");
    }

    @Test
    void saysThatItHasCheckedNothing() {
        CommandRun run = call("source", "check");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("no source table checked").doesNotContain("as declared");
    }

    @Test
    void declaresEveryFileOfAFolderOnceAndNoHiddenOne() {
        project.write("data/order-lines.csv", "a\n1\n")
                .write("data/order_lines.csv", "b\n1\n")
                .write("data/_tmp.csv", "c\n1\n")
                .write("data/.hidden.csv", "d\n1\n")
                .write("data/from.parquet.files/x.csv", "e\n1\n");

        CommandRun run = call("source", "generate", "--files", "data", "--name", "raw", "-t", "laptop");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("- name: ")).map(String::strip))
                .containsExactly(
                        "- name: raw",
                        "- name: from_parquet_files",
                        "- name: e",
                        "- name: order_lines",
                        "- name: a",
                        "- name: order_lines_2",
                        "- name: b");
    }

    private void layFiles() {
        project.write("data/users.csv", "user_id,born,seen\n1,2000-01-31,2026-01-30 10:00:00\n2,,2026-01-29 00:00:00\n")
                .write("data/events/a.csv", "event,n\nx,1\n")
                .write("data/events/b.csv", "event,n\ny,2\n")
                .write("data/README.md", "no rows\n");
    }

    @Test
    void declaresFilesOfAFolder() {
        layFiles();
        CommandRun run = call("source", "generate", "--files", "data", "--name", "raw", "-t", "laptop");

        assertThat(run.exit()).isZero();
        golden("files.yml", run.out());
        project.write("models/sources.yml", run.out());
        assertThat(call("source", "check", "-t", "laptop").exit()).isZero();
        project.write("data/users.csv", "user_id,birth,seen\n1,2000-01-31,2026-01-30 10:00:00\n");
        CommandRun changed = call("source", "check", "-t", "laptop");
        assertThat(changed.exit()).isEqualTo(1);
        assertThat(changed.err()).contains("column `born` of source `raw.users` is declared and not there");
    }

    @Test
    void tellsHowFreshRowsAre() throws Exception {
        layFiles();
        Files.setLastModifiedTime(
                folder.resolve("data/events/b.csv"), FileTime.from(Instant.parse("2026-01-30T11:30:00Z")));
        Files.setLastModifiedTime(
                folder.resolve("data/events/a.csv"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        project.write("models/sources.yml", """
                sources:
                  - name: raw
                    freshness: {warn_after: {count: 1, period: hour}, error_after: {count: 1, period: day}}
                    loaded_at_field: seen
                    tables:
                      - name: users
                        config: {external_location: data/users.csv}
                      - name: slow
                        config:
                          external_location: data/users.csv
                          freshness: {filter: user_id = 2}
                      - name: asked
                        config: {external_location: data/users.csv}
                        loaded_at_query: select min(seen) from {{ this }}
                        freshness: {error_after: {count: 10, period: day}, warn_after: {count: 4, period: day}}
                      - name: bad
                        config: {external_location: data/users.csv}
                        loaded_at_field: user_id
                      - name: never
                        config: {external_location: data/users.csv}
                        freshness: null
                  - name: files
                    tables:
                      - name: events
                        config: {external_location: "data/events/*.csv"}
                        freshness: {warn_after: {count: 45, period: minute}}
                """);
        CommandRun run = call("source", "freshness", "-t", "laptop", "--as-of", "2026-01-30T12:00:00Z");
        JsonNode results = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("target/sources.json")))
                .path("results");

        assertThat(run.exit()).isEqualTo(1);
        golden("freshness.txt", run.transcript());
        assertThat(results)
                .extracting(result -> result.path("unique_id").asText() + " "
                        + result.path("status").asText())
                .containsExactly(
                        "source.shop.raw.users warn",
                        "source.shop.raw.slow error",
                        "source.shop.raw.asked pass",
                        "source.shop.raw.bad runtime error",
                        "source.shop.files.events pass");
        assertThat(results.get(0).path("max_loaded_at").asText()).isEqualTo("2026-01-30T10:00:00Z");
        assertThat(results.get(0).path("max_loaded_at_time_ago_in_s").asDouble())
                .isEqualTo(7200);
        assertThat(results.get(1).at("/criteria/filter").asText()).isEqualTo("user_id = 2");
        assertThat(call(
                                "source",
                                "freshness",
                                "-t",
                                "laptop",
                                "--as-of",
                                "2026-01-30T12:00:00Z",
                                "-s",
                                "source:files",
                                "source:raw.users")
                        .exit())
                .as("warnings do not fail")
                .isZero();
    }

    @Test
    void takesTheWordOfGlueWhereNothingTellsTheMomentOfARow() {
        glue.table(
                "sales",
                "{\"Name\": \"ice\", \"Parameters\": {\"table_type\": \"ICEBERG\", \"metadata_location\": \"s3://x/m\","
                        + " \"current-snapshot-timestamp-ms\": \"1767225600000\"}}");
        project.write("models/sources.yml", """
                sources:
                  - name: sales
                    freshness: {error_after: {count: 2, period: day}}
                    tables: [{name: ice}]
                """);

        assertThat(call("source", "freshness", "--as-of", "2026-01-02T12:00:00Z")
                        .exit())
                .isZero();
        CommandRun late = call("source", "freshness", "--as-of", "2026-01-04T12:00:00Z");
        assertThat(late.exit()).isEqualTo(1);
        assertThat(late.err()).contains("error[GC7059]").contains("it is of 2026-01-01T00:00:00Z");
    }
}
