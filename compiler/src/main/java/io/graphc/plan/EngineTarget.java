package io.graphc.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The engine that a project was compiled for. Settings may hold secrets: they never go into an artifact.
 *
 * @param name the output's name in the profile
 * @param type {@code duckdb}, {@code athena} or {@code trino}
 * @param settings the output's other keys as plain data, in written order
 * @param databases the path of the databases that tenants have of their own, with {@link #TENANT} in the name of the file; empty
 *     where they have one in common
 */
public record EngineTarget(
        String name,
        String type,
        String schema,
        int threads,
        Map<String, Object> settings,
        Optional<String> databases) {
    /** What stands for the tenant's name in the path of its database. */
    public static final String TENANT = "{tenant}";

    private static final String PATH = "path";

    public EngineTarget {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** An engine whose tenants have one database in common. */
    public EngineTarget(String name, String type, String schema, int threads, Map<String, Object> settings) {
        this(name, type, schema, threads, settings, Optional.empty());
    }

    /** The same engine with another schema. */
    public EngineTarget inSchema(String other) {
        return new EngineTarget(name, type, other, threads, settings, databases);
    }

    /**
     * The same engine with the database of a tenant.
     *
     * @param paths the path of all of them, {@link #TENANT} in it
     */
    public EngineTarget ofTenant(String tenant, String paths) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put(PATH, paths.replace(TENANT, tenant));
        return new EngineTarget(name, type, schema, threads, all, Optional.of(paths));
    }

    /** What tells its database from those of other targets, and of other tenants where these have databases of their own. */
    public String place() {
        return databases.isPresent() ? name + " " + settings.get(PATH) : name;
    }

    /** Whether no other tenant has anything in its database. */
    public boolean isOfOneTenant() {
        return databases.isPresent();
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
