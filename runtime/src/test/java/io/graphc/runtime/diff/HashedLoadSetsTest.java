package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same loads where only rows that differ by their hashes are staged, however few there are. */
class HashedLoadSetsTest extends LoadSetsTest {
    @Override
    QueryEngineFactory engines() {
        return new DuckDbEngines(folder, 0);
    }

    /** As of another version of DuckDB. */
    @Test
    void hashesThatAreNotThoseOfTheirRowsMisleadNoLoad() throws SQLException {
        People people = People.of(60);
        good(run(people));
        for (int round = 0; round < 2; round++) {
            forgeHashes();
            people.people.put("Person|7", new People.Person("Ann " + round, null, null));
            people.remove("Person|" + (30 + round));
            assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 1L, 58L - round, 1L);
            assertHolds(people);
        }
    }

    private void forgeHashes() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("people.duckdb"));
                Statement statement = connection.createStatement()) {
            List<String> updates = new ArrayList<>();
            try (ResultSet tables = statement.executeQuery(
                    "SELECT schema_name, table_name FROM duckdb_columns() WHERE column_name = '~hash'"
                            + " AND schema_name LIKE '%state'")) {
                while (tables.next()) {
                    updates.add("UPDATE "
                            + RelationName.of(tables.getString(1), tables.getString(2))
                                    .quoted() + " SET \"~hash\" = hash(\"~id\")");
                }
            }
            assertThat(updates).hasSize(2);
            for (String update : updates) {
                statement.execute(update);
            }
        }
    }
}
