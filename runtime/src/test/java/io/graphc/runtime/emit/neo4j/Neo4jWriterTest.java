package io.graphc.runtime.emit.neo4j;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.relationship;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Cardinality;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriterContract;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.testkit.Neo4jServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

class Neo4jWriterTest implements GraphWriterContract {
    private static Neo4jGraph graph;

    @BeforeAll
    static void connect() {
        graph = new Neo4jGraph(Neo4jServer.shared());
    }

    @AfterAll
    static void disconnect() {
        graph.close();
    }

    @BeforeEach
    void clear() {
        graph.clear();
    }

    private static List<Record> query(String cypher) {
        return graph.query(cypher);
    }

    @Override
    public GraphTarget target() {
        return target(Map.of());
    }

    private static GraphTarget target(Map<String, Object> changes) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("uri", Neo4jServer.shared().uri().toString());
        settings.put("user", Neo4jServer.shared().user());
        settings.put("password", Neo4jServer.shared().password());
        settings.putAll(changes);
        return new GraphTarget("graph", "neo4j", settings);
    }

    @Override
    public GraphWriter writer(CompiledProject project) {
        return new GraphWriters(Path.of("")).create(project);
    }

    @Override
    public boolean updatesInPlace() {
        return true;
    }

    @Override
    public StoredGraph stored() {
        return graph.read();
    }

    @Override
    public @Nullable Object expected(PropertyPlan property, Object value) {
        if (property.cardinality() == Cardinality.SINGLE) {
            return single(property.type(), value);
        }
        List<Object> values = new ArrayList<>();
        for (Object element : (List<?>) value) {
            if (element != null) {
                values.add(single(property.type(), element));
            }
        }
        return values;
    }

    private static Object single(PropertyType type, Object value) {
        return switch (type) {
            case BYTE, SHORT, INTEGER, LONG -> ((Number) value).longValue();
            case FLOAT, DOUBLE -> ((Number) value).doubleValue();
            case DATETIME -> ((java.time.OffsetDateTime) value).toZonedDateTime();
            default -> value;
        };
    }

    @Test
    void makesTheIdUniqueBeforeItWrites() {
        NodePlan node = node(List.of("User", "Person"), text("name"));
        RelationshipPlan link = relationship("KNOWS", "User", "User");
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node, link);
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            assertThat(constraints()).as("who only looks changes nothing").isEmpty();
            writer.begin(Load.UNREMEMBERED);
        }
        assertThat(query("SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties RETURN * ORDER BY name"))
                .extracting(row -> row.get("name").asString() + " "
                        + row.get("type").asString() + " "
                        + row.get("labelsOrTypes").asList() + " "
                        + row.get("properties").asList())
                .containsExactly(
                        "graphc node User _id UNIQUENESS [User] [_id]",
                        "graphc relationship KNOWS _id RELATIONSHIP_UNIQUENESS [KNOWS] [_id]");
    }

    private static List<String> constraints() {
        return query("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name").stream()
                .map(row -> row.get("name").asString())
                .toList();
    }

    @Test
    void dropsItsConstraintsWithTheMappingAndNoOthers() {
        query("CREATE CONSTRAINT mine FOR (u:User) REQUIRE u.name IS UNIQUE");
        query("CREATE CONSTRAINT `graphc node Other _id` FOR (o:Other) REQUIRE o._id IS UNIQUE");
        NodePlan user = node(List.of("User"));
        NodePlan city = node(List.of("City"));
        RelationshipPlan link = relationship("LIVES_IN", "User", "City");
        CompiledProject before = GraphFixture.project(target(), Optional.empty(), user, city, link);
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(user, List.of(List.of("User|1")));
        rows.put(city, List.of(List.of("City|1"), List.of("City|2")));
        rows.put(link, List.of(List.of("LIVES_IN|1", "User|1", "City|1")));
        load(before, rows);
        assertThat(constraints())
                .containsExactly(
                        "graphc node City _id",
                        "graphc node Other _id",
                        "graphc node User _id",
                        "graphc relationship LIVES_IN _id",
                        "mine");
        CompiledProject after = GraphFixture.project(target(), Optional.empty(), user);
        try (GraphWriter writer = writer(after)) {
            writer.open(after);
            writer.begin(Load.UNREMEMBERED);
            writer.delete(link, GraphFixture.ids(link, List.of(List.of("LIVES_IN|1", "User|1", "City|1"))));
            writer.delete(city, GraphFixture.ids(city, List.of(List.of("City|1"))));
            writer.commit();
        }
        assertThat(constraints())
                .as("a City is left")
                .containsExactly("graphc node City _id", "graphc node Other _id", "graphc node User _id", "mine");
        CompiledProject renamed = GraphFixture.project(target(Map.of("id_property", "key")), Optional.empty(), user);
        try (GraphWriter writer = writer(renamed)) {
            writer.open(renamed);
            writer.begin(Load.UNREMEMBERED);
            writer.delete(city, GraphFixture.ids(city, List.of()));
            writer.commit();
        }
        assertThat(constraints())
                .containsExactly("graphc node City _id", "graphc node Other _id", "graphc node User key", "mine");
    }

    @Test
    void takesAConstraintOfSomebodyElseThatDoesTheSame() {
        query("CREATE CONSTRAINT theirs FOR (u:User) REQUIRE u._id IS UNIQUE");
        NodePlan node = node(List.of("User"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        load(project, Map.of(node, List.of(List.of("User|1"))));
        assertThat(constraints()).containsExactly("theirs");
    }

    @Test
    void tellsAtTheEndThatAConstraintIsGone() {
        NodePlan node = node(List.of("User"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            assertThat(writer.missingConstraints()).isEmpty();
            query("DROP CONSTRAINT `graphc node User _id`");
            assertThat(writer.missingConstraints()).containsExactly("graphc node User _id");
            assertThatThrownBy(writer::commit).isInstanceOfSatisfying(GraphcException.class, e -> {
                assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.LOAD_REJECTED);
                assertThat(e.diagnostic().notes()).containsExactly("`graphc node User _id`");
            });
        }
    }

    /** What an Enterprise Edition takes cannot be tried here, but that a refusal is told can. */
    @Test
    void tellsWhatTheEditionRefuses() {
        NodePlan node = node(List.of("User"), text("name"));
        Neo4jSettings settings = Neo4jSettings.of(target());
        try (Session session = graph.session()) {
            assertThat(Constraints.edition(session)).isEqualTo(Edition.COMMUNITY);
            CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
            Constraints keys = constraints(settings, session, new Edition(true, true), project);
            assertThat(keys.missing())
                    .containsExactly("graphc node User _id key", "graphc type of node `User`.`name` STRING");
            assertThatThrownBy(keys::prepare).isInstanceOfSatisfying(GraphcException.class, e -> {
                assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.CANNOT_WRITE);
                assertThat(e.diagnostic().notes().get(0)).contains("Enterprise Edition");
                assertThat(e.diagnostic().helps())
                        .last()
                        .isEqualTo("where others write `User` without this property, set `constraints: unique` of the"
                                + " graph output");
            });
            Constraints types = constraints(settings, session, new Edition(false, true), project);
            types.prepare();
            assertThatThrownBy(types::complete).isInstanceOfSatisfying(GraphcException.class, e -> {
                assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.CANNOT_WRITE);
                assertThat(e.diagnostic().message()).isEqualTo("Neo4j cannot hold `name` of `User` to its type");
            });
            Neo4jSettings unique = Neo4jSettings.of(target(Map.of("constraints", "unique")));
            Constraints few = constraints(unique, session, new Edition(true, true), project);
            few.complete();
            assertThat(few.missing()).isEmpty();
        }
    }

    private static Constraints constraints(
            Neo4jSettings settings, Session session, Edition edition, CompiledProject project) {
        return new Constraints(settings, new Attempts(Duration.ofSeconds(1)), session, edition, project);
    }

    @Test
    void looksElementsUpByIndexInSortedBatches() {
        NodePlan node = node(List.of("User"), text("name"));
        RelationshipPlan link = relationship("KNOWS", "User", "User", text("since"));
        CompiledProject project = GraphFixture.project(target(Map.of("batch_size", 7)), Optional.empty(), node, link);
        List<List<Object>> nodes = new ArrayList<>();
        List<List<Object>> links = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            nodes.add(List.of("User|" + i, "name " + i));
            links.add(List.of("KNOWS|" + i, "User|" + i, "User|" + i / 10, "since"));
        }
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(node, nodes);
        rows.put(link, links);
        assertThat(load(project, rows).values())
                .containsExactly(new WriteResult(50, 50, 0, 0), new WriteResult(50, 50, 0, 0));
        for (ElementPlan element : rows.keySet()) {
            Cypher cypher = Cypher.of(element, Neo4jSettings.of(target()));
            for (String statement : List.of(cypher.create(), cypher.merge())) {
                assertThat(graph.explain(statement))
                        .doesNotContain("NodeByLabelScan")
                        .doesNotContain("AllNodesScan");
            }
        }
    }

    @Test
    void addsALabelThatTheMappingGained() {
        NodePlan before = node(List.of("User"), text("name"));
        NodePlan after = node(List.of("User", "Person"), text("name"));
        List<List<Object>> rows = List.of(List.of("User|1", "Ann"));
        load(GraphFixture.project(target(), Optional.empty(), before), Map.of(before, rows));
        CompiledProject changed = GraphFixture.project(target(), Optional.empty(), after);
        assertThat(load(changed, Map.of(after, rows)).get(after)).isEqualTo(new WriteResult(1, 0, 1, 0));
        assertThat(stored().nodes().get("User|1").labels()).containsExactlyInAnyOrder("User", "Person");
        assertThat(load(changed, Map.of(after, rows)).get(after)).isEqualTo(new WriteResult(1, 0, 0, 1));
    }

    @Test
    void takesAwayLabelsThatTheMappingLost() {
        NodePlan before = node(List.of("User", "Per`son", "Old"), text("name"));
        query("CREATE (:User:Mine {_id: 'User|1', name: 'Ann'}), (:User:Old {_id: 'Other|3', name: 'Cy'})");
        load(
                GraphFixture.project(target(), Optional.empty(), before),
                Map.of(before, List.of(List.of("User|1", "Ann"), List.of("User|2", "Bob"))));
        for (NodePlan after : List.of(node(List.of("User", "Old"), text("name")), node(List.of("User")))) {
            CompiledProject changed = GraphFixture.project(target(), Optional.empty(), after);
            List<String> lost = before.labels().stream()
                    .filter(label -> !after.labels().contains(label))
                    .toList();
            List<List<Object>> rows = after.properties().isEmpty()
                    ? List.of(List.of("User|1"), List.of("User|2"))
                    : List.of(List.of("User|1", "Ann"), List.of("User|2", "Bob"));
            try (GraphWriter writer = writer(changed)) {
                writer.open(changed);
                writer.begin(new Load(2, 1, false).withLostLabels(Map.of(after.id(), lost)));
                assertThat(writer.write(after, GraphFixture.rows(after, rows), WriteMode.CHANGED))
                        .isEqualTo(new WriteResult(2, 0, 2, 0));
                assertThat(writer.write(after, GraphFixture.rows(after, rows), WriteMode.CHANGED))
                        .isEqualTo(new WriteResult(2, 0, 0, 2));
            }
        }
        assertThat(stored().nodes().get("User|1").labels()).containsExactlyInAnyOrder("User", "Mine");
        assertThat(stored().nodes().get("User|2").labels()).containsExactly("User");
        assertThat(stored().nodes().get("Other|3").labels()).containsExactlyInAnyOrder("User", "Old");
    }

    @Test
    void leavesWhatItDidNotWrite() {
        NodePlan node = node(List.of("User"), text("name"));
        query("CREATE (:User {_id: 'User|1', name: 'Bob', mine: 1}), (:User {_id: 'Other|1'})");
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        load(project, Map.of(node, List.of(List.of("User|1", "Ann"))));
        assertThat(stored().nodes().get("User|1").properties()).isEqualTo(Map.of("name", "Ann", "mine", 1L));
        assertThat(stored().nodes()).containsKey("Other|1");
    }

    @Test
    void keepsNodesThatOthersHangRelationshipsOn() {
        NodePlan node = node(List.of("User"), text("name"));
        CompiledProject project = GraphFixture.project(target(Map.of("batch_size", 2)), Optional.empty(), node);
        load(project, Map.of(node, List.of(List.of("User|1", "a"), List.of("User|2", "b"), List.of("User|3", "c"))));
        query("MATCH (u:User {_id: 'User|2'}) CREATE (u)<-[:MINE]-(:Note {_id: 'n'})");
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            assertThat(writer.delete(
                            node,
                            GraphFixture.ids(
                                    node,
                                    List.of(
                                            List.of("User|1"),
                                            List.of("User|2"),
                                            List.of("User|3"),
                                            List.of("User|4")))))
                    .isEqualTo(new DeleteResult(4, 2, 1, List.of("User|2")));
        }
        assertThat(query("MATCH (n)-[:MINE]->(u) RETURN n._id AS n, u._id AS u"))
                .extracting(row -> row.get("n").asString() + " " + row.get("u").asString())
                .containsExactly("n User|2");
        assertThat(query("MATCH (n) RETURN n")).hasSize(2);
    }

    @Test
    void mergesNewRowsOfWhichSomeAreThere() {
        NodePlan node = node(List.of("User", "Person"), text("name"));
        RelationshipPlan link = relationship("KNOWS", "User", "User", text("since"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node, link);
        Map<ElementPlan, List<List<Object>>> before = new LinkedHashMap<>();
        before.put(node, List.of(List.of("User|1", "Ann"), List.of("User|2", "old")));
        before.put(link, List.of(List.of("KNOWS|1", "User|1", "User|2", "2020")));
        load(project, before);
        List<List<Object>> nodes = List.of(List.of("User|1", "Ann"), List.of("User|2", "Bob"), List.of("User|3", "C"));
        List<List<Object>> links =
                List.of(List.of("KNOWS|1", "User|1", "User|2", "2020"), List.of("KNOWS|2", "User|3", "User|2", "2021"));
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            assertThat(writer.write(node, GraphFixture.rows(node, nodes), WriteMode.NEW))
                    .isEqualTo(new WriteResult(3, 1, 1, 1));
            assertThat(writer.write(link, GraphFixture.rows(link, links), WriteMode.NEW))
                    .isEqualTo(new WriteResult(2, 1, 0, 1));
        }
        assertThat(stored().nodes().get("User|2").properties()).isEqualTo(Map.of("name", "Bob"));
        assertThat(stored().nodes().get("User|3").labels()).containsExactlyInAnyOrder("User", "Person");
        assertThat(stored().relationships()).hasSize(2);
    }

    @Test
    void writesTheOtherRowsOfABatchThatTheDatabaseRefuses() {
        query("CREATE CONSTRAINT mine FOR (u:User) REQUIRE u.name IS UNIQUE");
        NodePlan node = node(List.of("User"), text("name"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        List<List<Object>> nodes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            nodes.add(List.of("User|" + i, i == 70 ? "name 3" : "name " + i));
        }
        for (WriteMode mode : WriteMode.values()) {
            try (GraphWriter writer = writer(project)) {
                writer.open(project);
                writer.begin(Load.UNREMEMBERED);
                assertThatThrownBy(() -> writer.write(node, GraphFixture.rows(node, nodes), mode))
                        .isInstanceOfSatisfying(GraphcException.class, e -> {
                            assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.LOAD_REJECTED);
                            assertThat(e.diagnostic().message()).isEqualTo("Neo4j refused 1 of a batch of 100 `User`");
                            assertThat(e.diagnostic().notes().get(0)).startsWith("`User|70`: Neo4j: ");
                        });
            }
            assertThat(stored().nodes()).hasSize(99).doesNotContainKey("User|70");
            query("MATCH (n:User) DELETE n");
        }
    }

    /** As many relationships at a few nodes as no data set spares: transactions wait for each other and deadlock. */
    @Test
    void losesNoRelationshipWhereTransactionsDeadlock() {
        NodePlan node = node(List.of("User"));
        RelationshipPlan link = relationship("KNOWS", "User", "User", text("since"));
        CompiledProject project =
                GraphFixture.project(target(Map.of("batch_size", 50, "parallelism", 8)), Optional.empty(), node, link);
        List<List<Object>> nodes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            nodes.add(List.of("User|" + i));
        }
        List<List<Object>> links = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int start = (int) (200 * Math.pow(random.nextDouble(), 4));
            int end = (int) (200 * Math.pow(random.nextDouble(), 4));
            links.add(List.of("KNOWS|" + i, "User|" + start, "User|" + end, "since " + i));
        }
        links.sort(Comparator.comparing(row -> (String) row.get(2)));
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(node, nodes);
        rows.put(link, links);
        assertThat(load(project, rows).get(link)).isEqualTo(new WriteResult(20_000, 20_000, 0, 0));
        StoredGraph stored = stored();
        for (List<Object> row : links) {
            assertThat(stored.relationships().get((String) row.get(0)))
                    .isEqualTo(new StoredRelationship(
                            "KNOWS", (String) row.get(1), (String) row.get(2), Map.of("since", row.get(3))));
        }
        assertThat(load(project, rows).get(link)).isEqualTo(new WriteResult(20_000, 0, 0, 20_000));
    }

    @Test
    void refusesABatchWhoseNodesAreNotThere() {
        NodePlan node = node(List.of("User"), text("name"));
        RelationshipPlan link = relationship("KNOWS", "User", "User");
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node, link);
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(node, List.of(List.of("User|1", "Ann")));
        rows.put(link, List.of(List.of("KNOWS|1", "User|1", "User|1"), List.of("KNOWS|2", "User|1", "User|nobody")));
        assertThatThrownBy(() -> load(project, rows)).isInstanceOfSatisfying(GraphcException.class, e -> {
            assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.LOAD_REJECTED);
            assertThat(e.diagnostic().notes()).containsExactly("`KNOWS|2` lacks `User|nobody`");
        });
        assertThat(stored().relationships()).isEmpty();
    }

    @Test
    void saysWhichConstraintTheGraphContradicts() {
        NodePlan node = node(List.of("User"), text("name"));
        query("CREATE (:User {_id: 'User|1'}), (:User {_id: 'User|1'})");
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            assertThatThrownBy(() -> writer.begin(Load.UNREMEMBERED))
                    .isInstanceOfSatisfying(GraphcException.class, e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.CANNOT_WRITE);
                        assertThat(e.diagnostic().message()).isEqualTo("Neo4j cannot keep the ids of `User` unique");
                    });
        }
    }

    @Test
    void tellsAWrongPasswordWithoutShowingIt() {
        CompiledProject project = GraphFixture.project(target(Map.of("password", "s3cret")), Optional.empty());
        assertProblem(
                project,
                DiagnosticCode.TARGET_UNREACHABLE,
                "Neo4j at " + Neo4jServer.shared().uri() + " refuses the user `neo4j`");
    }

    @Test
    void tellsAnUnknownDatabase() {
        CompiledProject project = GraphFixture.project(target(Map.of("database", "nosuch")), Optional.empty());
        assertProblem(
                project,
                DiagnosticCode.TARGET_UNREACHABLE,
                "Neo4j at " + Neo4jServer.shared().uri() + " has no database `nosuch`");
    }

    @Test
    void tellsAServerThatIsNotThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (String scheme : List.of("bolt", "neo4j", "bolt+s")) {
            String uri = scheme + "://127.0.0.1:" + port;
            CompiledProject project = GraphFixture.project(target(Map.of("uri", uri)), Optional.empty());
            assertProblem(project, DiagnosticCode.TARGET_UNREACHABLE, "cannot reach Neo4j at " + uri);
        }
    }

    @Test
    void asksForTlsWhereTheUriDoes() {
        String uri = Neo4jServer.shared().uri().toString().replace("bolt://", "bolt+s://");
        CompiledProject project = GraphFixture.project(target(Map.of("uri", uri)), Optional.empty());
        assertThatThrownBy(() -> writer(project).open(project))
                .isInstanceOfSatisfying(
                        GraphcException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.TARGET_UNREACHABLE));
    }

    private void assertProblem(CompiledProject project, DiagnosticCode code, String message) {
        try (GraphWriter writer = writer(project)) {
            assertThatThrownBy(() -> writer.open(project)).isInstanceOfSatisfying(GraphcException.class, e -> {
                assertThat(e.diagnostic().code()).isEqualTo(code);
                assertThat(e.diagnostic().message()).isEqualTo(message);
                assertThat(e.diagnostic().toString()).doesNotContain("s3cret");
            });
        }
    }
}
