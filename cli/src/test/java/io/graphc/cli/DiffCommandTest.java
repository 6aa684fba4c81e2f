package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code graphc diff} and {@code state:} selectors on copies of the learning example, one compiled before the other is edited. */
class DiffCommandTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void compileBefore() {
        TempProject before =
                TempProject.copyOf(Examples.ROOT.resolve("example-project/learning"), folder.resolve("before"));
        assertThat(CommandRun.in(before.root()).call("compile", "--quiet").exit())
                .isZero();
        project = Examples.learning(folder);
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    private CommandRun diff(String... options) {
        return call(Stream.concat(Stream.of("diff", "--state", "../before/target"), Stream.of(options))
                .toArray(String[]::new));
    }

    private void changeMuch() {
        project.edit("models/marts/users.sql", "u.email,", "lower(u.email) as email,")
                .edit("models/marts/users.sql", "    u.role,", "    cast(null as varchar) as role,")
                .edit("models/marts/users.sql", "u.country,", "u.country as land,")
                .edit("models/staging/stg_users.sql", "    role,\n", "")
                .edit(
                        "models/staging/stg_enrolments.sql",
                        "    progress,",
                        "    cast(progress as integer) as progress,")
                .edit("models/marts/enrolments.sql", "where recency_rank = 1", "where recency_rank <= 2")
                .edit("graph/nodes.yml", "      - country", "      - land")
                .edit("macros/recency.sql", "<= 365", "<= 366");
    }

    private List<String> selected(String selector, String... options) {
        String[] all = Stream.concat(
                        Stream.of(
                                "ls",
                                "--output",
                                "id",
                                "--tenant",
                                "harbour",
                                "--select",
                                selector,
                                "--state",
                                "../before/target"),
                        Stream.of(options))
                .toArray(String[]::new);
        return call(all)
                .out()
                .lines()
                .filter(line -> line.startsWith("model.") || line.startsWith("node."))
                .toList();
    }

    @Test
    void saysWhatChangedWhatItReachesAndWhatBreaks() {
        changeMuch();
        GoldenFile.check(GoldenFile.resource("terminal/diff/text.txt"), diff().transcript());
    }

    @Test
    void writesMarkdownForAPullRequest() {
        changeMuch();
        GoldenFile.check(
                GoldenFile.resource("terminal/diff/markdown.txt"),
                diff("--output", "markdown").transcript());
    }

    @Test
    void writesJson() {
        project.edit("models/staging/stg_users.sql", "lower(trim(email))", "lower(email)");
        GoldenFile.check(
                GoldenFile.resource("terminal/diff/json.txt"),
                diff("--output", "json").transcript());
    }

    @Test
    void layoutNamesInsideAndMacrosOfTheSameMeaningChangeNothing() {
        project.edit("models/marts/users.sql", "with enrolled as (", "-- rewritten\nwith joined as (")
                .edit(
                        "models/marts/users.sql",
                        "left join enrolled as e on e.user_id = u.user_id",
                        "" + "LEFT JOIN joined AS e\n  ON e.user_id = u.user_id");
        assertThat(diff("--fail-on", "any").transcript())
                .isEqualTo("exit 0\n--- stdout\nnothing changed\n--- stderr\n");
    }

    @Test
    void variablesTargetsAndTheClockChangeNothing() {
        assertThat(diff("--vars", "{recent_days: 3}", "--as-of", "2020-01-01", "--fail-on", "any")
                        .exit())
                .isZero();
        assertThat(selected("state:modified", "--vars", "{recent_days: 3}")).isEmpty();
    }

    @Test
    void aVariableOfTheProjectFileChangesTheModelsThatNameIt() {
        project.edit("graphc_project.yml", "recent_days: 90", "recent_days: 45");
        assertThat(selected("state:modified.vars"))
                .containsExactly("model.learning.asset_views", "model.learning.users");
        assertThat(selected("state:modified.body")).isEmpty();
    }

    @Test
    void statesAreThoseOfDbt() {
        changeMuch();
        project.write("models/marts/fresh.sql", "select user_id from {{ ref('users') }}\n");
        assertThat(selected("state:new")).containsExactly("model.learning.fresh");
        assertThat(selected("state:modified.body"))
                .containsExactly(
                        "model.learning.enrolments",
                        "model.learning.stg_enrolments",
                        "model.learning.stg_users",
                        "model.learning.users",
                        "node.learning.User");
        assertThat(selected("state:modified.macros"))
                .containsExactly("model.learning.asset_views", "model.learning.users");
        assertThat(selected("state:modified,resource_type:model")).contains("model.learning.fresh");
        assertThat(selected("state:unmodified,resource_type:model")).contains("model.learning.courses");
        assertThat(selected("state:old,resource_type:model"))
                .contains("model.learning.users")
                .doesNotContain("model.learning.fresh");
    }

    @Test
    void configsOutsideOfTheFileAreAnAspectOfTheirOwn() {
        project.edit("graphc_project.yml", "+materialized: view", "+materialized: table");
        assertThat(selected("state:modified.configs"))
                .contains("model.learning.stg_users")
                .doesNotContain("model.learning.users");
        assertThat(selected("state:modified.body")).isEmpty();
        assertThat(diff().out()).contains("  model stg_users\n    ~ (configs)  changed\n");
    }

    @Test
    void whatATestOfTheGraphIsGivenAndWhatItMayFindAreItsConfigs() {
        String path = "tests/nobody_works_at_two_customers.cypher";
        String written = project.read(path);
        String parameters = "parameters={'prefix': 'User|' ~ tenant ~ '|'}";
        for (String config : List.of(
                parameters.replace("User", "Pilot"),
                parameters + ", limit=5",
                parameters + ", warn_if='> 3'",
                parameters + ", error_if='> 4'")) {
            project.write(path, written.replace(parameters, config));
            assertThat(call(
                                    "ls",
                                    "--output",
                                    "id",
                                    "--tenant",
                                    "harbour",
                                    "--select",
                                    "state:modified",
                                    "--state",
                                    "../before/target")
                            .out())
                    .as(config)
                    .isEqualTo("test.learning.nobody_works_at_two_customers\n");
        }
    }

    @Test
    void rowsOfASeedAreItsBody() {
        project.edit("seeds/languages.csv", "German", "Deutsch");
        assertThat(call("ls", "--output", "id", "--select", "state:modified.body", "--state", "../before/target")
                        .out())
                .contains("seed.learning.languages\n");
        assertThat(diff().out()).contains("  seed languages\n    ~ (rows)  other rows\n");
    }

    @Test
    void failsWhereAsked() {
        project.edit("models/staging/stg_users.sql", "lower(trim(email))", "lower(email)");
        assertThat(diff().exit()).isZero();
        assertThat(diff("--fail-on", "breaking").exit()).isZero();
        assertThat(diff("--fail-on", "any").exit()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithAState() {
        CommandRun missing = call("diff", "--state", "nowhere");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).startsWith("error[GC1013]: `nowhere` holds no manifest.json\n");
        assertThat(call("ls", "--select", "state:modified").err())
                .startsWith(
                        "error[GC2030]: `state:modified` compares with an earlier compilation, which is not given\n");
        assertThat(call("ls", "--select", "state:modifid", "--state", "../before/target")
                        .err())
                .startsWith("error[GC2030]: `modifid` is no value of `state:`\n  --> --select:1:7\n")
                .contains("  = help: did you mean `modified`?\n");
    }
}
