package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.RelationName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;

/**
 * One open database of DuckDB, a file or one in memory, and the connections to it. Connections are lent to one user at a time and kept
 * for the next one. Safe to use from several threads.
 */
final class DuckDbDatabase implements AutoCloseable {
    private final DuckDbInstance instance;
    private final Optional<String> name;
    private final Deque<DuckDBConnection> idle = new ArrayDeque<>();
    /** What a run that was broken off has not given back holds its file open, too. */
    private final Set<DuckDBConnection> lent = Collections.newSetFromMap(new IdentityHashMap<>());

    private final ReentrantLock catalogLock = new ReentrantLock();
    private boolean closed;

    /**
     * @param name what a file is called in the instance; empty for what the instance has in memory, and ends with it
     */
    private DuckDbDatabase(DuckDbInstance instance, Optional<String> name) {
        this.instance = instance;
        this.name = name;
    }

    /**
     * Makes a database in memory, with a DuckDB of its own that has the settings of a profile.
     *
     * @param spill where DuckDB puts what does not fit into memory
     */
    static DuckDbDatabase inMemory(DuckDbProfile profile, Path spill) {
        return new DuckDbDatabase(DuckDbInstance.start(profile, spill), Optional.empty());
    }

    /**
     * Opens the file of a profile in a DuckDB that it may share with others.
     *
     * @param schemas names that the database is not to have
     */
    static DuckDbDatabase open(DuckDbInstance instance, DuckDbProfile profile, Path file, Set<String> schemas) {
        return new DuckDbDatabase(instance, Optional.of(instance.attach(profile, file, schemas)));
    }

    /** Lends a connection; give it back with {@link #giveBack}. */
    DuckDBConnection lend() throws SQLException {
        synchronized (idle) {
            check();
            DuckDBConnection kept = idle.pollFirst();
            DuckDBConnection connection = kept != null ? kept : connected();
            lent.add(connection);
            return connection;
        }
    }

    /** Makes a connection for one user, who closes it. */
    DuckDBConnection connect() throws SQLException {
        synchronized (idle) {
            check();
            return connected();
        }
    }

    private void check() throws SQLException {
        if (closed) {
            throw new SQLException("the database is closed");
        }
    }

    private DuckDBConnection connected() throws SQLException {
        DuckDBConnection connection = instance.connect();
        if (name.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("USE " + RelationName.quote(name.get()));
            } catch (SQLException e) {
                DuckDbInstance.closeQuietly(connection);
                throw e;
            }
        }
        return connection;
    }

    /** Takes a connection back, without a transaction open on it. */
    void giveBack(DuckDBConnection connection) {
        synchronized (idle) {
            if (lent.remove(connection)) {
                idle.addFirst(connection);
            }
        }
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
            kept.addAll(lent);
            idle.clear();
            lent.clear();
        }
        kept.forEach(DuckDbInstance::closeQuietly);
        name.ifPresentOrElse(instance::detach, instance::close);
    }
}
