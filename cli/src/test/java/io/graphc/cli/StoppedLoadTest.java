package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that would make a wrong graph: the load stops before anything is written and says what is wrong with it. */
class StoppedLoadTest {
    private static final String HEADER = "person_id,full_name,company,joined_on\n";

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makesAProject() {
        CommandRun made = CommandRun.in(folder).call("init", "people_graph");
        assertThat(made.exit()).as(made.err()).isZero();
        project = TempProject.in(folder.resolve("people_graph"));
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root()).call(arguments);
    }

    private boolean nothingWritten() {
        return !Files.exists(project.root().resolve("target/graph"));
    }

    @Test
    void theProjectAsMadeLoads() {
        CommandRun run = call("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(nothingWritten()).isFalse();
    }

    @Test
    void namesEveryKindOfWrongKeyInOneRun() {
        StringBuilder rows = new StringBuilder(HEADER);
        rows.append(",Nobody,,2024-01-01\n,Nobody Else,,2024-01-01\n");
        for (int id = 101; id <= 112; id++) {
            rows.append(id).append(",Twice,,2024-01-01\n").append(id).append(",Twice Again,,2024-01-01\n");
        }
        for (int id = 201; id <= 213; id++) {
            rows.append(id).append(",Lost,Closed Works,2024-01-01\n");
        }
        project.write("data/people.csv", rows.toString())
                .edit("models/companies.sql", "company is not null", "company <> 'Closed Works'");
        CommandRun run = call("run");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[GC8001]: `Person` has 2 rows with a null in the key")
                .contains("error[GC8002]: `Person` has 12 keys more than once")
                .contains("the first 10: ")
                .contains("error[GC8003]: 13 relationships `WORKS_AT` end at a `Company` that is not there");
        assertThat(run.err().split("error\\[", -1)).as(run.err()).hasSize(4);
        assertThat(nothingWritten()).isTrue();
    }

    @Test
    void leavesAnEarlierGraphAsItIs() throws IOException {
        assertThat(call("run").exit()).isZero();
        Path graph = project.root().resolve("target/graph");
        Map<String, String> before = FolderContents.read(graph);
        project.write("data/people.csv", HEADER + "7,Ida,,2024-01-01\n7,Ida Again,,2024-01-01\n");
        CommandRun run = call("run");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("error[GC8002]: `Person` has 1 key more than once", "`Person||7`");
        assertThat(FolderContents.read(graph)).isEqualTo(before);
    }

    @Test
    void namesTheRowTheValueAndTheFileOfAValueThatDoesNotParse() {
        project.write(
                "data/people.csv",
                HEADER + "1,Ada Marsh,Harbour Works,2023-02-01\n2,Ben Okoro,Harbour Works,the 17th of May\n");
        CommandRun run = call("run");
        assertThat(run.exit()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("error[GC", "data/people.csv", "line 3, column `joined_on`: `the 17th of May`");
        assertThat(nothingWritten()).isTrue();
    }

    @Test
    void namesADataFileThatIsMissing() throws IOException {
        Files.delete(project.root().resolve("data/people.csv"));
        CommandRun run = call("run");
        assertThat(run.exit()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("error[GC", "data/people.csv", "sources.yml");
        assertThat(nothingWritten()).isTrue();
    }
}
