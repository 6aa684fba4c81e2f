package io.graphc.cli;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Beginnings of projects on a DuckDB file, which tests add to. */
final class DuckDbProject {
    private DuckDbProject() {}

    /** The rows of a query on a database that nobody writes to, their values as texts with a blank between them. */
    static List<String> rows(Path database, String query) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(results.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
        return rows;
    }

    /** Changes a database that nobody has open. */
    static void change(Path database, String statement) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement changing = connection.createStatement()) {
            changing.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    /** A project {@code shop} as dbt has it, without a graph. */
    static TempProject shop(Path folder) {
        return TempProject.in(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/shop.duckdb, schema: main}
                        """);
    }

    /** A project {@code shop} whose targets {@code dev} and {@code prod} are schemas of one file. */
    static TempProject ofTwoTargets(Path folder) {
        return TempProject.in(folder)
                .write("graphc_project.yml", "name: shop\nprofile: shop\n")
                .write("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: shop.duckdb, schema: dev}
                            prod: {type: duckdb, path: shop.duckdb, schema: prod}
                          graph_target: csv
                          graph_outputs:
                            csv: {type: neptune_csv, path: target/graph}
                        """);
    }

    /** A project {@code forms} whose graph becomes files for Neptune in {@code target/graph}. */
    static TempProject forms(Path folder) {
        return TempProject.in(folder)
                .write("graphc_project.yml", "name: forms\nprofile: forms\n")
                .write("profiles.yml", """
                        forms:
                          target: dev
                          outputs:
                            dev: {type: duckdb, path: target/forms.duckdb, schema: main, threads: 2}
                          graph_target: files
                          graph_outputs:
                            files: {type: neptune_csv, path: target/graph}
                        """);
    }
}
