package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes DuckDB engines. Engines on one database file share one open database, since a process can open a file once only; the
 * files of tenants share one DuckDB with its threads and memory. Engines in memory have one each. Safe to use from several
 * threads.
 */
public final class DuckDbEngines implements QueryEngineFactory {
    private static final long FEW_ROWS = 20_000;

    private final Path projectFolder;
    private final long fewRows;
    private final Map<Path, Shared> open = new LinkedHashMap<>();
    private final Map<Kind, DuckDbInstance> instances = new HashMap<>();
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

    /** What files have to have in common to share a DuckDB. */
    private record Kind(Path spill, Map<String, String> settings, List<DuckDbProfile.Attached> attached) {}

    private static final class Shared {
        private final Kind kind;
        private final DuckDbDatabase database;
        private int users;

        private Shared(Kind kind, DuckDbDatabase database) {
            this.kind = kind;
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
        return lease(target, Set.of(target.schema()));
    }

    /**
     * Opens the database of a target, or joins those that have it open.
     *
     * @param schemas those that statements name, after which the database is not called
     */
    Lease lease(EngineTarget target, Set<String> schemas) {
        DuckDbProfile profile = DuckDbProfile.of(target, projectFolder);
        if (profile.file().isEmpty()) {
            return new OwnLease(DuckDbDatabase.inMemory(profile, spillFolder()));
        }
        Path file = profile.file().get();
        Kind kind = new Kind(profile.spill(spillFolder()), profile.settings(), profile.attached());
        synchronized (open) {
            Shared shared = open.get(file);
            if (shared == null) {
                // Of the files that nobody uses only the last one stays open.
                closeFiles();
                endInstances(unused -> !unused.equals(kind));
                shared = open(kind, profile, file, schemas);
                open.put(file, shared);
            }
            shared.users++;
            return new SharedLease(file, shared);
        }
    }

    private Shared open(Kind kind, DuckDbProfile profile, Path file, Set<String> schemas) {
        DuckDbInstance instance =
                instances.computeIfAbsent(kind, wanted -> DuckDbInstance.start(profile, wanted.spill()));
        boolean opened = false;
        try {
            Shared shared = new Shared(kind, DuckDbDatabase.open(instance, profile, file, schemas));
            opened = true;
            return shared;
        } finally {
            if (!opened && !lingering) {
                endInstances(unused -> true);
            }
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
     * Closes the databases of files that nobody uses, and DuckDB where it has no other ones; the next one who uses them opens them again. An open database keeps the rows of
     * small new tables in memory, and after a checkpoint their blocks, several MiB for each tenant.
     */
    public void closeUnused() {
        synchronized (open) {
            closeFiles();
            endInstances(unused -> true);
        }
    }

    private void closeFiles() {
        open.values().removeIf(shared -> {
            if (shared.users == 0) {
                shared.database.close();
            }
            return shared.users == 0;
        });
    }

    /** Ends those without an open file. */
    private void endInstances(Predicate<Kind> wanted) {
        instances.entrySet().removeIf(instance -> {
            boolean ends = wanted.test(instance.getKey())
                    && open.values().stream().noneMatch(shared -> shared.kind.equals(instance.getKey()));
            if (ends) {
                instance.getValue().close();
            }
            return ends;
        });
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
                endInstances(shared.kind::equals);
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
