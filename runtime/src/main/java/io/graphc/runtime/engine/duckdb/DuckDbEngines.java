package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes DuckDB engines. Engines on one database file share one open database, since a process can open a file once only;
 * engines in memory have a database each, and so have those on files of their own. Safe to use from several threads.
 */
public final class DuckDbEngines implements QueryEngineFactory {
    private static final long FEW_ROWS = 20_000;

    private final Path projectFolder;
    private final long fewRows;
    private final Map<Path, Shared> open = new LinkedHashMap<>();
    private boolean lingering;

    /**
     * Engines for a project.
     *
     * @param projectFolder what relative paths of sources and databases start from
     */
    public DuckDbEngines(Path projectFolder) {
        this(projectFolder, FEW_ROWS);
    }

    /**
     * Engines for a project.
     *
     * @param fewRows below so many rows of an element type all are staged and compared, since statements then cost more than rows
     */
    public DuckDbEngines(Path projectFolder, long fewRows) {
        this.projectFolder = projectFolder.toAbsolutePath().normalize();
        this.fewRows = fewRows;
    }

    long fewRows() {
        return fewRows;
    }

    @Override
    public QueryEngine create(CompiledProject project) {
        return new DuckDbEngine(this, projectFolder);
    }

    /** A database in use, until it is closed. */
    interface Lease extends AutoCloseable {
        DuckDbDatabase database();

        @Override
        void close();
    }

    private static final class Shared {
        private final DuckDbDatabase database;
        private int users;

        private Shared(DuckDbDatabase database) {
            this.database = database;
        }
    }

    /**
     * Where databases in memory put what does not fit. DuckDB makes this folder when it needs it, but none above it, and
     * removes it when the last database closes; each database's files in it have names of their own.
     */
    Path spillFolder() {
        Path target = projectFolder.resolve("target");
        return Files.isDirectory(target) ? target.resolve("duckdb_tmp") : projectFolder.resolve(".duckdb_tmp");
    }

    /** Opens the database of a target, or joins those that have it open. */
    Lease lease(EngineTarget target) {
        DuckDbProfile profile = DuckDbProfile.of(target, projectFolder);
        if (profile.file().isEmpty()) {
            return new OwnLease(DuckDbDatabase.open(profile, spillFolder()));
        }
        Path file = profile.file().get();
        synchronized (open) {
            Shared shared = open.get(file);
            if (shared == null) {
                // An open database has threads and memory of its own: only one that nobody uses stays, the last.
                closeUnused();
                shared = new Shared(DuckDbDatabase.open(profile, spillFolder()));
                open.put(file, shared);
            }
            shared.users++;
            return new SharedLease(file, shared);
        }
    }

    /**
     * Keeps the databases of files open that nobody uses any more, until another file is opened or what it gives is run: opening one
     * for each of many engines in turn would cost more than what they do.
     */
    public Runnable linger() {
        synchronized (open) {
            lingering = true;
        }
        return () -> {
            synchronized (open) {
                lingering = false;
            }
            closeUnused();
        };
    }

    /**
     * Closes the databases of files that nobody uses; the next one who does opens them again. An open database keeps the rows of
     * small new tables in memory, and after a checkpoint their blocks, several MiB for each tenant.
     */
    public void closeUnused() {
        synchronized (open) {
            open.values().removeIf(shared -> {
                if (shared.users == 0) {
                    shared.database.close();
                }
                return shared.users == 0;
            });
        }
    }

    /** How many databases of files are open. */
    public int openDatabases() {
        synchronized (open) {
            return open.size();
        }
    }

    private void release(Path file, Shared shared) {
        synchronized (open) {
            if (--shared.users == 0 && !lingering) {
                open.remove(file);
                shared.database.close();
            }
        }
    }

    private record OwnLease(DuckDbDatabase database) implements Lease {
        @Override
        public void close() {
            database.close();
        }
    }

    private final class SharedLease implements Lease {
        private final Path file;
        private final Shared shared;

        private SharedLease(Path file, Shared shared) {
            this.file = file;
            this.shared = shared;
        }

        @Override
        public DuckDbDatabase database() {
            return shared.database;
        }

        @Override
        public void close() {
            release(file, shared);
        }
    }
}
