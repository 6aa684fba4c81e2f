package io.graphc.runtime.emit.neo4j;

import io.graphc.runtime.emit.GraphWriterContract.StoredGraph;
import io.graphc.runtime.emit.GraphWriterContract.StoredNode;
import io.graphc.runtime.emit.GraphWriterContract.StoredRelationship;
import io.graphc.testkit.Neo4jServer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/** The graph of a Neo4j server, seen by another client than a writer's. */
public final class Neo4jGraph implements AutoCloseable {
    private final Driver driver;

    public Neo4jGraph(Neo4jServer server) {
        driver = GraphDatabase.driver(
                server.uri(),
                AuthTokens.basic(server.user(), server.password()),
                Config.builder().withLogging(Logging.none()).build());
    }

    public List<Record> query(String cypher) {
        return driver.executableQuery(cypher).execute().records();
    }

    /** A session on the default database; the caller closes it. */
    public Session session() {
        return driver.session();
    }

    /** The plan of a writer's statement, as text. */
    public String explain(String statement) {
        return driver.executableQuery("EXPLAIN " + statement)
                .withParameters(Map.of("rows", List.of()))
                .execute()
                .summary()
                .plan()
                .toString();
    }

    /** Removes everything, constraints too. */
    public void clear() {
        query("MATCH (n) DETACH DELETE n");
        for (Record constraint : query("SHOW CONSTRAINTS YIELD name")) {
            query("DROP CONSTRAINT " + Cypher.quote(constraint.get("name").asString()));
        }
    }

    /** All of it, by the ids in property {@code _id}. */
    public StoredGraph read() {
        Map<String, StoredNode> nodes = new LinkedHashMap<>();
        for (Record row : query("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")) {
            Map<String, Object> properties =
                    new LinkedHashMap<>(row.get("properties").asMap());
            String id = (String) Objects.requireNonNull(properties.remove("_id"));
            nodes.put(
                    id,
                    new StoredNode(
                            new LinkedHashSet<>(row.get("labels").asList(label -> label.asString())), properties));
        }
        Map<String, StoredRelationship> relationships = new LinkedHashMap<>();
        for (Record row : query(
                "MATCH (a)-[r]->(b) RETURN type(r) AS type, a._id AS a, b._id AS b, properties(r) AS properties")) {
            Map<String, Object> properties =
                    new LinkedHashMap<>(row.get("properties").asMap());
            String id = (String) Objects.requireNonNull(properties.remove("_id"));
            relationships.put(
                    id,
                    new StoredRelationship(
                            row.get("type").asString(),
                            row.get("a").asString(),
                            row.get("b").asString(),
                            properties));
        }
        return new StoredGraph(nodes, relationships);
    }

    @Override
    public void close() {
        driver.close();
    }
}
