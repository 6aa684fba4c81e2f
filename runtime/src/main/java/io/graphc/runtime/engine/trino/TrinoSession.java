package io.graphc.runtime.engine.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.StatementCost;
import io.graphc.runtime.engine.StatementMeter;
import io.graphc.runtime.engine.StatementResult;
import io.graphc.runtime.engine.warehouse.Statement;
import io.trino.jdbc.QueryStats;
import io.trino.jdbc.TrinoConnection;
import io.trino.jdbc.TrinoDriver;
import io.trino.jdbc.TrinoStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session on a cluster. The driver's connection is a set of headers, so that threads share it; what runs is known, so
 * that it can be stopped. Safe to use from several threads.
 */
final class TrinoSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrinoSession.class);

    private final Connection connection;
    private final TrinoErrors errors;
    private final @Nullable Path keyFile;
    private final Set<java.sql.Statement> running = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    private TrinoSession(Connection connection, TrinoErrors errors, @Nullable Path keyFile) {
        this.connection = connection;
        this.errors = errors;
        this.keyFile = keyFile;
    }

    /** Makes a session; nothing is asked yet. */
    static TrinoSession open(TrinoProfile profile) {
        Path keyFile = profile.clientKey().map(TrinoSession::together).orElse(null);
        Properties properties = profile.connectionProperties();
        if (keyFile != null) {
            properties.setProperty("SSLKeyStorePath", keyFile.toString());
        }
        try {
            Connection connection =
                    Objects.requireNonNull(new TrinoDriver().connect(profile.url(), properties), "the URL is Trino's");
            TrinoConnection trino = connection.unwrap(TrinoConnection.class);
            for (Map.Entry<String, String> property :
                    profile.sessionProperties().entrySet()) {
                trino.setSessionProperty(property.getKey(), property.getValue());
            }
            return new TrinoSession(connection, new TrinoErrors(profile.place()), keyFile);
        } catch (SQLException e) {
            delete(keyFile);
            throw TrinoErrors.settings(profile, e);
        }
    }

    /** Certificate and key in one file that only its owner reads, until the session ends. */
    private static Path together(TrinoProfile.ClientKey key) {
        Path file = null;
        try {
            file = Files.createTempFile("graphc", ".pem");
            Files.writeString(
                    file,
                    Files.readString(key.privateKey(), StandardCharsets.UTF_8) + "\n"
                            + Files.readString(key.certificate(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            return file;
        } catch (IOException e) {
            delete(file);
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.UNREADABLE_PROFILE, "the certificate or its key cannot be read")
                            .note(String.valueOf(e.getMessage()))
                            .help("look at `client_certificate` and `client_private_key` of the target")
                            .build(),
                    e);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("a temporary file stays", e);
        }
    }

    /** Reads one row of a small result. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Runs a statement that yields no rows.
     *
     * @param before the first part of what is sent, which whoever made the statement does not know
     */
    StatementResult execute(Statement statement, String before) {
        AtomicReference<QueryStats> stats = new AtomicReference<>();
        try (java.sql.Statement opened = start(stats::set)) {
            try {
                opened.execute(before + statement.sql());
                StatementMeter.spent(cost(stats.get()));
                return new StatementResult(opened.getLargeUpdateCount(), "");
            } finally {
                running.remove(opened);
            }
        } catch (SQLException e) {
            throw failed(statement, e, lines(before));
        }
    }

    private static StatementCost cost(@Nullable QueryStats stats) {
        if (stats == null) {
            return new StatementCost(1, 0, 0, 0);
        }
        long queued = stats.getQueuedTimeMillis();
        return new StatementCost(
                1, stats.getPhysicalInputBytes(), queued, Math.max(0, stats.getElapsedTimeMillis() - queued));
    }

    private static int lines(String text) {
        return (int) text.chars().filter(letter -> letter == '\n').count();
    }

    /** Runs a query with few rows. */
    <T> List<T> rows(String what, String sql, RowReader<T> reader) {
        List<T> rows = new ArrayList<>();
        try (java.sql.Statement opened = start(stats -> {})) {
            try (ResultSet results = opened.executeQuery(sql)) {
                while (results.next()) {
                    rows.add(reader.read(results));
                }
            } finally {
                running.remove(opened);
            }
        } catch (SQLException e) {
            throw failed(new Statement("", what, sql), e, 0);
        }
        return rows;
    }

    /** Opens a cursor on a query. */
    RowCursor query(Statement statement) {
        return answer(statement).orElseThrow(() -> new GraphcBugException(statement.what() + " yields no rows"));
    }

    /** Runs a statement, and opens a cursor where the cluster answers with rows. */
    Optional<RowCursor> answer(Statement statement) {
        java.sql.Statement opened = null;
        try {
            opened = start(stats -> {});
            if (opened.execute(statement.sql())) {
                return Optional.of(new TrinoCursor(this, statement, opened, opened.getResultSet()));
            }
            end(opened);
            return Optional.empty();
        } catch (SQLException e) {
            GraphcException failure = failed(statement, e, 0);
            if (opened != null) {
                end(opened);
            }
            throw failure;
        }
    }

    /**
     * Opens a statement. One that was not sent yet cannot be stopped, so that it is also looked while it runs whether it is to
     * go on.
     *
     * @param monitor is told how far it is
     */
    private java.sql.Statement start(Consumer<QueryStats> monitor) throws SQLException {
        java.sql.Statement opened = connection.createStatement();
        running.add(opened);
        opened.unwrap(TrinoStatement.class).setProgressMonitor(stats -> {
            monitor.accept(stats);
            if (cancelled) {
                stop(opened);
            }
        });
        if (cancelled) {
            end(opened);
            throw new SQLException("the run was stopped");
        }
        return opened;
    }

    /** Closes a statement; the cluster stops a query whose rows nobody wants. */
    void end(java.sql.Statement opened) {
        running.remove(opened);
        try {
            opened.close();
        } catch (SQLException e) {
            LOG.debug("a statement was not closed", e);
        }
    }

    GraphcException failed(Statement statement, SQLException error, int linesBefore) {
        return cancelled
                ? TrinoErrors.cancelled(statement.what(), error)
                : errors.of(statement.what(), statement.sql(), error, linesBefore);
    }

    void cancel() {
        cancelled = true;
        running.forEach(TrinoSession::stop);
    }

    private static void stop(java.sql.Statement opened) {
        try {
            opened.cancel();
        } catch (SQLException e) {
            LOG.debug("a statement was not stopped", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("the session was not closed", e);
        }
        delete(keyFile);
    }
}
