package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.SqlLiterals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tables and views in the database of a DuckDB target. A database that is not there yet has none, and is not made.
 * Nothing is opened before the first question. Safe to use from several threads, one at a time.
 */
public final class DuckDbTables implements AutoCloseable {
    private static final String OF_DATABASE =
            " FROM information_schema.tables WHERE table_catalog = current_database()";

    private final DuckDbEngines engines;
    private final EngineTarget target;
    private final Path projectFolder;
    private DuckDbEngines.@Nullable Lease lease;

    public DuckDbTables(DuckDbEngines engines, EngineTarget target, Path projectFolder) {
        this.engines = engines;
        this.target = target;
        this.projectFolder = projectFolder.toAbsolutePath().normalize();
    }

    private Optional<DuckDbSession> session() {
        if (!DuckDbProfile.of(target, projectFolder).file().map(Files::exists).orElse(false)) {
            return Optional.empty();
        }
        DuckDbEngines.Lease open = lease;
        if (open == null) {
            open = engines.lease(target);
            lease = open;
        }
        return Optional.of(new DuckDbSession(open.database()));
    }

    /** The schemas that hold tables, by name. */
    public synchronized List<String> schemas() {
        return session()
                .map(session -> session.run(
                        "listing the schemas",
                        connected -> connected.query(
                                "SELECT DISTINCT table_schema" + OF_DATABASE + " ORDER BY table_schema",
                                row -> row.getString(1))))
                .orElse(List.of());
    }

    /** The tables and views of a schema that are wanted, by name, each with its columns. */
    public synchronized Map<String, List<Column>> tables(String schema, Predicate<String> wanted) {
        Optional<DuckDbSession> session = session();
        if (session.isEmpty()) {
            return Map.of();
        }
        return session.get().run("listing the tables of `" + schema + "`", connected -> {
            Map<String, List<Column>> tables = new LinkedHashMap<>();
            List<String> names = connected.query(
                    "SELECT table_name" + OF_DATABASE + " AND table_schema = " + SqlLiterals.literal(schema)
                            + " ORDER BY table_name",
                    row -> row.getString(1));
            for (String name : names) {
                if (wanted.test(name)) {
                    String query = "FROM " + RelationName.of(schema, name).quoted();
                    tables.put(
                            name,
                            connected.describe(query).stream()
                                    .map(DescribedColumn::column)
                                    .toList());
                }
            }
            return tables;
        });
    }

    @Override
    public synchronized void close() {
        DuckDbEngines.Lease open = lease;
        lease = null;
        if (open != null) {
            open.close();
        }
    }
}
