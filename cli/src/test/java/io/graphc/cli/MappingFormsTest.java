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
        project = DuckDbProject.forms(folder)
                .write("seeds/users.csv", "user_id,name,role\n1,Ada,lead\n2,Ben,learner\n3,Cyd,\n")
                .write("models/.gitkeep", "");
    }

    private NeptuneGraph built(String graph) {
        project.write("graph/graph.yml", graph);
        CommandRun run = CommandRun.in(folder).call("build");
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        return NeptuneGraph.loadSets(folder.resolve("target/graph"));
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

    @Test
    void findsTheColumnsOfEndsByDeclaredForeignKeys() {
        project.write("seeds/badges.csv", "badge,holder,giver\nred,1,2\nblue,2,3\n")
                .write("seeds/seeds.yml", """
                        version: 2
                        seeds:
                          - name: badges
                            columns:
                              - name: holder
                                data_tests:
                                  - relationships: {to: ref('users'), field: user_id}
                        """);
        NeptuneGraph graph = built("""
                nodes:
                  - {label: User, from: ref('users'), key: user_id}
                  - {label: Badge, from: ref('badges'), key: badge, properties: []}
                relationships:
                  - {type: HOLDS, from: ref('badges'), start: {node: User}, end: {node: Badge}, properties: []}
                  - {type: GIVES, from: ref('badges'), start: {node: User, key: giver}, end: {node: Badge}, properties: []}
                """);
        assertThat(graph.edges())
                .containsOnlyKeys(
                        "GIVES||User%7C%7C2|Badge%7C%7Cred",
                        "GIVES||User%7C%7C3|Badge%7C%7Cblue",
                        "HOLDS||User%7C%7C1|Badge%7C%7Cred",
                        "HOLDS||User%7C%7C2|Badge%7C%7Cblue");
    }

    @Test
    void connectsTheRowsOfOneNodeType() {
        project.write("seeds/staff.csv", "id,name,boss\n1,Ada,\n2,Ben,1\n3,Cyd,1\n4,Dot,2\n");
        NeptuneGraph graph = built("""
                nodes:
                  - {label: Person, from: ref('staff'), key: id, properties: [name]}
                relationships:
                  - {type: REPORTS_TO, where: boss is not null, start: {node: Person}, end: {node: Person, key: boss}}
                """);
        assertThat(graph.edges())
                .containsOnlyKeys(
                        "REPORTS_TO||Person%7C%7C2|Person%7C%7C1",
                        "REPORTS_TO||Person%7C%7C3|Person%7C%7C1", "REPORTS_TO||Person%7C%7C4|Person%7C%7C2");
        assertThat(graph.edges().get("REPORTS_TO||Person%7C%7C4|Person%7C%7C2").properties())
                .isEmpty();
    }

    @Test
    void takesIdsThatAColumnHolds() {
        project.write("seeds/likes.csv", "who,whom\nUser||1,3\nUser||2,3\n");
        NeptuneGraph graph = built("""
                nodes:
                  - {label: User, from: ref('users'), key: user_id}
                relationships:
                  - {type: LIKES, from: ref('likes'), start: {node: User, id: who}, end: {node: User, key: whom}}
                """);
        assertThat(graph.edges()).containsOnlyKeys("LIKES||User%7C%7C1|User%7C%7C3", "LIKES||User%7C%7C2|User%7C%7C3");
        assertThat(graph.edges().get("LIKES||User%7C%7C1|User%7C%7C3").from()).isEqualTo("User||1");
    }

    private static final String OWNERS = """
            nodes:
              - {label: User, from: ref('users'), key: user_id}
              - {label: Team, from: ref('teams'), key: team}
            relationships:
              - type: OWNED_BY
                from: ref('cars')
                start: {node: Car, key: plate}
                end: {any_of: [{node: User, key: user_id}, {node: Team, key: team}]}
                properties: [since]
            """.replace(
            "relationships:", "  - {label: Car, from: ref('cars'), key: plate, properties: []}\nrelationships:");

    @Test
    void leadsEachRowToTheOneEndThatItHas() {
        project.write("seeds/teams.csv", "team\nred\nblue\n")
                .write("seeds/cars.csv", "plate,user_id,team,since\nA1,1,,2020\nA2,,red,2021\nA3,3,,2022\n");
        NeptuneGraph graph = built(OWNERS);
        assertThat(graph.edges())
                .containsOnlyKeys(
                        "OWNED_BY||Car%7C%7CA1|User%7C%7C1",
                        "OWNED_BY||Car%7C%7CA2|Team%7C%7Cred", "OWNED_BY||Car%7C%7CA3|User%7C%7C3");
    }

    @Test
    void namesTheEndsOfATypeThatConnectsSeveralPairs() {
        project.write("seeds/teams.csv", "team\nred\nblue\n")
                .write("seeds/cars.csv", "plate,user_id,team,since\nA1,1,,2020\nA2,,red,2021\n");
        project.write("graph/graph.yml", OWNERS);
        assertThat(CommandRun.in(folder).call("build").err())
                .contains("OK rows of relationship OWNED_BY from Car to Team .")
                .contains("PASS end exists of relationship OWNED_BY from Car to User ")
                .contains("OK relationship OWNED_BY from Car to User .")
                .contains("OK node User .");
    }

    @Test
    void refusesRowsWithNoneOrSeveralOfTheEnds() {
        project.write("seeds/teams.csv", "team\nred\nblue\n")
                .write("seeds/cars.csv", "plate,user_id,team,since\nA1,1,red,2020\nA2,,,2021\nA3,3,,2022\n");
        assertThat(refused(OWNERS))
                .contains("GC8015")
                .contains("plate=A1")
                .contains("GC8001")
                .contains("plate=A2");
    }

    @Test
    void keepsOneUndirectedRelationshipBetweenTwoNodes() {
        project.write("seeds/friends.csv", "a,b,since\n1,2,2019\n2,1,2019\n3,2,2021\n");
        String mapping = """
                nodes:
                  - {label: User, from: ref('users'), key: user_id}
                relationships:
                  - type: FRIEND_OF
                    undirected: true
                    from: ref('friends')
                    start: {node: User, key: a}
                    end: {node: User, key: b}
                """;
        NeptuneGraph graph = built(mapping);
        assertThat(graph.edges())
                .containsOnlyKeys("FRIEND_OF||User%7C%7C1|User%7C%7C2", "FRIEND_OF||User%7C%7C2|User%7C%7C3");
        assertThat(graph.edges().get("FRIEND_OF||User%7C%7C2|User%7C%7C3").from())
                .isEqualTo("User||2");
        project.write("seeds/friends.csv", "a,b,since\n1,2,2019\n2,1,2020\n");
        assertThat(refused(mapping)).contains("GC8002").contains("FRIEND_OF||User%7C%7C1|User%7C%7C2");
    }

    @Test
    void givesNodesTheIdsThatTheySay() {
        project.write("seeds/visits.csv", "who,page\n1,https://shop.example/a|b\n3,https://shop.example/a|b\n")
                .write("models/pages.sql", "select distinct page, lower(page) as path from {{ ref('visits') }}");
        project.write("models/visits_by_id.sql", """
                select 'u-' || cast(who as varchar) as who, page from {{ ref('visits') }}
                """);
        NeptuneGraph graph = built("""
                nodes:
                  - {label: User, from: ref('users'), id: "'u-' || cast(user_id as varchar)", key: user_id}
                  - {label: Page, from: ref('pages'), id: page, properties: [path]}
                relationships:
                  - type: VISITED
                    from: ref('visits_by_id')
                    start: {node: User, id: who}
                    end: {node: Page, key: page}
                    properties: []
                """);
        assertThat(graph.vertices()).containsOnlyKeys("https://shop.example/a|b", "u-1", "u-2", "u-3");
        assertThat(graph.edges())
                .containsOnlyKeys("VISITED||u-1|https://shop.example/a%7Cb", "VISITED||u-3|https://shop.example/a%7Cb");
        assertThat(graph.edges().get("VISITED||u-1|https://shop.example/a%7Cb").to())
                .isEqualTo("https://shop.example/a|b");
    }

    @Test
    void keepsConstantsDecimalsAndBinaryValues() {
        project.write("models/prices.sql", """
                        select 1 as id, cast('12.50' as decimal(10, 2)) as price, from_hex('00ff10') as bytes
                        """).edit("profiles.yml", "target/graph", "target/graph, decimal: string");
        NeptuneGraph graph = built("""
                nodes:
                  - label: Price
                    from: ref('prices')
                    key: id
                    properties:
                      - price
                      - {name: rounded, column: price, type: double}
                      - {name: bytes, type: string}
                      - {name: source, value: crm}
                      - {name: version, value: 3, type: integer}
                      - {name: factor, value: 1.5}
                      - {name: checked, value: true}
                      - {name: run, value: "{{ var('run', 'none') }}"}
                """);
        assertThat(vertex(graph, "Price||1").properties())
                .containsEntry("price", List.of("12.50"))
                .containsEntry("rounded", List.of(12.5))
                .containsEntry("bytes", List.of("AP8Q"))
                .containsEntry("source", List.of("crm"))
                .containsEntry("version", List.of(3))
                .containsEntry("factor", List.of(1.5))
                .containsEntry("checked", List.of(true))
                .containsEntry("run", List.of("none"));
    }

    @Test
    void refusesForeignKeysWhoseTextsAreNotThoseOfTheKey() {
        project.write("models/orders.sql", """
                        select 'o1' as order_id, cast(1 as decimal(10, 2)) as user_id, cast(1 as double) as other
                        """).write("models/models.yml", """
                        models:
                          - name: orders
                            columns:
                              - name: user_id
                                data_tests:
                                  - relationships: {to: ref('users'), field: user_id}
                        """);
        String mapping = """
                nodes:
                  - {label: User, from: ref('users'), %s}
                  - {label: Order, from: ref('orders'), key: order_id, properties: []}
                relationships:
                  - {type: ORDERED, from: ref('orders'), start: {node: User%s}, end: {node: Order, key: order_id}}
                """;
        assertThat(refused(mapping.formatted("key: user_id", "")))
                .contains("GC5004")
                .contains("by the foreign key `user_id`, but the key types differ")
                .contains("decimal(10,2)");
        assertThat(refused(mapping.formatted("id: user_id, properties: [name]", ", id: user_id")))
                .contains("`user_id` cannot hold ids of `User`: the types differ");
    }

    @Test
    void findsByForeignKeysWhichRowsAreLeftOutWithADisabledNode() {
        project.write("graphc_project.yml", "name: forms\nprofile: forms\n")
                .write("tenants/acme.yml", "disable: {nodes: [Team]}\n")
                .write("seeds/teams.csv", "team\nred\nblue\n")
                .write("seeds/cars.csv", "plate,user_id,team,since\nA1,1,,2020\nA2,,red,2021\nA3,3,,2022\n")
                .write("seeds/seeds.yml", """
                        seeds:
                          - name: cars
                            columns:
                              - name: team
                                data_tests:
                                  - relationships: {to: ref('teams'), field: team}
                        """);
        String mappings = OWNERS.replace("{node: Team, key: team}", "{node: Team}")
                .replace("{node: User, key: user_id}, {node: Team}", "{node: Team}, {node: User, key: user_id}");
        project.write("graph/graph.yml", mappings);
        CommandRun run = CommandRun.in(folder).call("build", "--tenant", "acme");
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        NeptuneGraph graph = NeptuneGraph.loadSets(folder.resolve("target/graph/acme"));
        assertThat(graph.edges())
                .containsOnlyKeys(
                        "OWNED_BY|acme|Car%7Cacme%7CA1|User%7Cacme%7C1",
                        "OWNED_BY|acme|Car%7Cacme%7CA3|User%7Cacme%7C3");
        project.write("seeds/seeds.yml", "seeds: []\n");
        CommandRun unknown = CommandRun.in(folder).call("compile", "--tenant", "acme");
        assertThat(unknown.err())
                .contains("error[GC5012]: `OWNED_BY` ends at `Team` without a `key`")
                .doesNotContain("GC3001");
    }

    @Test
    void takesSetsOfEqualValuesForEqual() {
        project.write("models/spoken.sql", """
                        select 1 as id, array['de', 'en'] as languages
                        """).write("models/heard.sql", """
                        select 1 as id, array['en', 'de', 'en'] as languages
                        """);
        NeptuneGraph graph = built("""
                nodes:
                  - label: User
                    from: ref('spoken')
                    key: id
                    properties: [{name: languages, cardinality: set}]
                  - label: User
                    from: ref('heard')
                    key: id
                    properties: [{name: languages, cardinality: set}]
                """);
        assertThat(vertex(graph, "User||1").properties()).containsEntry("languages", List.of("de", "en"));
    }

    @Test
    void selectsByTheTagsOfEveryMapping() {
        project.write("seeds/contacts.csv", "id,name,phone\n2,Ben,0151\n3,,0170\n7,Zoe,0160\n")
                .write(
                        "graph/graph.yml",
                        CONTACTS.replace("key: user_id", "key: user_id\n    tags: [own]")
                                .replace("key: id", "key: id\n    tags: [own, crm]\n    description: From the CRM"));
        CommandRun run = CommandRun.in(folder).call("compile");
        assertThat(run.exit()).as(run.err()).isZero();
        CommandRun listed = CommandRun.in(folder).call("list", "--select", "tag:crm", "--output", "id");
        assertThat(listed.out()).contains("node.forms.User");
        assertThat(folder.resolve("target/manifest.json"))
                .content()
                .contains("From the CRM")
                .containsPattern("\"own\",\\s*\"crm\"");
    }

    @Test
    void keepsPairsApartWhoseNamesMeet() {
        project.write("seeds/likes.csv", "who,whom\n1,3\n2,3\n").write("graph/graph.yml", """
                nodes:
                  - {label: C, from: ref('users'), key: user_id}
                  - {label: B.C, from: ref('users'), key: user_id}
                  - {label: D, from: ref('users'), key: user_id}
                relationships:
                  - {type: A.B, from: ref('likes'), start: {node: C, key: who}, end: {node: D, key: whom}}
                  - {type: A.B, from: ref('likes'), start: {node: D, key: who}, end: {node: D, key: whom}}
                  - {type: A, from: ref('likes'), start: {node: B.C, key: who}, end: {node: D, key: whom}}
                  - {type: A, from: ref('likes'), start: {node: D, key: who}, end: {node: D, key: whom}}
                """);
        CommandRun run = CommandRun.in(folder).call("list", "--output", "id");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("relationship.forms.A.B.C.D\n", "relationship.forms.A.B.C.D_2\n")
                .contains("relationship.forms.A.B.D.D\n", "relationship.forms.A.D.D\n");
    }

    @Test
    void takesNotANumberForEqualToItself() {
        project.write("models/measured.sql", "select 1 as id, nan() as height")
                .write("models/estimated.sql", "select 1 as id, nan() as height");
        NeptuneGraph graph = built("""
                nodes:
                  - {label: User, from: ref('measured'), key: id, properties: [height]}
                  - {label: User, from: ref('estimated'), key: id, properties: [height]}
                """);
        assertThat(vertex(graph, "User||1").properties()).containsEntry("height", List.of(Double.NaN));
        // DuckDB compares NaN as Trino does not: there it is unequal to itself.
        assertThat(folder.resolve("target/manifest.json"))
                .content()
                .contains("count(DISTINCT \\\"height\\\") > 1")
                .doesNotContain("min(\\\"height\\\")");
    }
}
