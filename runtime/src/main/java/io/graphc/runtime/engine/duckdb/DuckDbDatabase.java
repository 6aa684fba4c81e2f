package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.SqlLiterals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open DuckDB database and the connections to it. Connections are lent to one user at a time and kept for the next one.
 * Safe to use from several threads.
 */
final class DuckDbDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbDatabase.class);

    /** Of a file that is made; see decision 41. It counts when the file is made alone, so it cannot be set behind. */
    private static final String BLOCK_SIZE = "default_block_size";

    private static final int BLOCK_BYTES = 64 << 10;

    private final DuckDBConnection root;
    private final Deque<DuckDBConnection> idle = new ArrayDeque<>();
    private final ReentrantLock catalogLock = new ReentrantLock();
    private boolean closed;

    private DuckDbDatabase(DuckDBConnection root) {
        this.root = root;
    }

    /**
     * Opens the database of a profile.
     *
     * @param temporaryFolder where DuckDB spills when the database is in memory; a file's lies beside it
     */
    static DuckDbDatabase open(DuckDbProfile profile, Path temporaryFolder) {
        DuckDBConnection root = connect(profile);
        DuckDbDatabase database = new DuckDbDatabase(root);
        try {
            Path spill = profile.file()
                    .map(file -> file.resolveSibling(file.getFileName() + ".tmp"))
                    .orElse(temporaryFolder);
            database.configure(profile, spill);
            return database;
        } catch (GraphcException e) {
            database.close();
            throw e;
        }
    }

    private static DuckDBConnection connect(DuckDbProfile profile) {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        // A query must never fetch code from the network on its own.
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty(BLOCK_SIZE, profile.settings().getOrDefault(BLOCK_SIZE, String.valueOf(BLOCK_BYTES)));
        String path = profile.file().map(Path::toString).orElse("");
        try {
            if (profile.file().isPresent()) {
                Path folder = profile.file().get().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
            }
            return DriverManager.getConnection("jdbc:duckdb:" + path, properties)
                    .unwrap(DuckDBConnection.class);
        } catch (SQLException | IOException e) {
            throw new GraphcException(unreachable(profile, path, e), e);
        }
    }

    private static Diagnostic unreachable(DuckDbProfile profile, String path, Exception error) {
        String text = error instanceof IOException ? "no folder can be made there" : DuckDbErrors.text(error);
        boolean locked = text.contains("lock");
        Diagnostic.Builder builder = Diagnostic.of(
                        DiagnosticCode.ENGINE_UNREACHABLE,
                        locked
                                ? "the DuckDB file of target `" + profile.target() + "` is in use by another process"
                                : "the DuckDB file of target `" + profile.target() + "` cannot be opened")
                .note("path: " + path)
                .note("DuckDB: " + text);
        return locked
                ? builder.help("if that is another run of graphc, wait until it has ended; otherwise close the program,"
                                + " or set another `path` in the profile")
                        .build()
                : builder.help(
                                "set `path` in the profile to a DuckDB file or to a new file in a folder that can be written")
                        .build();
    }

    private void configure(DuckDbProfile profile, Path spill) {
        List<String> statements = new ArrayList<>();
        statements.add("SET GLOBAL TimeZone = 'UTC'");
        statements.add("SET GLOBAL default_null_order = 'nulls_last'");
        statements.add("SET GLOBAL temp_directory = " + SqlLiterals.literal(spill.toString()));
        for (Map.Entry<String, String> setting : profile.settings().entrySet()) {
            statements.add("SET GLOBAL " + RelationName.quote(setting.getKey()) + " = "
                    + SqlLiterals.literal(setting.getValue()));
        }
        // What is staged is a view of tables that each load makes anew.
        statements.add("SET GLOBAL enable_view_dependencies = false");
        for (DuckDbProfile.Attached attached : profile.attached()) {
            statements.add("ATTACH IF NOT EXISTS "
                    + SqlLiterals.literal(attached.file().toString()) + " AS " + RelationName.quote(attached.alias())
                    + (attached.readOnly() ? " (READ_ONLY)" : ""));
        }
        try (Statement statement = root.createStatement()) {
            for (String sql : statements) {
                run(statement, sql, profile);
            }
        } catch (SQLException e) {
            throw DuckDbErrors.queryFailed("setting up DuckDB", e);
        }
    }

    private static void run(Statement statement, String sql, DuckDbProfile profile) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new GraphcException(
                    Diagnostic.of(
                                    DiagnosticCode.UNREADABLE_PROFILE,
                                    "DuckDB refuses a setting of target `" + profile.target() + "`")
                            .note("statement: " + sql)
                            .note("DuckDB: " + DuckDbErrors.text(e))
                            .build(),
                    e);
        }
    }

    /** Lends a connection; give it back with {@link #giveBack}. */
    DuckDBConnection lend() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new SQLException("the database is closed");
            }
            DuckDBConnection kept = idle.pollFirst();
            return kept != null ? kept : root.duplicate();
        }
    }

    /** Makes a connection for one user, who closes it. */
    DuckDBConnection connect() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new SQLException("the database is closed");
            }
            return root.duplicate();
        }
    }

    /** Takes a connection back, without a transaction open on it. */
    void giveBack(DuckDBConnection connection) {
        synchronized (idle) {
            if (!closed) {
                idle.addFirst(connection);
                return;
            }
        }
        closeQuietly(connection);
    }

    /**
     * Held around short changes of the catalog, such as swaps, because DuckDB aborts the second of two transactions that
     * change one entry instead of letting it wait.
     */
    ReentrantLock catalogLock() {
        return catalogLock;
    }

    @Override
    public void close() {
        List<DuckDBConnection> kept;
        synchronized (idle) {
            closed = true;
            kept = new ArrayList<>(idle);
            idle.clear();
        }
        kept.forEach(DuckDbDatabase::closeQuietly);
        closeQuietly(root);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection", e);
        }
    }
}
