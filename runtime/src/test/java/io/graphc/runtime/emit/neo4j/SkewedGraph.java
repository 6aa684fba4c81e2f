package io.graphc.runtime.emit.neo4j;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.Lineage;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.GraphFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph in which few nodes have most relationships, made by the engine: the share of the first nodes among ends follows a
 * power law. The same at every call.
 */
public final class SkewedGraph {
    private final NodePlan node;
    private final RelationshipPlan relationship;

    /**
     * A graph of some size.
     *
     * @param startPower how unevenly relationships start: 1 is evenly
     * @param endPower how unevenly they end
     */
    public SkewedGraph(long nodes, long relationships, int startPower, int endPower) {
        NodePlan user = GraphFixture.node(List.of("User"), GraphFixture.text("name"), GraphFixture.text("email"));
        node = new NodePlan(
                user.id(),
                user.labels(),
                "",
                user.scope(),
                user.idPrefix(),
                user.keyColumns(),
                user.properties(),
                query(
                        "User",
                        "SELECT 'User|' || i AS \"~id\", 'User Number ' || i AS name, 'user' || i"
                                + " || '@example.com' AS email FROM range(" + nodes + ") AS t(i)"),
                List.of(),
                List.of(),
                List.of());
        RelationshipPlan knows = GraphFixture.relationship("KNOWS", "User", "User", GraphFixture.text("since"));
        relationship = new RelationshipPlan(
                knows.id(),
                knows.type(),
                "",
                knows.scope(),
                knows.idPrefix(),
                "User",
                "User",
                knows.properties(),
                query(
                        "KNOWS",
                        "SELECT 'KNOWS|' || i AS \"~id\", 'User|' || " + number("i + 7", nodes, startPower)
                                + " AS \"~from\", 'User|' || " + number("i", nodes, endPower)
                                + " AS \"~to\", 'since ' || i AS since FROM range(" + relationships + ") AS t(i)"),
                List.of(),
                List.of(),
                List.of());
    }

    private static String number(String seed, long nodes, int power) {
        return "CAST(floor(" + nodes + " * power((hash(" + seed + ") % 1000003) / 1000003.0, " + power
                + ")) AS BIGINT)";
    }

    private static ElementQuery query(String name, String sql) {
        return new ElementQuery(sql, sql, Lineage.NONE, RelationName.of("staged", name));
    }

    public NodePlan node() {
        return node;
    }

    public RelationshipPlan relationship() {
        return relationship;
    }

    public CompiledProject project(GraphTarget target) {
        return new CompiledProject(
                "skewed",
                Optional.empty(),
                Instant.EPOCH,
                new EngineTarget("dev", "duckdb", "staged", 2, Map.of("path", "graph.duckdb")),
                target,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new GraphPlan(List.of(node), List.of(relationship)));
    }
}
