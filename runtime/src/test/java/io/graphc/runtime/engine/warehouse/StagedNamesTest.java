package io.graphc.runtime.engine.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagedNamesTest {
    private static final RelationName USERS = new RelationName(Optional.of("lake"), "graph", "node_User");
    private static final StagedTable TABLE = StagedTable.of(
            USERS,
            List.of(
                    Column.of("~id", SqlTypes.VARCHAR),
                    Column.of("bornAt", new io.graphc.plan.SqlType.Time(6, false))));
    private static final String READ =
            "(SELECT c0 AS \"~id\", CAST(c1 AS time(6)) AS \"bornAt\" FROM " + "\"lake\".\"graph\".\"node_User\")";

    private final StagedNames names = new StagedNames(List.of(TABLE));

    @Test
    void putsAQueryInThePlaceOfATableThatIsRead() {
        assertThat(names.replaceIn("SELECT count(*) FROM \"lake\".\"graph\".\"node_User\" n\nWHERE n.\"~id\" IS NULL"))
                .isEqualTo("SELECT count(*) FROM " + READ + " n\nWHERE n.\"~id\" IS NULL");
        assertThat(names.replaceIn(
                        "WITH users AS (SELECT * FROM graph . NODE_USER) SELECT * FROM users, graph.node_user"))
                .isEqualTo("WITH users AS (SELECT * FROM " + READ + ") SELECT * FROM users, " + READ);
        assertThat(names.replaceIn("x IN (SELECT \"~id\" FROM /* here */ graph.\"node_User\"--end\n)"))
                .isEqualTo("x IN (SELECT \"~id\" FROM /* here */ " + READ + "--end\n)");
        assertThat(names.replaceIn("CREATE TABLE other AS SELECT * FROM graph.node_user"))
                .isEqualTo("CREATE TABLE other AS SELECT * FROM " + READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'it''s \"graph\".\"node_User\"' FROM t",
                "SELECT \"a \"\" graph.node_user\" FROM t -- graph.node_user",
                "SELECT 1 /* graph.node_user */ FROM t",
                "SELECT 'not closed graph.node_user",
                "SELECT 1 /* not closed graph.node_user",
                "SELECT graph.node_user.\"~id\" FROM t",
                "SELECT graph.node_user.* FROM t",
                "SELECT other.graph.node_user FROM t",
                "WITH node_user AS (SELECT 1) SELECT * FROM node_user",
                "DROP TABLE IF EXISTS graph.node_user",
                "DROP TABLE graph.node_user",
                "INSERT INTO graph.node_user VALUES (1)",
                "DELETE FROM graph.node_user WHERE true",
                "SELECT * FROM graph.node_user2, graph2.node_user, \"graph.node_user\"",
                ""
            })
    void leavesAlone(String sql) {
        assertThat(names.replaceIn(sql)).isEqualTo(sql);
    }
}
