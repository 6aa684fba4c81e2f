package io.graphc.runtime.emit.gremlin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.runtime.emit.ElementSink.End;
import io.graphc.runtime.emit.ElementSink.Value;
import java.util.List;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.junit.jupiter.api.Test;

class EmbeddedGraphTest {
    private static Value value(String name, Object value) {
        return new Value(name, true, List.of(value));
    }

    /** A user who placed an order and knows herself. */
    private static EmbeddedGraph orders(String space) {
        EmbeddedGraph graph = new EmbeddedGraph();
        graph.node(space, "u1", List.of("User"), List.of(value("name", "Ada")));
        graph.node(space, "o1", List.of("Order"), List.of());
        End user = new End(space, "u1");
        graph.relationship("p1", "PLACED", user, new End(space, "o1"), List.of(value("total", 7L)));
        graph.relationship("k1", "KNOWS", user, user, List.of(value("since", "1815")));
        return graph;
    }

    private static List<String> edges(EmbeddedGraph graph) {
        return graph.traversal().E().toList().stream()
                .map(EmbeddedGraphTest::words)
                .sorted()
                .toList();
    }

    private static String words(Edge edge) {
        StringBuilder words = new StringBuilder(edge.outVertex().id() + " " + edge.label() + " "
                + edge.inVertex().id());
        edge.properties().forEachRemaining(property -> words.append(' ').append(property));
        return words.toString();
    }

    @Test
    void aNodeThatGetsALabelKeepsItsRelationshipsAsTheyAre() {
        try (EmbeddedGraph graph = orders("")) {
            List<String> before = edges(graph);
            assertThat(before).containsExactly("u1 KNOWS u1 p[since->1815]", "u1 PLACED o1 p[total->7]");
            graph.node("", "u1", List.of("User", "Manager"), List.of());
            graph.node("", "o1", List.of("Order", "Paid"), List.of());
            assertThat(edges(graph)).isEqualTo(before);
            assertThat(graph.traversal().V("u1").next().label()).isEqualTo("User::Manager");
            assertThat(graph.traversal().V("u1").values("name").toList()).containsExactly("Ada");
        }
    }

    @Test
    void aNodeThatLosesALabelKeepsItsRelationshipsAsTheyAre() {
        try (EmbeddedGraph graph = orders("")) {
            List<String> before = edges(graph);
            graph.node("", "u1", List.of("Manager"), List.of());
            graph.dropLabel("u1", "Manager");
            assertThat(edges(graph)).isEqualTo(before);
            assertThat(graph.traversal().V("u1").next().label()).isEqualTo("User");
        }
    }

    @Test
    void relationshipsFindANodeOfASpaceThatGotALabel() {
        try (EmbeddedGraph graph = orders("shop")) {
            graph.node("shop", "u1", List.of("Manager"), List.of());
            graph.relationship("k2", "KNOWS", new End("shop", "o1"), new End("shop", "u1"), List.of());
            assertThat(graph.traversal().V("u1").in("KNOWS").id().toList()).containsExactlyInAnyOrder("o1", "u1");
        }
    }
}
