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

/** What runs tell of element types that the project has no more, or that they do not select. */
class RetiredTypesTest {
    private static final String THING = """
            nodes:
              - {label: Thing, from: ref('things'), key: id, properties: [{name: small, type: byte}], on_bad_value: reject}
            """;
    private static final String ITEM = """
              - {label: Item, from: ref('things'), key: id, properties: [{name: small, type: byte}], on_bad_value: reject}
            """;

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void loadsTwoTypes() throws IOException {
        project = DuckDbProject.forms(folder)
                .write("models/things.sql", "select * from (values (1, 1), (2, 2), (3, 128)) as t (id, small)")
                .write("graph/graph.yml", THING + ITEM);
        sound("run");
        assertThat(rejects()).containsExactly("Item.csv", "Thing.csv");
    }

    private CommandRun sound(String... arguments) {
        CommandRun run = CommandRun.in(folder).call(arguments);
        assertThat(run.exit()).as(run.transcript()).isZero();
        return run;
    }

    private List<String> rejects() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("target/rejects/nodes"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theDeletesOfATypeThatIsGoneAreToldAndItsRejectsGo() throws IOException {
        project.write("graph/graph.yml", THING);
        CommandRun run = sound("run", "--allow-deletes");
        assertThat(run.out() + run.err())
                .contains("  (Item)   0 (2 deleted, for the project has the type no more)\n")
                .contains("2 nodes, 0 relationships: 0 written, 2 unchanged, 2 deleted, 1 rejected");
        assertThat(Files.readString(folder.resolve("target/run_results.json"))).containsSubsequence("""
                "unique_id": "node.forms.Item",
                """, """
                "retired": true,
                """, """
                "deleted": 2,
                """);
        assertThat(rejects()).containsExactly("Thing.csv");
        assertThat(sound("run").transcript()).doesNotContain("(Item)");
    }

    @Test
    void rejectFilesAreThoseOfTheLatestRunAlone() throws IOException {
        sound("run", "--select", "node:Item");
        assertThat(rejects()).containsExactly("Item.csv");
    }

    /** Whoever was told where the rows are finds them. */
    @Test
    void whatDoesNotLookAtATypeLeavesItsRejectsAlone() throws IOException {
        project.write("models/things.yml", """
                unit_tests:
                  - name: as_they_are
                    model: things
                    given: []
                    expect: {rows: [{id: 1, small: 1}, {id: 2, small: 2}, {id: 3, small: 128}]}
                """);
        sound("run", "--select", "things");
        sound("snapshot");
        sound("test", "--select", "test_type:unit");
        assertThat(rejects()).containsExactly("Item.csv", "Thing.csv");
        // Another run may have the target while tests look at it.
        sound("test", "--select", "node:Item");
        assertThat(rejects()).containsExactly("Item.csv", "Thing.csv");
        project.write("models/things.sql", "select * from (values (1, 1), (2, 2), (3, 3)) as t (id, small)");
        sound("run", "--select", "things");
        CommandRun.in(folder).call("test", "--select", "node:Item");
        assertThat(rejects()).containsExactly("Thing.csv");
    }
}
