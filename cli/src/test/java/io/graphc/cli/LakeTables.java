package io.graphc.cli;

import io.graphc.testkit.LakeServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tables of a Trino with Hive and Iceberg, made of what a DuckDB database holds. */
final class LakeTables {
    private static final Map<String, String> TYPES = Map.of("TIMESTAMP", "timestamp(3)");

    private final LakeServer server;
    private final String catalog;
    private final String root;
    private final Sink files;

    /** Tables over files of this machine. */
    LakeTables(LakeServer server, Path warehouse) {
        this(server, "hive", "local:///", (name, file) -> {
            Path place = warehouse.resolve(name);
            Files.createDirectories(place.resolveSibling("."));
            Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /**
     * Tables over files elsewhere.
     *
     * @param root the address of where files are put
     */
    LakeTables(LakeServer server, String catalog, String root, Sink files) {
        this.server = server;
        this.catalog = catalog;
        this.root = root;
        this.files = files;
    }

    /** Puts a file where Trino reads it, under a name with slashes. */
    @FunctionalInterface
    interface Sink {
        void put(String name, Path file) throws Exception;
    }

    private record Table(String name, String columns, String selected) {}

    /** Makes a schema of external tables of Parquet files from a schema of a database; {@code a__b} becomes {@code b}. */
    void copy(Path database, String from, String to) throws Exception {
        execute("CREATE SCHEMA IF NOT EXISTS " + catalog + "." + to);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:" + database)) {
            for (Table table : tables(duckDb, from)) {
                String folder = "sources/" + to + "/" + table.name() + "/";
                Path file = Files.createTempFile("rows", ".parquet");
                try (Statement statement = duckDb.createStatement()) {
                    statement.execute("COPY (SELECT " + table.selected() + ") TO '" + file + "' (FORMAT parquet)");
                }
                files.put(folder + "rows.parquet", file);
                Files.delete(file);
                String name = catalog + "." + to + "." + table.name();
                execute("DROP TABLE IF EXISTS " + name);
                execute("CREATE TABLE " + name + " (" + table.columns()
                        + ") WITH (format = 'PARQUET', external_location = '" + root + folder + "')");
            }
        }
    }

    private static List<Table> tables(Connection duckDb, String schema) throws SQLException {
        Map<String, List<String[]>> columns = new TreeMap<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery("SELECT table_name, column_name, data_type"
                        + " FROM information_schema.columns WHERE table_schema = '" + schema
                        + "' ORDER BY table_name, ordinal_position")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(new String[] {rows.getString(2), rows.getString(3)});
            }
        }
        columns.keySet().removeIf(name -> isEmptyView(duckDb, schema, name));
        List<Table> tables = new ArrayList<>();
        columns.forEach((name, found) -> tables.add(new Table(
                name.substring(name.indexOf("__") + 2),
                found.stream()
                        .map(column -> "\"" + column[0] + "\" " + TYPES.getOrDefault(column[1], column[1]))
                        .collect(Collectors.joining(", ")),
                "* FROM \"" + schema + "\".\"" + name + "\"")));
        return tables;
    }

    /** A table that the tenant lacks. */
    private static boolean isEmptyView(Connection duckDb, String schema, String name) {
        try (Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery("SELECT (SELECT count(*) FROM \"" + schema + "\".\"" + name
                        + "\"), table_type FROM information_schema.tables WHERE table_schema = '" + schema
                        + "' AND table_name = '" + name + "'")) {
            return rows.next() && rows.getLong(1) == 0 && rows.getString(2).equals("VIEW");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:trino://" + server.uri().getHost() + ":" + server.uri().getPort() + "?user=test");
    }

    private void execute(String sql) throws SQLException {
        try (Connection trino = connect();
                Statement statement = trino.createStatement()) {
            statement.execute(sql);
        }
    }
}
