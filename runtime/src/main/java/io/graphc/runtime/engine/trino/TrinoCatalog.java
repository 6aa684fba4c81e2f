package io.graphc.runtime.engine.trino;

import io.graphc.plan.EngineTarget;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.warehouse.TableDescription;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What schemas, tables and views a Trino cluster has; it is asked at the first question. Safe to use from several threads. */
public final class TrinoCatalog implements AutoCloseable {
    private final TrinoProfile profile;
    private final TrinoSession session;
    private final TrinoTables tables;

    /**
     * The catalog of a target.
     *
     * @param projectFolder what relative paths of certificates and keys start from
     */
    public TrinoCatalog(EngineTarget target, Path projectFolder) {
        this.profile = TrinoProfile.of(target, projectFolder);
        this.session = TrinoSession.open(profile);
        this.tables = new TrinoTables(session, profile.catalog());
    }

    /** Where the cluster is, and which of its catalogs is meant. */
    public String place() {
        return "catalog " + profile.catalog() + " of Trino at " + profile.place();
    }

    /** The schemas of the target's catalog, sorted. */
    public List<String> schemas() {
        return tables.schemas();
    }

    /** The tables and views of a schema, by name; empty where there are none. */
    public Map<String, TableDescription> tables(String schema, Predicate<String> wanted) {
        List<RelationName> names = tables.names(schema).stream()
                .filter(wanted)
                .map(name -> RelationName.of(schema, name))
                .toList();
        tables.look(names);
        Map<String, TableDescription> found = new LinkedHashMap<>();
        for (RelationName name : names) {
            tables.describe(name).ifPresent(table -> found.put(name.identifier(), table));
        }
        return found;
    }

    /** A table or view; empty when it is not there. */
    public Optional<TableDescription> table(RelationName relation) {
        return tables.describe(relation);
    }

    @Override
    public void close() {
        session.close();
    }
}
