package io.graphc.runtime.emit.neo4j;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.relationship;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.emit.GraphFixture;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConstraintTest {
    private static final NodePlan NODE = node(List.of("Us`er", "Person"));
    private static final RelationshipPlan LINK = relationship("KNOWS", "User", "User");

    @Test
    void makesIdsUniqueOnEveryEdition() {
        assertThat(Constraint.unique(NODE, "_id").create())
                .isEqualTo("CREATE CONSTRAINT `graphc node Us``er _id` IF NOT EXISTS FOR (e:`Us``er`)"
                        + " REQUIRE e.`_id` IS UNIQUE");
        assertThat(Constraint.unique(LINK, "_id").create())
                .isEqualTo("CREATE CONSTRAINT `graphc relationship KNOWS _id` IF NOT EXISTS FOR ()-[e:`KNOWS`]-()"
                        + " REQUIRE e.`_id` IS UNIQUE");
    }

    @Test
    void makesIdsKeysWhereTheEditionHasThem() {
        assertThat(Constraint.key(NODE, "_id").create())
                .isEqualTo("CREATE CONSTRAINT `graphc node Us``er _id key` IF NOT EXISTS FOR (e:`Us``er`)"
                        + " REQUIRE e.`_id` IS NODE KEY");
        assertThat(Constraint.key(LINK, "_id").create())
                .isEqualTo("CREATE CONSTRAINT `graphc relationship KNOWS _id key` IF NOT EXISTS FOR ()-[e:`KNOWS`]-()"
                        + " REQUIRE e.`_id` IS RELATIONSHIP KEY");
    }

    @Test
    void holdsPropertiesToTheTypesThatAreWritten() {
        Map<String, String> rules = new TreeMap<>();
        for (PropertyPlan property : GraphFixture.ALL_TYPES) {
            rules.put(property.name(), Constraint.type(NODE, property).rule().replace("IS :: ", ""));
        }
        assertThat(rules)
                .containsEntry("text", "STRING")
                .containsEntry("flag", "BOOLEAN")
                .containsEntry("tiny", "INTEGER")
                .containsEntry("big", "INTEGER")
                .containsEntry("real", "FLOAT")
                .containsEntry("price", "FLOAT")
                .containsEntry("day", "DATE")
                .containsEntry("hour", "LOCAL TIME | ZONED TIME")
                .containsEntry("seen", "LOCAL DATETIME")
                .containsEntry("at", "ZONED DATETIME")
                .containsEntry("words", "LIST<STRING NOT NULL>")
                .containsEntry("ranks", "LIST<INTEGER NOT NULL>")
                .containsEntry("days", "LIST<DATE NOT NULL>");
        assertThat(Constraint.type(LINK, GraphFixture.text("a.b")).create())
                .isEqualTo("CREATE CONSTRAINT `graphc type of relationship ``KNOWS``.``a.b`` STRING` IF NOT EXISTS FOR"
                        + " ()-[e:`KNOWS`]-() REQUIRE e.`a.b` IS :: STRING");
    }

    @Test
    void knowsEditionsByTheirNamesAndVersions() {
        assertThat(Edition.of("community", "5.26.0")).isEqualTo(Edition.COMMUNITY);
        assertThat(Edition.of("enterprise", "5.26.1")).isEqualTo(new Edition(true, true));
        assertThat(Edition.of("enterprise", "5.26-aura")).isEqualTo(new Edition(true, true));
        assertThat(Edition.of("enterprise", "5.10.0")).isEqualTo(new Edition(true, false));
        assertThat(Edition.of("enterprise", "2026.08.1")).isEqualTo(new Edition(true, true));
        assertThat(Edition.of("enterprise", "dev")).isEqualTo(new Edition(true, false));
    }
}
