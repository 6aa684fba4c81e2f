package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.athena.FakeAthena;
import io.graphc.testkit.athena.FakeWorkgroup;
import io.graphc.testkit.athena.S3Shelf;
import io.graphc.testkit.athena.SqlBackend;
import io.graphc.testkit.glue.FakeGlue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `graphc debug` says of all that a target names, before stand-ins of AWS and where nobody answers. */
class DebugCommandTest {

    @TempDir
    Path folder;

    private final S3Server s3 = S3Server.shared();
    private FakeGlue glue;
    private FakeAthena athena;

    @BeforeEach
    void startsAws() {
        glue = FakeGlue.start().database("sales");
        athena = FakeAthena.start(
                sql -> {
                    throw new SqlBackend.RefusedSqlException("SYNTAX_ERROR: nobody asks for " + sql);
                },
                new S3Shelf(s3.uri()));
    }

    @AfterEach
    void stopsAws() {
        athena.close();
        glue.close();
    }

    /** A project on Athena. */
    private CommandRun debug(String schema, String more) {
        TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("models/one.sql", "select 1 as id\n")
                .write("profiles.yml", """
                        shop:
                          target: prod
                          outputs:
                            prod:
                              type: athena
                              schema: %s
                              region_name: eu-central-1
                              aws_access_key_id: AKIA0000WXYZ
                              aws_secret_access_key: very-secret
                              endpoint_urls: {athena: "%s", glue: "%s", s3: "%s"}
                        %s
                        """.formatted(
                                schema, athena.address(), glue.endpoint(), s3.uri(), more.indent(6)));
        return CommandRun.in(folder).call("debug");
    }

    private static void check(String name, CommandRun run) {
        String text = run.transcript()
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:<port>")
                .replaceAll("graphc: .*", "graphc: <version>")
                .replaceAll("(?m)^project: .*", "project: <folder>")
                .replaceAll("(?i)request [0-9a-f-]{8,}", "request <id>")
                .replaceAll("graphc-debug-[0-9a-f-]+", "graphc-debug-<id>");
        GoldenFile.check(Path.of("src/test/resources/terminal/debug", name + ".txt"), text);
    }

    @Test
    void athenaIsLookedAtThingByThing() {
        athena.workgroup(FakeWorkgroup.open("primary").withCutoff(1_000_000));

        CommandRun run = debug("sales", "s3_staging_dir: s3://lake/debug/results\ns3_data_dir: s3://lake/debug/data");

        check("athena", run);
        assertThat(run.out()).doesNotContain("very-secret");
        assertThat(athena.statements()).isEmpty();
        assertThat(new S3Shelf(s3.uri()).list("s3://lake/debug/")).isEmpty();
        assertThat(glue.requests()).hasSize(1);
    }

    @Test
    void whatCannotBeUsedStopsNothing() {
        athena.workgroup(FakeWorkgroup.open("primary").disabled());

        CommandRun run =
                debug("later", "s3_staging_dir: s3://no-such-bucket/results/\ns3_data_dir: s3://lake/debug/data/");

        check("athena-broken", run);
        assertThat(run.exit()).isEqualTo(3);
    }

    @Test
    void whoDoesNotAnswerIsNamed() {
        TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("models/one.sql", "select 1 as id\n")
                .write("profiles.yml", """
                        shop:
                          target: prod
                          outputs:
                            prod: {type: trino, host: 127.0.0.1, port: 9, user: ann, database: lake, schema: shop}
                          graph_target: neo
                          graph_outputs:
                            neo: {type: neo4j, uri: "bolt://127.0.0.1:9"}
                        """);

        CommandRun run = CommandRun.in(folder).call("debug");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out().lines().map(line -> line.replaceAll(": .*", "")))
                .containsSubsequence(List.of(
                        "engine",
                        "  ok      settings",
                        "  ok      session",
                        "  failed  connection",
                        "graph target",
                        "  ok      settings",
                        "  failed  connection"));
        assertThat(run.err()).contains("error[GC7002]", "error[GC8004]");
    }
}
