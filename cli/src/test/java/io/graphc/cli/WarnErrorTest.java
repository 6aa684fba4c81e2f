package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which warnings fail a command, by the command line and by the project. */
class WarnErrorTest {
    private static final String PROJECT = "name: shop\nprofile: shop\n";

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void writeProject() {
        project = DuckDbProject.shop(folder)
                .write("models/orders.sql", "{{ config(materialized='table') }}\nselect 1 as id\n")
                .write(
                        "models/bills.sql",
                        "{{ config(materialized='table') }}\n{% do exceptions.warn('bills are old') %}\n"
                                + "select id from {{ ref('orders') }}\n")
                .write("tests/no_order.sql", "{{ config(severity='warn') }}\nselect id from {{ ref('orders') }}\n");
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    private static void check(String name, CommandRun run) {
        GoldenFile.check(Path.of("src/test/resources/terminal/warnings", name + ".txt"), run.transcript());
    }

    @Test
    void aWarningOfTheCompilerEndsTheCommand() {
        assertThat(call("compile").exit()).isZero();
        check("compile", call("compile", "--warn-error"));
        assertThat(call("compile").exit()).isZero();
        assertThat(call("run", "--warn-error", "--quiet").exit()).isOne();
        assertThat(call("ls", "--warn-error").exit()).isOne();
        assertThat(call("ls", "--warn-error-options", "{error: [JinjaLogWarning]}")
                        .exit())
                .isOne();
    }

    @Test
    void aTestThatWarnsFailsAndStopsWhatReadsItsModel() {
        assertThat(call("build").exit()).isZero();

        CommandRun build = call("build", "--warn-error-options", "{\"error\": [\"GC7006\"]}");

        assertThat(build.exit()).isOne();
        assertThat(build.err())
                .contains("error[GC7006]", "warning[GC2014]")
                .containsPattern("FAIL 1 .*no_order")
                .containsPattern("SKIP .*bills .*\\[SKIP: needs `test\\.[^`]*`, which failed]");
    }

    @Test
    void aRetryAsksForTheSame() throws IOException {
        call("build", "--warn-error-options", "{error: [LogTestResult]}");
        assertThat(Files.readString(folder.resolve("target/run_results.json")))
                .contains("\"warn_error_options\": \"{error: [LogTestResult]}\"");
        assertThat(call("retry").exit()).isOne();
        assertThat(call("retry", "--warn-error-options", "{error: []}").exit()).isZero();
    }

    @Test
    void whatIsNamedStaysAWarningOrIsNotShown() {
        CommandRun run = call("build", "--warn-error-options", "{error: all, warn: [GC7006], silence: [GC2014]}");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("warning[GC7006]").doesNotContain("GC2014");
        CommandRun older = call("build", "--warn-error-options", "{include: '*', exclude: [GC7006, GC2014]}");
        assertThat(older.exit()).as(older.err()).isZero();
        assertThat(older.err()).contains("warning[GC7006]", "warning[GC2014]");
    }

    @Test
    void aSelectorWithoutAMatchIsAnError() {
        assertThat(call("ls", "--select", "orders tag:nothing").exit()).isZero();
        CommandRun stern = call("ls", "--select", "orders tag:nothing", "--warn-error-options", "{error: [GC2031]}");
        assertThat(stern.exit()).isOne();
        assertThat(stern.err()).contains("error[GC2031]");
    }

    @Test
    void theProjectSaysItAndTheCommandLineWins() {
        project.write("dbt_project.yml", PROJECT + "flags:\n  send_anonymous_usage_stats: false\n  warn_error: true\n");
        assertThat(call("compile").exit()).isOne();
        assertThat(call("compile", "--warn-error-options", "{error: []}").exit())
                .isZero();
        project.write(
                "dbt_project.yml",
                PROJECT + "flags:\n  warn_error_options:\n    error:\n    silence: [JinjaLogWarning]\n");
        CommandRun silent = call("compile");
        assertThat(silent.exit()).isZero();
        assertThat(silent.err()).doesNotContain("GC2014");
    }

    @Test
    void mistakesInTheOptionAreShown() {
        check(
                "mistakes",
                call(
                        "compile",
                        "--warn-error-options",
                        "{eror: all, warn: [GC706, NoNodesForSelectionCritera], silence: [Deprecations, '*']}"));
        check("no-map", call("build", "--warn-error-options", "all"));
        CommandRun both = call("build", "--warn-error", "--warn-error-options", "{error: all}");
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).startsWith("--warn-error makes every warning an error");
        assertThat(call("build", "--warn-error-options", "{error: [GC7006], silence: [GC7006]}")
                        .err())
                .contains("`GC7006` is to be an error and to be none");
        assertThat(call("build", "--warn-error-options", "{error: [").exit()).isEqualTo(2);
        CommandRun ofDbt = call("compile", "--warn-error-options", "{silence: [Deprecations]}");
        assertThat(ofDbt.exit()).isZero();
        assertThat(ofDbt.err()).contains("note[GC1012]: graphc has no warning `Deprecations`");
    }

    @Test
    void mistakesInTheProjectAreShown() {
        project.write(
                "dbt_project.yml",
                PROJECT
                        + "flags:\n  warn_error: true\n  warn_error_options:\n    error: [GC9999]\n    silense: [GC7006]\n");
        check("project", call("compile"));
    }
}
