package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFrontend;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.TableLookup;
import io.graphc.compiler.sql.TableSchema;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.trino.TrinoSqlFrontend;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.testkit.TrinoServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** A DuckDB in memory with the settings that the engine sets, and the front end that writes for it. */
public final class DuckDbSession implements AutoCloseable {
    /** The clock of the recorded values. */
    private static final Instant AS_OF = TrinoServer.NOW;

    private static final TableLookup NO_TABLES = new TableLookup() {
        @Override
        public Optional<TableSchema> find(List<String> nameParts) {
            return Optional.empty();
        }

        @Override
        public Collection<String> labels() {
            return List.of();
        }
    };

    private final SqlFrontend frontend = TrinoSqlFrontend.create();
    private final Connection connection;

    public DuckDbSession() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
    }

    /** A query of Trino's, written for DuckDB; problems go to the list. */
    TypedQuery write(String sql, List<Diagnostic> problems) {
        return write(sql, NO_TABLES, problems);
    }

    public TypedQuery write(String sql, TableLookup tables, List<Diagnostic> problems) {
        MappedText text = MappedText.of(new SourceFile("models/m.sql", sql));
        SqlRequest request = SqlRequest.model("m", text, tables, AS_OF)
                .withDialect(SqlDialect.DUCKDB)
                .withoutColumnNames();
        return frontend.analyze(request, problems::add);
    }

    /** The rows, values between bars, rows between double semicolons; a failure starts with {@code ERROR}. */
    public String run(String duckSql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(duckSql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringJoiner row = new StringJoiner(" | ");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    // Not java.sql.Timestamp, which has the calendar of 1582.
                    boolean timestamp =
                            result.getMetaData().getColumnTypeName(i).equals("TIMESTAMP");
                    row.add(ShownValue.of(timestamp ? result.getObject(i, LocalDateTime.class) : result.getObject(i)));
                }
                rows.add(row.toString());
            }
            return String.join(" ;; ", rows);
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return "ERROR " + message;
        }
    }

    public void execute(String duckSql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(duckSql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
