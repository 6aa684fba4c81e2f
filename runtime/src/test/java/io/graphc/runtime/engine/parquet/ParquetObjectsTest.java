package io.graphc.runtime.engine.parquet;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.property;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.engine.parquet.ParquetObjects.Shape;
import io.graphc.runtime.store.ContentSum;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.PutCondition;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import io.graphc.runtime.store.S3Store;
import io.graphc.testkit.S3Server;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects such as Athena's UNLOAD leaves them, in the S3 of this test run. */
final class ParquetObjectsTest {
    private static final int ROWS = 3000;
    private static final List<String> STORED = List.of("c0", "c1", "c2", "c3", "c4");
    private static final NodePlan USER = node(
            List.of("User"),
            text("name"),
            property("age", PropertyType.INTEGER, SqlTypes.INTEGER),
            property("seen", PropertyType.LOCALDATETIME, SqlTypes.timestamp(3)),
            new PropertyPlan("tags", PropertyType.STRING, Cardinality.SET, SqlTypes.array(SqlTypes.VARCHAR)));

    private static final Shape SHAPE = new Shape(
            "`User`",
            STORED,
            List.of(
                    Column.of("~id", SqlTypes.VARCHAR),
                    Column.of("name", SqlTypes.VARCHAR),
                    Column.of("age", SqlTypes.INTEGER),
                    Column.of("seen", SqlTypes.timestamp(3)),
                    Column.of("tags", SqlTypes.array(SqlTypes.VARCHAR))));

    @TempDir
    Path folder;

    private final S3Location at = new S3Location(S3Server.BUCKET, "unload/" + UUID.randomUUID() + "/");

    private ObjectStore unloaded(int objects) throws IOException, SQLException {
        ObjectStore store =
                S3Store.open(AwsAccess.of(S3Server.shared().settings(), "output `test`"), at, S3Options.NONE);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < objects; i++) {
                Path file = folder.resolve("part-" + i);
                statement.execute("COPY (SELECT 'User|' || n AS c0,"
                        + " CASE WHEN n % 7 = 0 THEN NULL ELSE 'a \"b\", ' || chr(10) || n END AS c1,"
                        + " CAST(n AS INTEGER) AS c2, CAST(TIMESTAMP '2020-01-01' + to_seconds(n) AS TIMESTAMP_MS) AS c3,"
                        + " ['x;y', 'z' || n] AS c4 FROM range(" + i * ROWS / objects + ", " + (i + 1) * ROWS / objects
                        + ") AS t(n)) TO '" + file + "' (FORMAT parquet, COMPRESSION snappy)");
                store.put("20261121_" + i, file, ContentSum.of(file));
            }
        }
        store.put("_SUCCESS", new byte[] {1}, PutCondition.NONE);
        store.put("empty", new byte[0], PutCondition.NONE);
        return store;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("cache"))) {
            return all.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }

    @Test
    void readsOneObjectAfterTheOtherAndKeepsFewOfThem() throws IOException, SQLException {
        try (ObjectStore store = unloaded(5);
                ParquetObjects objects = new ParquetObjects(store, folder.resolve("cache"), 2)) {
            List<String> keys = objects.keys("");
            assertThat(keys).hasSize(5);
            List<String> ids = new ArrayList<>();
            try (ParquetObjectCursor rows = objects.rows(SHAPE, keys)) {
                assertThat(rows.columns()).isEqualTo(SHAPE.columns());
                while (rows.next()) {
                    ids.add(rows.getText(0));
                    assertThat(rows.isNull(1)).isEqualTo(rows.getLong(2) % 7 == 0);
                    if (ids.size() % 100 == 0) {
                        assertThat(files()).hasSizeLessThanOrEqualTo(2);
                    }
                }
            }
            assertThat(ids).hasSize(ROWS).startsWith("User|0").endsWith("User|2999");
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void isWrittenAsNeptuneFilesOnSeveralThreads() throws IOException, SQLException {
        GraphTarget target = new GraphTarget("csv", "neptune_csv", Map.of("path", "graph", "max_file_size", "20KB"));
        CompiledProject project = GraphFixture.project(target, Optional.empty(), USER);
        try (ObjectStore store = unloaded(5);
                ParquetObjects objects = new ParquetObjects(store, folder.resolve("cache"), 3);
                GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            assertThat(writer.writeShares(USER, objects.shares(SHAPE, objects.keys(""), 3), WriteMode.UNKNOWN)
                            .rows())
                    .isEqualTo(ROWS);
            writer.commit();
            assertThat(writer.count(USER)).isEqualTo(ROWS);
        }
        NeptuneGraph graph = NeptuneGraph.loadSets(folder.resolve("graph"));
        assertThat(graph.vertices()).hasSize(ROWS);
        assertThat(graph.vertices().get("User|1").properties())
                .containsEntry("name", List.of("a \"b\", \n1"))
                .containsEntry("age", List.of(1))
                .containsEntry("tags", List.of("x;y", "z1"));
        assertThat(folder.resolve("graph/load-000001/nodes/User-200001.csv")).exists();
    }

    @Test
    void saysWhatIsNoParquet() throws IOException, SQLException {
        try (ObjectStore store = unloaded(1);
                ParquetObjects objects = new ParquetObjects(store, folder.resolve("cache"), 1)) {
            try (ParquetObjectCursor rows = objects.rows(SHAPE, List.of("20261121_0", "_SUCCESS"))) {
                assertThatThrownBy(() -> {
                            while (rows.next()) {
                                assertThat(rows.getLong(2)).isNotNegative();
                            }
                        })
                        .isInstanceOfSatisfying(
                                GraphcException.class,
                                e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.QUERY_FAILED));
            }
            assertThat(files()).isEmpty();
            try (ParquetObjectCursor rows = objects.rows(SHAPE, List.of("not-there"))) {
                assertThatThrownBy(rows::next).hasMessageContaining("not-there");
            }
        }
    }
}
