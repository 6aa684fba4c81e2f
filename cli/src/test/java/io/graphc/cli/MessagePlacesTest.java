package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a run points at, when something is wrong with what it runs. */
class MessagePlacesTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makesAProject() {
        assertThat(CommandRun.in(folder).call("init", "people").exit()).isZero();
        project = TempProject.in(folder.resolve("people"));
    }

    private String failure(String... arguments) {
        CommandRun run = CommandRun.in(project.root()).call(arguments);
        assertThat(run.exit()).as(run.err()).isEqualTo(1);
        return run.err();
    }

    @Test
    void pointsAtTheTestAmongOthersOfItsLine() {
        project.write("data/people.csv", "person_id,full_name,company,joined_on\n1,A,,2023-02-01\n1,B,,2023-02-01\n");
        assertThat(failure("build"))
                .contains("--> models/sources.yml:13:36\n")
                .contains(
                        "|               data_tests: [not_null, unique]\n    |                                      ^^^^^^\n");
    }

    @Test
    void pointsAtTheStatementOfAnAction() {
        project.write("graph/actions.yml", """
                actions:
                  - at: pre_load
                    name: audit
                    sql: |
                      INSERT INTO
                      nowhere VALUES (1)
                """);
        assertThat(failure("build")).contains("""
                        error[GC8018]: action `audit` failed
                          --> graph/actions.yml:5:7
                           |
                         5 |         INSERT INTO
                           |         ^^^^^^^^^^^
                          = note: DuckDB: Catalog Error: Table with name nowhere does not exist!\
                        """).doesNotContain("a change of the state");
    }

    @Test
    void findsAnEmptyFileBeforeAnythingRuns() {
        project.write("data/people.csv", "");
        assertThat(failure("compile"))
                .contains("error[GC7007]: `data/people.csv` of source `crm.people` has no header line\n"
                        + "  --> models/sources.yml:9:15\n")
                .contains("1 error, 0 warnings");
    }
}
