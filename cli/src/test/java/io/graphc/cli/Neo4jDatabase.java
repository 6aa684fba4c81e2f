package io.graphc.cli;

import io.graphc.testkit.Neo4jServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.Record;

/** The test server's database, looked at with queries of the tests' own. */
final class Neo4jDatabase implements AutoCloseable {
    private final Neo4jServer server;
    private final Driver driver;

    private Neo4jDatabase(Neo4jServer server, Driver driver) {
        this.server = server;
        this.driver = driver;
    }

    /** Starts the server if need be and removes what earlier tests left in it. */
    static Neo4jDatabase empty() {
        Neo4jServer server = Neo4jServer.shared();
        Neo4jDatabase database = new Neo4jDatabase(
                server,
                GraphDatabase.driver(
                        server.uri(),
                        AuthTokens.basic(server.user(), server.password()),
                        Config.builder().withLogging(Logging.none()).build()));
        database.clear();
        return database;
    }

    private void clear() {
        // In pieces: the server has little memory, and one transaction holds all that it deletes.
        try (var session = driver.session()) {
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS")
                    .consume();
        }
        for (Record constraint : query("SHOW CONSTRAINTS YIELD name")) {
            String name = constraint.get("name").asString();
            query("DROP CONSTRAINT `" + name.replace("`", "``") + "`");
        }
    }

    /** Gives a call the server's address, user and password. */
    CommandRun.Caller credentials(CommandRun.Caller caller) {
        return caller.with("NEO4J_URI", server.uri().toString())
                .with("NEO4J_USER", server.user())
                .with("NEO4J_PASSWORD", server.password());
    }

    List<Record> query(String cypher) {
        return driver.executableQuery(cypher).execute().records();
    }

    long number(String cypher) {
        return query(cypher).get(0).get(0).asLong();
    }

    /** The number of nodes of each label. */
    Map<String, Long> labels() {
        return counts("MATCH (n) UNWIND labels(n) AS name RETURN name, count(*) AS count");
    }

    /** The number of relationships of each type. */
    Map<String, Long> types() {
        return counts("MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS count");
    }

    private Map<String, Long> counts(String cypher) {
        Map<String, Long> counts = new TreeMap<>();
        query(cypher)
                .forEach(row ->
                        counts.put(row.get("name").asString(), row.get("count").asLong()));
        return counts;
    }

    /** Every node and relationship with all that it holds and the server's own id, which tells one made anew. */
    List<String> dump() {
        return query("""
                        MATCH (n)
                        RETURN elementId(n) AS id, labels(n) AS what, '' AS start, '' AS end, properties(n) AS held
                        UNION ALL
                        MATCH (a)-[r]->(b)
                        RETURN elementId(r) AS id, [type(r)] AS what, elementId(a) AS start, elementId(b) AS end,
                            properties(r) AS held""").stream()
                .map(row -> row.get("id") + " " + row.get("what") + " " + row.get("start") + " " + row.get("end") + " "
                        + new TreeMap<>(row.get("held").asMap()))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
