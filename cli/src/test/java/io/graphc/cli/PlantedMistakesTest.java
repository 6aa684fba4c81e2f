package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes planted in copies of the example: the right message at the right place, in full, and nothing written. */
class PlantedMistakesTest {
    private record Mistake(String name, UnaryOperator<TempProject> plant) {}

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake(
                    "misspelt-column-in-a-model",
                    project -> project.edit("models/marts/users.sql", "u.full_name", "u.fullname")),
            new Mistake(
                    "misspelt-column-in-a-mapping",
                    project -> project.edit("graph/nodes.yml", "column: registered_at", "column: registred_at")),
            new Mistake(
                    "unknown-ref",
                    project -> project.edit("models/marts/users.sql", "ref('stg_users')", "ref('stg_usres')")),
            new Mistake(
                    "cycle",
                    project ->
                            project.edit("models/staging/stg_users.sql", "source('lms', 'users')", "ref('works_at')")),
            new Mistake(
                    "unknown-yaml-key",
                    project ->
                            project.edit("models/models.yml", "description: One row for each user.", "desciption: x")),
            new Mistake(
                    "wrong-endpoint-type",
                    project -> project.edit(
                            "graph/relationships.yml",
                            "start: {node: User, key: [user_id]}\n    end: {node: Language",
                            "start: {node: User, key: [language_code]}\n    end: {node: Language")),
            new Mistake(
                    "type-error-in-sql",
                    project -> project.edit(
                            "models/marts/asset_views.sql",
                            "group by user_id, asset_id",
                            "where viewed_at > 2024\ngroup by user_id, asset_id")),
            new Mistake(
                    "wrong-type-in-a-join",
                    project -> project.edit(
                            "models/marts/courses.sql", "on r.course_id = c.course_id", "on r.course_id = c.title")),
            new Mistake(
                    "missing-source-table",
                    project -> project.edit(
                            "models/marts/assets.sql", "source('lms', 'assets')", "source('lms', 'asets')")),
            new Mistake(
                    "unknown-macro",
                    project -> project.edit("models/marts/asset_views.sql", "recency('max", "recensy('max")));

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> reportsEachMistakeInFull() {
        return MISTAKES.stream()
                .map(mistake -> DynamicTest.dynamicTest(mistake.name(), () -> {
                    TempProject project = mistake.plant().apply(Examples.learning(folder.resolve(mistake.name())));
                    CommandRun run = CommandRun.in(project.root()).call("build");
                    GoldenFile.check(
                            GoldenFile.resource("terminal/mistakes/" + mistake.name() + ".txt"), run.transcript());
                    assertThat(run.exit()).isEqualTo(1);
                    assertThat(Files.exists(project.root().resolve("target/graph")))
                            .isFalse();
                    assertThat(Files.exists(project.root().resolve("target/learning.duckdb")))
                            .isFalse();
                }));
    }

    @Test
    void reportsAllMistakesOfARunAtOnce() {
        TempProject project = Examples.learning(folder.resolve("all"))
                .edit("models/marts/courses.sql", "c.title,", "c.titel,")
                .edit("models/marts/asset_views.sql", "group by", "where viewed_at > 2024\ngroup by")
                .edit("models/marts/assets.sql", "source('lms', 'assets')", "source('lms', 'asets')")
                .edit("models/marts/works_at.sql", "ref('stg_users')", "ref('stg_usres')")
                .edit("models/marts/users.sql", "recency(", "recensy(")
                .edit("models/models.yml", "description: One row for each user.", "desciption: x")
                .edit("graph/nodes.yml", "column: customer_id", "column: customr_id")
                .edit("graph/relationships.yml", "node: Course, key: [course_id]", "node: Curse, key: [course_id]");
        CommandRun run = CommandRun.in(project.root()).call("compile", "--tenant", "harbour");
        GoldenFile.check(GoldenFile.resource("terminal/mistakes/all-at-once.txt"), run.transcript());
    }
}
