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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB in this process with its settings, threads and memory, and an empty database in memory. Files are attached to it: starting DuckDB
 * takes fifteen milliseconds, mostly for its functions, attaching a file one or two. Safe to use from several threads.
 */
final class DuckDbInstance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbInstance.class);

    /** Of a file that is made; see decision 41. It counts when the file is made alone. */
    private static final String BLOCK_SIZE = "default_block_size";

    private static final int BLOCK_BYTES = 64 << 10;

    private final DuckDBConnection root;
    /** The names of databases and schemas by which no further file can be called, in lower case. */
    private final Set<String> taken = new HashSet<>(Set.of("memory", "system", "temp"));

    private DuckDbInstance(DuckDBConnection root) {
        this.root = root;
    }

    /**
     * Starts DuckDB with the settings and the attached files of a profile; the file of the profile itself is not attached.
     *
     * @param spill the folder for what does not fit into memory
     */
    static DuckDbInstance start(DuckDbProfile profile, Path spill) {
        DuckDbInstance instance = new DuckDbInstance(connect(profile));
        try {
            instance.configure(profile, spill);
            return instance;
        } catch (GraphcException e) {
            instance.close();
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
        try {
            return DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw new GraphcException(
                    Diagnostic.of(
                                    DiagnosticCode.ENGINE_UNREACHABLE,
                                    "DuckDB does not start for target `" + profile.target() + "`")
                            .note("DuckDB: " + DuckDbErrors.text(e))
                            .build(),
                    e);
        }
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
        for (DuckDbProfile.Attached attached : profile.attached()) {
            taken.add(key(attached.alias()));
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

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Attaches the file of a profile; one that is not there is made.
     *
     * @param schemas what the file is not to be called, since DuckDB does not tell {@code a} of {@code a.t} from a database's name
     * @return the name that the database has in statements
     */
    synchronized String attach(DuckDbProfile profile, Path file, Set<String> schemas) {
        Set<String> others = new HashSet<>(taken);
        schemas.forEach(schema -> others.add(key(schema)));
        String name = names(file)
                .filter(candidate -> !others.contains(key(candidate)))
                .findFirst()
                .orElseThrow();
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            run("ATTACH " + SqlLiterals.literal(file.toString()) + " AS " + RelationName.quote(name));
        } catch (SQLException | IOException e) {
            throw new GraphcException(unreachable(profile, file, e), e);
        }
        taken.add(key(name));
        return name;
    }

    /** Names for a database: as DuckDB calls a file, as the file is called, and then with a number. */
    private static Stream<String> names(Path file) {
        String whole = String.valueOf(file.getFileName());
        int dot = whole.indexOf('.');
        String stem = dot > 0 ? whole.substring(0, dot) : whole;
        return Stream.concat(
                Stream.of(stem, whole), IntStream.iterate(2, i -> i + 1).mapToObj(i -> whole + " " + i));
    }

    private static Diagnostic unreachable(DuckDbProfile profile, Path file, Exception error) {
        String text = error instanceof IOException ? "no folder can be made there" : DuckDbErrors.text(error);
        boolean locked = text.contains("lock");
        Diagnostic.Builder builder = Diagnostic.of(
                        DiagnosticCode.ENGINE_UNREACHABLE,
                        locked
                                ? "the DuckDB file of target `" + profile.target() + "` is in use by another process"
                                : "the DuckDB file of target `" + profile.target() + "` cannot be opened")
                .note("path: " + file)
                .note("DuckDB: " + text);
        return locked
                ? builder.help("close the other program, or set another `path` in the profile")
                        .build()
                : builder.help(
                                "set `path` in the profile to a DuckDB file or to a new file in a folder that can be written")
                        .build();
    }

    /** Writes a file to its end and lets go of it; no connection uses it any more. */
    synchronized void detach(String name) {
        try {
            run("DETACH " + RelationName.quote(name));
            taken.remove(key(name));
        } catch (SQLException e) {
            // It stays attached under its name until DuckDB ends, and is written then.
            LOG.debug("detaching a file", e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Makes a connection. */
    DuckDBConnection connect() throws SQLException {
        return root.duplicate();
    }

    @Override
    public void close() {
        closeQuietly(root);
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection", e);
        }
    }
}
