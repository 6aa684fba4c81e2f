package io.graphc.runtime.emit.gremlin;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.relationship;
import static io.graphc.runtime.emit.GraphFixture.rows;
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
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriterContract;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.RandomRows;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.testkit.GremlinServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.tinkerpop.gremlin.structure.T;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GremlinWriterTest implements GraphWriterContract {
    private static GremlinGraph graph;

    private final List<Duration> pauses = new ArrayList<>();

    @BeforeAll
    static void connect() {
        graph = new GremlinGraph();
    }

    @AfterAll
    static void disconnect() {
        graph.close();
    }

    @BeforeEach
    void clear() {
        graph.clear();
    }

    @Override
    public GraphTarget target() {
        return target(Map.of());
    }

    private static GraphTarget target(Map<String, Object> changes) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("uri", GremlinServer.shared().uri().toString());
        settings.putAll(changes);
        return new GraphTarget("graph", "gremlin", settings);
    }

    @Override
    public GraphWriter writer(CompiledProject project) {
        return new GraphWriters(Path.of("")).create(project);
    }

    private GraphWriter impatient(GraphTarget target, int attempts) {
        return new GremlinWriter(
                GremlinSettings.of(target), new Pauses(attempts, pauses::add, new SplittableRandom(7)));
    }

    @Override
    public RandomRows.Limits limits() {
        return new RandomRows.Limits(
                RandomRows.Limits.NONE.firstDay(), RandomRows.Limits.NONE.lastDay(), ChronoUnit.MILLIS, words -> true);
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
        Set<Object> values = new LinkedHashSet<>();
        for (Object element : (List<?>) value) {
            if (element != null) {
                values.add(single(property.type(), element));
            }
        }
        return values.isEmpty() ? null : values;
    }

    private static Object single(PropertyType type, Object value) {
        return switch (type) {
            case DOUBLE -> ((Number) value).doubleValue();
            case TIME -> DateTimeFormatter.ISO_LOCAL_TIME.format((TemporalAccessor) value);
            case DATE -> Date.from(((LocalDate) value).atStartOfDay().toInstant(ZoneOffset.UTC));
            case LOCALDATETIME -> Date.from(((LocalDateTime) value).toInstant(ZoneOffset.UTC));
            case DATETIME -> Date.from(((OffsetDateTime) value).toInstant());
            default -> value;
        };
    }

    @Test
    void replacesValuesWhereTheServerWouldAddThem() {
        graph.g()
                .addV("Thing")
                .property(T.id, "Thing|1")
                .property("name", "old")
                .property("name", "older")
                .property(VertexProperty.Cardinality.set, "words", "gone")
                .property("theirs", "stays")
                .iterate();
        NodePlan node = node(
                List.of("Thing"),
                text("name"),
                new PropertyPlan("words", PropertyType.STRING, Cardinality.SET, SqlTypes.array(SqlTypes.VARCHAR)));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        assertThat(load(project, Map.of(node, List.of(List.of("Thing|1", "new", List.of("a", "b")))))
                        .get(node))
                .isEqualTo(new WriteResult(1, 0, 1, 0));
        assertThat(stored().nodes().get("Thing|1").properties())
                .isEqualTo(Map.of("name", "new", "words", Set.of("a", "b"), "theirs", "stays"));
    }

    @Test
    void batchesByLabelsAndValues() {
        NodePlan node = node(List.of("User"), text("a"), text("b"));
        RelationshipPlan link = relationship("KNOWS", "User", "User", text("since"));
        CompiledProject project = GraphFixture.project(target(Map.of("batch_size", 7)), Optional.empty(), node, link);
        List<List<Object>> nodes = new ArrayList<>();
        List<List<Object>> links = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            nodes.add(List.of("User|" + i, "name " + i, ""));
            links.add(List.of("KNOWS|" + i, "User|" + i, "User|" + i / 10, "since"));
        }
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(node, nodes);
        rows.put(link, links);
        assertThat(load(project, rows).values())
                .containsExactly(new WriteResult(50, 50, 0, 0), new WriteResult(50, 50, 0, 0));
        assertThat(stored().relationships()).hasSize(50);
    }

    @Test
    void sendsAgainWhatMetAnotherTransaction() {
        NodePlan node = node(List.of("Thing"), text("name"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        try (GraphWriter writer = impatient(target(), 5)) {
            writer.open(project);
            GremlinServer.shared().failNext("ConcurrentModificationException", 3);
            assertThat(writer.write(node, rows(node, List.of(List.of("Thing|1", "x"))), WriteMode.NEW))
                    .isEqualTo(new WriteResult(1, 1, 0, 0));
            assertThat(writer.count(node)).isEqualTo(1);
        }
        assertThat(pauses).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(pauses.get(i)).isBetween(Duration.ofMillis(50L << i), Duration.ofMillis(100L << i));
        }
    }

    @Test
    void givesUpWhenTheServerStaysBusy() {
        NodePlan node = node(List.of("Thing"), text("name"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        try (GraphWriter writer = impatient(target(), 3)) {
            writer.open(project);
            GremlinServer.shared().failNext("ConcurrentModificationException", 100);
            assertThatThrownBy(() ->
                            writer.write(node, rows(node, List.of(List.of("Thing|1", "x"))), WriteMode.UNKNOWN))
                    .isInstanceOfSatisfying(GraphcException.class, e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.LOAD_REJECTED);
                        assertThat(e.diagnostic().message())
                                .isEqualTo("the Gremlin server refused a batch of 1 `Thing`");
                        assertThat(e.diagnostic().notes())
                                .containsExactly("the server: ConcurrentModificationException: planned by a test");
                    });
        }
        assertThat(pauses).hasSize(2);
    }

    @Test
    void connectsAnewWhereTheServerIsNoLongerTheWriter() {
        NodePlan node = node(List.of("Thing"), text("name"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        try (GraphWriter writer = impatient(target(), 5)) {
            writer.open(project);
            GremlinServer.shared().failNext("ReadOnlyViolationException", 1);
            assertThat(writer.write(node, rows(node, List.of(List.of("Thing|1", "x"))), WriteMode.NEW))
                    .isEqualTo(new WriteResult(1, 1, 0, 0));
        }
        assertThat(stored().nodes()).hasSize(1);
    }

    @Test
    void halvesARequestThatIsTooBig() {
        NodePlan node = node(List.of("Thing"), text("name"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(List.of("Thing|" + i, "x"));
        }
        try (GraphWriter writer = impatient(target(), 5)) {
            writer.open(project);
            GremlinServer.shared().failNext("MemoryLimitExceededException", 2);
            assertThat(writer.write(node, rows(node, rows), WriteMode.NEW)).isEqualTo(new WriteResult(30, 30, 0, 0));
        }
        assertThat(stored().nodes()).hasSize(30);
        assertThat(pauses).isEmpty();
    }

    @Test
    void tellsWhichNodesARelationshipLacks() {
        NodePlan node = node(List.of("Thing"), text("name"));
        RelationshipPlan link = relationship("LINKS", "Thing", "Thing");
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node, link);
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            writer.write(node, rows(node, List.of(List.of("Thing|1", "x"))), WriteMode.NEW);
            assertThatThrownBy(() -> writer.write(
                            link, rows(link, List.of(List.of("LINKS|1", "Thing|1", "Thing|2"))), WriteMode.NEW))
                    .isInstanceOfSatisfying(GraphcException.class, e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.LOAD_REJECTED);
                        assertThat(e.diagnostic().notes()).containsExactly("not there: `Thing|2`");
                    });
        }
    }

    @Test
    void refusesToTakeAnElementOfAnotherKindOver() {
        graph.g().addV("Other").property(T.id, "Thing|1").iterate();
        NodePlan node = node(List.of("Thing"), text("name"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            assertThatThrownBy(() ->
                            writer.write(node, rows(node, List.of(List.of("Thing|1", "x"))), WriteMode.UNKNOWN))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().message())
                                    .isEqualTo("`Thing|1` is on the server already, labelled `Other`, expected labelled"
                                            + " `Thing`"));
        }
    }

    @Test
    void countsPairsOfOneTypeApart() {
        NodePlan user = node(List.of("User", "Person"), text("name"));
        NodePlan course = node(List.of("Course"), text("name"));
        NodePlan asset = node(List.of("Asset"), text("name"));
        RelationshipPlan courses = rated("Course");
        RelationshipPlan assets = rated("Asset");
        CompiledProject project =
                GraphFixture.project(target(), Optional.empty(), user, course, asset, courses, assets);
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            writer.write(user, rows(user, List.of(List.of("User|1", "x"))), WriteMode.NEW);
            writer.write(course, rows(course, List.of(List.of("Course|1", "x"))), WriteMode.NEW);
            writer.write(asset, rows(asset, List.of(List.of("Asset|1", "x"), List.of("Asset|2", "x"))), WriteMode.NEW);
            writer.write(courses, rows(courses, List.of(List.of("R|1", "User|1", "Course|1"))), WriteMode.NEW);
            writer.write(
                    assets,
                    rows(assets, List.of(List.of("R|2", "User|1", "Asset|1"), List.of("R|3", "User|1", "Asset|2"))),
                    WriteMode.NEW);
            assertThat(writer.count(user)).isEqualTo(1);
            assertThat(writer.count(courses)).isEqualTo(1);
            assertThat(writer.count(assets)).isEqualTo(2);
        }
    }

    private static RelationshipPlan rated(String end) {
        RelationshipPlan plan = relationship("R", "User", end);
        return new RelationshipPlan(
                plan.id() + ".User." + end,
                plan.type(),
                "",
                plan.scope(),
                plan.idPrefix(),
                "User",
                end,
                List.of(),
                plan.query(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void refusesATextWithNul() {
        NodePlan node = node(List.of("Thing"), text("name"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), node);
        try (GraphWriter writer = writer(project)) {
            writer.open(project);
            assertThatThrownBy(() -> writer.write(node, rows(node, List.of(List.of("Thing|1", "a\0b"))), WriteMode.NEW))
                    .isInstanceOfSatisfying(GraphcException.class, e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.BAD_VALUE);
                        assertThat(e.diagnostic().message()).contains("`name`").contains("`Thing|1`");
                    });
        }
    }

    @Test
    void tellsAServerThatIsNotThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String uri = "ws://127.0.0.1:" + port + "/gremlin";
        assertUnreachable(target(Map.of("uri", uri)), "cannot reach the Gremlin server at " + uri);
    }

    @Test
    void asksForTlsWhereTheUriDoes() {
        String uri = GremlinServer.shared().uri().toString().replace("ws://", "wss://");
        GraphTarget target = target(Map.of("uri", uri));
        try (GraphWriter writer = impatient(target, 2)) {
            assertThatThrownBy(() -> writer.open(GraphFixture.project(target, Optional.empty())))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.TARGET_UNREACHABLE));
        }
    }

    private void assertUnreachable(GraphTarget target, String message) {
        try (GraphWriter writer = impatient(target, 2)) {
            assertThatThrownBy(() -> writer.open(GraphFixture.project(target, Optional.empty())))
                    .isInstanceOfSatisfying(GraphcException.class, e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.TARGET_UNREACHABLE);
                        assertThat(e.diagnostic().message()).isEqualTo(message);
                        assertThat(e.diagnostic().toString()).doesNotContain("s3cret");
                    });
        }
    }
}
