package io.graphc.compiler.sql.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.duckdb.DuckDbSession;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.fact.ColumnFacts;
import io.graphc.plan.fact.Containment;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.plan.fact.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is derived of random queries is true of their rows over random tables. */
class FactSoundnessTest {
    private static final int DATABASES = 6;
    private static final int QUERIES = 60;
    private static final int DEPTH = 2;

    @Test
    void whatIsDerivedHoldsOfTheRows() throws SQLException {
        int facts = 0;
        try (DuckDbSession session = new DuckDbSession()) {
            // Nothing to gain on seven rows, and it stumbles over some of the queries.
            session.execute("PRAGMA disable_optimizer");
            for (int database = 0; database < DATABASES; database++) {
                for (String statement : FactTables.statements(new Random(database))) {
                    session.execute(statement);
                }
                RandomQuery queries = new RandomQuery(new Random(1000 + database));
                for (int i = 0; i < QUERIES; i++) {
                    facts += check(queries.query(DEPTH), session);
                }
            }
        }
        // A finder that never finds anything would be sound too.
        assertThat(facts).isGreaterThan(DATABASES * QUERIES);
    }

    private static int check(String sql, DuckDbSession session) throws SQLException {
        TypedQuery query = SqlFixture.sql(FactTables.KNOWN, sql).analyze().query();
        assertThat(query.valid()).as(sql).isTrue();
        List<Diagnostic> problems = new ArrayList<>();
        TypedQuery written = session.write(sql, FactTables.KNOWN, problems);
        assertThat(problems).as(sql).isEmpty();
        session.execute("CREATE OR REPLACE TABLE result AS " + written.engineSql());
        RelationFacts facts = query.facts();
        int checked = 1;
        long rows = Long.parseLong(session.run("SELECT count(*) FROM result"));
        assertThat(rows).as(sql).isBetween(facts.rows().least(), facts.rows().most());
        for (UniqueKey key : facts.keys()) {
            none(sql, session, violation(key));
            checked++;
        }
        for (Map.Entry<String, ColumnFacts> column : facts.columns().entrySet()) {
            checked += check(sql, column.getKey(), column.getValue(), session);
        }
        return checked;
    }

    private static String violation(UniqueKey key) {
        if (key.columns().isEmpty()) {
            return "SELECT count(*) FROM result HAVING count(*) > 1";
        }
        String columns = String.join(", ", key.columns());
        return "SELECT " + columns + " FROM result WHERE " + String.join(" IS NOT NULL AND ", key.columns())
                + " IS NOT NULL GROUP BY " + columns + " HAVING count(*) > 1";
    }

    private static int check(String sql, String column, ColumnFacts facts, DuckDbSession session) {
        int checked = 0;
        if (facts.notNull().isPresent()) {
            none(sql, session, "SELECT * FROM result WHERE " + column + " IS NULL");
            checked++;
        }
        if (facts.accepted().isPresent()) {
            String values = "'" + String.join("', '", facts.accepted().get().values()) + "'";
            none(sql, session, "SELECT * FROM result WHERE CAST(" + column + " AS VARCHAR) NOT IN (" + values + ")");
            checked++;
        }
        for (Containment containment : facts.containedIn()) {
            String parent = containment.column().table();
            none(
                    sql,
                    session,
                    "SELECT * FROM result WHERE " + column + " IS NOT NULL AND " + column + " NOT IN (SELECT "
                            + containment.column().column() + " FROM " + parent + " WHERE "
                            + containment.column().column() + " IS NOT NULL)");
            checked++;
        }
        return checked;
    }

    private static void none(String sql, DuckDbSession session, String violations) {
        assertThat(session.run(violations)).as("%s%n%s", sql, violations).isEmpty();
    }
}
