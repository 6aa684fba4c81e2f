package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import io.graphc.testkit.neptune.NeptuneVertex;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mapping can say, each run from seeds to Neptune's files, which are read as Neptune would. */
class MappingFormsTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void startsAProject() {
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: forms\nprofile: forms\n")
                .write("profiles.yml", """
                        forms:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/forms.duckdb, schema: main}
                          graph_target: files
                          graph_outputs:
                            files: {type: neptune_csv, path: target/graph}
                        """)
                .write("seeds/users.csv", "user_id,name,role\n1,Ada,lead\n2,Ben,learner\n3,Cyd,\n")
                .write("models/.gitkeep", "");
    }

    private NeptuneGraph built(String graph) {
        project.write("graph/graph.yml", graph);
        CommandRun run = CommandRun.in(folder).call("build");
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        return NeptuneGraph.load(folder.resolve("target/graph/nodes"), folder.resolve("target/graph/relationships"));
    }

    private String refused(String graph) {
        project.write("graph/graph.yml", graph);
        CommandRun run = CommandRun.in(folder).call("build");
        assertThat(run.exit()).as(run.err() + run.out()).isNotZero();
        return run.err();
    }

    private static NeptuneVertex vertex(NeptuneGraph graph, String id) {
        assertThat(graph.vertices()).containsKey(id);
        return graph.vertices().get(id);
    }

    @Test
    void gathersTheValuesOfOtherRows() {
        project.write("seeds/skills.csv", "person,skill,years\n1,sql,9\n1,java,4\n1,sql,1\n2,,3\n4,cobol,7\n");
        NeptuneGraph graph = built("""
                nodes:
                  - label: User
                    from: ref('users')
                    key: user_id
                    properties:
                      - name
                      - {name: skills, from: ref('skills'), on: {user_id: person}, column: skill}
                      - {name: years, from: ref('skills'), on: {user_id: person}, column: years, type: string}
                """);
        assertThat(vertex(graph, "User||1").properties())
                .containsEntry("skills", List.of("java", "sql"))
                .containsEntry("years", List.of("1", "4", "9"));
        assertThat(vertex(graph, "User||2").properties())
                .doesNotContainKey("skills")
                .containsEntry("years", List.of("3"));
        assertThat(vertex(graph, "User||3").properties()).containsOnlyKeys("name");
    }

    @Test
    void unitesTheRowsOfSeveralMappingsByTheirId() {
        project.write("seeds/contacts.csv", "id,name,phone\n2,Ben,0151\n3,,0170\n7,Zoe,0160\n");
        NeptuneGraph graph = built(CONTACTS);
        assertThat(graph.countVertices("User")).isEqualTo(4);
        assertThat(vertex(graph, "User||2").properties())
                .containsEntry("name", List.of("Ben"))
                .containsEntry("role", List.of("learner"))
                .containsEntry("phone", List.of("0151"));
        assertThat(vertex(graph, "User||3").properties())
                .containsEntry("name", List.of("Cyd"))
                .containsEntry("phone", List.of("0170"))
                .doesNotContainKey("role");
        assertThat(vertex(graph, "User||7").properties()).containsOnlyKeys("name", "phone");
    }

    private static final String CONTACTS = """
            nodes:
              - label: User
                from: ref('users')
                key: user_id
                properties: [name, role]
              - label: User
                from: ref('contacts')
                key: id
                properties: [name, phone]
            """;

    @Test
    void refusesMappingsThatContradictEachOther() {
        project.write("seeds/contacts.csv", "id,name,phone\n2,Benjamin,0151\n1,Ada,0170\n");
        assertThat(refused(CONTACTS)).contains("GC8002").contains("User||2").doesNotContain("User||1");
    }

    @Test
    void unitesRelationshipsOfOneTypeBetweenTheSameLabels() {
        project.write("seeds/knows.csv", "a,b,since\n1,2,2020\n2,3,2021\n")
                .write("seeds/met.csv", "x,y,place\n1,2,Bonn\n3,1,Rome\n");
        NeptuneGraph graph = built("""
                nodes:
                  - {label: User, from: ref('users'), key: user_id}
                relationships:
                  - {type: KNOWS, from: ref('knows'), start: {node: User, key: a}, end: {node: User, key: b}}
                  - {type: KNOWS, from: ref('met'), start: {node: User, key: x}, end: {node: User, key: y}}
                """);
        assertThat(graph.countEdges("KNOWS")).isEqualTo(3);
        assertThat(graph.edges().get("KNOWS||User%7C%7C1|User%7C%7C2").properties())
                .containsEntry("place", "Bonn")
                .containsKey("since");
    }
}
