package io.graphc.runtime.emit.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.Neo4jServer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;

/**
 * Relationships that several transactions write at once where few nodes have most of them, so that transactions wait for
 * each other and deadlock. {@code -Dgraphc.skewed.relationships=1000000} loads a million; what is printed says how many
 * transactions were repeated.
 */
class SkewedLoadTest {
    private static final PrintStream OUT = System.out;
    private static final long RELATIONSHIPS = Long.getLong("graphc.skewed.relationships", 20_000);

    @TempDir
    Path folder;

    /** Rows in any order: their number, and sums that differ for different ones. */
    private static final class Sum {
        private final MessageDigest digest;
        private long rows;
        private long first;
        private long second;

        Sum() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        void add(List<String> row) {
            byte[] hash = digest.digest(String.join("\u0000", row).getBytes(StandardCharsets.UTF_8));
            rows++;
            first += bytes(hash, 0);
            second += bytes(hash, Long.BYTES);
        }

        private static long bytes(byte[] hash, int start) {
            long value = 0;
            for (int i = start; i < start + Long.BYTES; i++) {
                value = value << Byte.SIZE | Byte.toUnsignedInt(hash[i]);
            }
            return value;
        }

        List<Long> all() {
            return List.of(rows, first, second);
        }
    }

    @Test
    void losesNoRelationshipWhereTransactionsWaitForEachOther() {
        Neo4jServer server = Neo4jServer.shared();
        GraphTarget target = new GraphTarget(
                "graph",
                "neo4j",
                Map.of(
                        "uri",
                        server.uri().toString(),
                        "user",
                        server.user(),
                        "password",
                        server.password(),
                        "batch_size",
                        Math.max(50, Math.min(1_000, RELATIONSHIPS / 400)),
                        "parallelism",
                        8));
        SkewedGraph graph = new SkewedGraph(Math.max(200, RELATIONSHIPS / 20), RELATIONSHIPS, 3, 3);
        CompiledProject project = graph.project(target);
        try (Neo4jGraph stored = new Neo4jGraph(server);
                QueryEngine engine = new DuckDbEngines(folder).create(project);
                GraphWriter writer = new GraphWriters(folder).create(project)) {
            clear(stored);
            engine.open(project);
            engine.stage(graph.node(), true);
            engine.stage(graph.relationship(), true);
            writer.open(project);
            writer.begin(Load.UNREMEMBERED);
            write(engine, writer, graph.node());
            long start = System.nanoTime();
            WriteResult written = write(engine, writer, graph.relationship());
            OUT.printf(
                    Locale.ROOT,
                    "%d relationships in %.1f s, %d transactions repeated%n",
                    written.rows(),
                    (System.nanoTime() - start) / 1e9,
                    writer.repeated());
            writer.commit();
            assertThat(written).isEqualTo(new WriteResult(RELATIONSHIPS, RELATIONSHIPS, 0, 0));
            assertThat(writer.count(graph.relationship())).isEqualTo(RELATIONSHIPS);
            assertThat(stored(stored)).isEqualTo(staged(engine, graph.relationship()));
            clear(stored);
        }
    }

    private static void clear(Neo4jGraph stored) {
        try (Session session = stored.session()) {
            session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS")
                    .consume();
        }
        try (Session session = stored.session()) {
            session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS")
                    .consume();
        }
        stored.clear();
    }

    private static WriteResult write(QueryEngine engine, GraphWriter writer, ElementPlan element) {
        try (RowCursor rows = engine.staged(element)) {
            return writer.write(element, rows, WriteMode.NEW);
        }
    }

    private static List<Long> staged(QueryEngine engine, ElementPlan element) {
        Sum sum = new Sum();
        try (RowCursor rows = engine.staged(element)) {
            while (rows.next()) {
                sum.add(List.of(
                        Objects.requireNonNull(rows.getText(0)),
                        Objects.requireNonNull(rows.getText(1)),
                        Objects.requireNonNull(rows.getText(2)),
                        Objects.requireNonNull(rows.getText(3))));
            }
        }
        return sum.all();
    }

    private static List<Long> stored(Neo4jGraph graph) {
        Sum sum = new Sum();
        try (Session session = graph.session()) {
            Result found =
                    session.run("MATCH (a)-[r:KNOWS]->(b) RETURN r._id AS id, a._id AS a, b._id AS b, r.since AS s");
            while (found.hasNext()) {
                Record row = found.next();
                sum.add(List.of(
                        row.get("id").asString(),
                        row.get("a").asString(),
                        row.get("b").asString(),
                        row.get("s").asString()));
            }
        }
        return sum.all();
    }
}
