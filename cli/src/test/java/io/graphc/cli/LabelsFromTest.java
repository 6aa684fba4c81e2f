package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels by the values of columns, through loads in which nodes get and lose them. */
class LabelsFromTest {
    private static final String LABELS = """
            labels_from:
              - {column: role, map: {manager: Manager, lead: Manager, learner: Learner, it's: "Odd `one`"}}
              - {column: plan, values: [Gold, Learner]}
        """;

    private static final String FIRST = """
            user_id,name,role,plan
            1,Ada,lead,Gold
            2,Ben,learner,Learner
            3,Cyd,,
            4,Dot,it's,
            """;

    private static final Map<String, Set<String>> FIRST_LABELS = Map.of(
            "1", Set.of("User", "Person", "Manager", "Gold"),
            "2", Set.of("User", "Person", "Learner"),
            "3", Set.of("User", "Person"),
            "4", Set.of("User", "Person", "Odd `one`"));

    private static final String SECOND = """
            user_id,name,role,plan
            1,Ada,learner,
            2,Benjamin,learner,Learner
            3,Cyd,,Gold
            4,Dot,it's,
            """;

    private static final Map<String, Set<String>> SECOND_LABELS = Map.of(
            "1", Set.of("User", "Person", "Learner"),
            "2", Set.of("User", "Person", "Learner"),
            "3", Set.of("User", "Person", "Gold"),
            "4", Set.of("User", "Person", "Odd `one`"));

    private static final Map<String, Set<String>> NO_LABELS = Map.of(
            "1", Set.of("User", "Person"),
            "2", Set.of("User", "Person"),
            "3", Set.of("User", "Person"),
            "4", Set.of("User", "Person"));

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void startsAProject() {
        project = DuckDbProject.forms(folder)
                .edit("profiles.yml", "target/graph}\n", """
                        target/graph}
                            import: {type: neo4j_admin, path: target/import}
                            endpoint: {type: gremlin, uri: "ws://localhost:1/gremlin"}
                            neo4j:
                              type: neo4j
                              uri: "{{ env_var('NEO4J_URI', '') }}"
                              user: "{{ env_var('NEO4J_USER', '') }}"
                              password: "{{ env_var('NEO4J_PASSWORD', '') }}"
                        """)
                .write("seeds/seeds.yml", """
                        version: 2
                        seeds:
                          - name: users
                            config: {column_types: {role: varchar, plan: varchar}}
                        """)
                .write("models/.gitkeep", "");
        map(LABELS);
    }

    private void map(String labelsFrom) {
        project.write("graph/graph.yml", """
                nodes:
                  - labels: [User, Person]
                    from: ref('users')
                    key: user_id
                    properties: [name]
                """ + labelsFrom);
    }

    private CommandRun load(String users) {
        project.write("seeds/users.csv", users);
        CommandRun run = CommandRun.in(folder).call("build");
        assertThat(run.exit()).as(run.err()).isZero();
        return run;
    }

    private Map<String, Set<String>> labels() {
        Map<String, Set<String>> labels = new TreeMap<>();
        NeptuneGraph.loadSets(folder.resolve("target/graph"))
                .vertices()
                .values()
                .forEach(vertex -> labels.put(vertex.id().substring("User||".length()), vertex.labels()));
        return labels;
    }

    @Test
    void givesAndTakesLabelsInLoadSets() throws IOException {
        load(FIRST);
        assertThat(labels()).isEqualTo(FIRST_LABELS);
        project.write("seeds/users.csv", SECOND);
        assertThat(CommandRun.in(folder).call("plan", "-q").out())
                .contains("~labels: `Gold;Manager` -> `Learner`")
                .contains("changed properties: name (1), ~labels (2)");
        assertThat(load(SECOND).err()).contains("0 new, 3 changed, 1 unchanged");
        assertThat(labels()).isEqualTo(SECOND_LABELS);
        assertThat(Files.readAllLines(folder.resolve("target/graph/load-000002/deletes/node-labels/User-00001.csv")))
                .contains("~id,~label", "User||1,Manager", "User||1,Gold")
                .noneMatch(line -> line.startsWith("User||2"));
        assertThat(load(SECOND).err()).contains("0 new, 0 changed, 4 unchanged");
        project.write("tests/ada_leads_no_more.gremlin", "g.V('User||1').hasLabel('Manager')");
        load(SECOND);
        Files.delete(folder.resolve("tests/ada_leads_no_more.gremlin"));
        map("");
        assertThat(load(SECOND).err()).contains("0 new, 4 changed, 0 unchanged");
        assertThat(labels()).isEqualTo(NO_LABELS);
        map(LABELS);
        load(FIRST);
        assertThat(labels()).isEqualTo(FIRST_LABELS);
    }

    @Test
    void plansShowTheLabelsOfNewNodesAlsoWhereAllGetOthers() {
        load(FIRST);
        project.write("seeds/users.csv", FIRST + "5,Eve,lead,\n")
                .edit("graph/graph.yml", "labels: [User, Person]", "labels: [User, Human]");
        assertThat(CommandRun.in(folder).call("plan", "-q").out())
                .contains("+ User||5  name: `Eve`, ~labels: `Manager`\n")
                .contains("~labels: `User;Person;Gold;Manager` -> `User;Human;Gold;Manager`");
    }

    @Test
    void takesLabelsThatAreNotDeclaredAnyMore() {
        load(FIRST);
        map(LABELS.replace("Gold, Learner", "Gold").replace("lead: Manager", "lead: Lead"));
        load(FIRST.replace(",Learner", ","));
        assertThat(labels())
                .containsEntry("1", Set.of("User", "Person", "Lead", "Gold"))
                .containsEntry("2", Set.of("User", "Person", "Learner"));
    }

    @Test
    void givesAndTakesLabelsInNeo4j() {
        try (Neo4jDatabase database = Neo4jDatabase.empty()) {
            assertThat(neo4j(database, FIRST)).contains("(User)  4\n");
            assertThat(held(database)).isEqualTo(FIRST_LABELS);
            database.query("MATCH (u:User {_id: 'User||3'}) SET u:Theirs");
            assertThat(neo4j(database, SECOND)).contains("4 (0 new, 3 changed, 1 unchanged)");
            Map<String, Set<String>> second = new TreeMap<>(SECOND_LABELS);
            second.put("3", Set.of("User", "Person", "Gold", "Theirs"));
            assertThat(held(database)).isEqualTo(second);
            // A whole load finds every node as it should be, those that were just made included.
            database.query("MATCH (u:User {_id: 'User||1'}) DELETE u");
            assertThat(neo4j(database, SECOND, "--full-refresh")).contains("4 (1 new, 0 changed, 3 unchanged)");
            map("");
            neo4j(database, SECOND);
            assertThat(database.labels())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("User", 4L, "Person", 4L, "Theirs", 1L));
        }
    }

    private String neo4j(Neo4jDatabase database, String users, String... options) {
        project.write("seeds/users.csv", users);
        String[] arguments = new String[options.length + 3];
        System.arraycopy(new String[] {"run", "--graph-target", "neo4j"}, 0, arguments, 0, 3);
        System.arraycopy(options, 0, arguments, 3, options.length);
        CommandRun run = database.credentials(CommandRun.in(folder)).call(arguments);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.err();
    }

    private static Map<String, Set<String>> held(Neo4jDatabase database) {
        Map<String, Set<String>> labels = new TreeMap<>();
        database.query("MATCH (u:User) RETURN u._id AS id, labels(u) AS labels")
                .forEach(row -> labels.put(
                        row.get("id").asString().substring("User||".length()),
                        new TreeSet<>(row.get("labels").asList(label -> label.asString()))));
        return labels;
    }

    @Test
    void writesLabelsIntoImportFiles() throws IOException {
        project.write("seeds/users.csv", FIRST);
        CommandRun run = CommandRun.in(folder).call("run", "--graph-target", "import");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readString(folder.resolve("target/import/nodes/User-00001.csv")))
                .contains("\"User\u001fPerson\u001fGold\u001fManager\"")
                .contains("\"User\u001fPerson\",\"Cyd\"");
    }

    @Test
    void unitesTheLabelsOfSeveralMappings() {
        project.write("seeds/contacts.csv", "id,kind\n1,b\n3,a\n9,b\n").write("graph/graph.yml", """
                        nodes:
                          - {label: User, from: ref('users'), key: user_id, properties: [name],
                             labels_from: {column: plan, values: [Gold]}}
                          - {label: User, from: ref('contacts'), key: id, properties: [],
                             labels_from: {column: kind, map: {a: Silver, b: Gold}}}
                        """);
        load("user_id,name,role,plan\n1,Ada,,Gold\n2,Ben,,\n3,Cyd,,\n");
        assertThat(labels())
                .isEqualTo(Map.of(
                        "1", Set.of("User", "Gold"),
                        "2", Set.of("User"),
                        "3", Set.of("User", "Silver"),
                        "9", Set.of("User", "Gold")));
    }

    @Test
    void treatsValuesWithoutALabelAsBadValues() throws IOException {
        String users = FIRST + "5,Eve,boss,Gold\n6,Fay,learner,Iron\n";
        project.write("seeds/users.csv", users);
        CommandRun refused = CommandRun.in(folder).call("build");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("error[GC8008]")
                .contains("`User||5 (labels: a value that `labels_from` has no label for)`")
                .contains("User||6");
        map(LABELS + "    on_bad_value: drop\n");
        load(users);
        assertThat(labels())
                .containsEntry("5", Set.of("User", "Person", "Gold"))
                .containsEntry("6", Set.of("User", "Person", "Learner"));
        assertThat(SimpleCsv.read(folder.resolve("target/rejects/nodes/User.csv")))
                .extracting(row -> row.get("~reason") + " " + row.get("role") + " " + row.get("plan"))
                .containsExactly("dropped_value boss Gold", "dropped_value learner Iron");
        map(LABELS + "    on_bad_value: reject\n");
        project.write("seeds/users.csv", users);
        CommandRun rejected = CommandRun.in(folder).call("build", "--allow-deletes");
        assertThat(rejected.exit()).as(rejected.err()).isZero();
        assertThat(labels()).isEqualTo(FIRST_LABELS);
        assertThat(SimpleCsv.read(folder.resolve("target/rejects/nodes/User.csv")))
                .extracting(row -> row.get("~reason") + " " + row.get("role"))
                .containsExactly("bad_value boss", "bad_value learner");
    }

    @Test
    void refusesThemForGremlinEndpoints() {
        project.write("seeds/users.csv", FIRST);
        CommandRun run = CommandRun.in(folder).call("compile", "--graph-target", "endpoint");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[GC6003]: labels from a column cannot be written through a Gremlin endpoint");
    }

    @Test
    void readingBackSeesLabelsThatAreLostAndLabelsThatAreTooMany() throws IOException {
        load(FIRST);
        Path nodes = folder.resolve("target/graph/load-000001/nodes/User-00001.csv");
        String written = Files.readString(nodes);
        for (String other : new String[] {
            written.replace("User;Person;Gold;Manager", "User;Person;Gold"),
            written.replace("User;Person;Learner", "User;Person;Learner;Gold")
        }) {
            assertThat(other).isNotEqualTo(written);
            Files.writeString(nodes, other);
            CommandRun tested = CommandRun.in(folder).call("test");
            assertThat(tested.err())
                    .contains("error[GC8017]: 1 of 4 `User` that were read back differ", "its labels are");
        }
        Files.writeString(nodes, written);
        assertThat(CommandRun.in(folder).call("test").exit()).isZero();
    }
}
