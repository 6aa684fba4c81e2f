package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElementNameCheckTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void writeProject() {
        project = TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n")
                .write("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/shop.duckdb}
                          graph_target: files
                          graph_outputs:
                            files: {type: neptune_csv, path: target/graph}
                            server: {type: neo4j, uri: 'bolt://localhost:7687'}
                        """)
                .write("models/users.sql", "select 1 as user_id, 2 as friend_id, 'boss' as role")
                .write("graph/users.yml", """
                        version: 1
                        nodes:
                          - labels: [User, Person]
                            from: ref('users')
                            key: [user_id]
                            labels_from: {column: role, values: [boss]}
                        relationships:
                          - type: KNOWS
                            from: ref('users')
                            start: {node: User, key: [user_id]}
                            end: {node: User, key: [friend_id]}
                        """);
    }

    private List<String> told(String graph) {
        CompilationResult result = new GraphCompiler()
                .compile(CompileOptions.of(project.root(), Instant.EPOCH)
                        .withTargets(Optional.empty(), Optional.of(graph)));
        assertThat(result.diagnostics()).allMatch(one -> one.code() == DiagnosticCode.UNKNOWN_LABEL);
        return result.diagnostics().stream()
                .map(one -> one.primary().orElseThrow() + " " + one.message() + " " + one.helps())
                .toList();
    }

    @Test
    void knowsAllLabelsAndTypes() {
        project.write("tests/one.gremlin", "g.V().hasLabel('Person', 'boss').out('KNOWS').hasLabel('User::Person')\n")
                .write("tests/two.cypher", "MATCH (a:User)-[:KNOWS]->(:Person:boss) RETURN a\n");
        assertThat(told("files")).isEmpty();
    }

    @Test
    void tellsEachNameOnceWhereItStands() {
        project.write("tests/one.gremlin", """
                {{ config(severity='warn') }}
                g.V().hasLabel('{{ 'Usr' }}').out('KNOW').in('KNOW').hasLabel('Invoice')
                """);
        assertThat(told("files"))
                .containsExactly(
                        "tests/one.gremlin:2:21 test `one` names `Usr`, but the project has no label or relationship"
                                + " type of that name [did you mean `User`?]",
                        "tests/one.gremlin:2:36 test `one` names `KNOW`, but the project has no relationship type of"
                                + " that name [did you mean `KNOWS`?]",
                        "tests/one.gremlin:2:64 test `one` names `Invoice`, but the project has no label or"
                                + " relationship type of that name []");
    }

    @Test
    void leavesOtherPeoplesLabelsOnServersAlone() {
        project.write("tests/two.cypher", "MATCH (a:Usr)-[:OWNS]->(:Invoice) RETURN a\n");
        assertThat(told("server")).singleElement().asString().contains("names `Usr`");
    }
}
