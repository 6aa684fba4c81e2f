package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.RelationName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a profile's output of type {@code duckdb}: {@code path} (a file, relative to the project folder, or {@code
 * :memory:}, also where it is absent), {@code settings} (DuckDB's own, as {@code threads} or {@code memory_limit}), {@code
 * attach} (a list of {@code path}, {@code alias}, {@code read_only}).
 *
 * @param file the database file, empty for a database in memory
 */
record DuckDbProfile(String target, Optional<Path> file, Map<String, String> settings, List<Attached> attached) {
    /** DuckDB calls databases of these files otherwise. */
    private static final Set<String> RENAMED = Set.of("main", "temp", "system");

    /** Another database to read from, or to write to. */
    record Attached(Path file, String alias, boolean readOnly) {}

    static DuckDbProfile of(EngineTarget target, Path projectFolder) {
        String path = text(target, "path", target.settings().get("path"), ":memory:");
        Optional<Path> file = path.startsWith(":memory:") || path.isBlank()
                ? Optional.empty()
                : Optional.of(projectFolder.resolve(path).toAbsolutePath().normalize());
        return new DuckDbProfile(target.name(), file, settings(target), attached(target, projectFolder));
    }

    /** An empty database in memory. */
    static DuckDbProfile inMemory(String target) {
        return new DuckDbProfile(target, Optional.empty(), Map.of(), List.of());
    }

    /**
     * DuckDB calls a database by its file's name up to the first dot, and takes the first word of {@code a.t} for a schema or a
     * database, but for neither where both are called so.
     *
     * @param relations what the project makes
     */
    void checkNames(List<RelationName> relations) {
        String name = file.map(found -> found.getFileName().toString()).orElse("");
        String database = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        if (RENAMED.contains(database.toLowerCase(Locale.ROOT))) {
            return;
        }
        for (RelationName relation : relations) {
            if (relation.database().isEmpty() && relation.schema().equalsIgnoreCase(database)) {
                throw new GraphcException(Diagnostic.of(
                                DiagnosticCode.UNREADABLE_PROFILE,
                                "the DuckDB file `" + name + "` of target `" + target + "` is called like the schema `"
                                        + relation.schema() + "`")
                        .note("DuckDB takes `" + relation.schema() + "." + relation.identifier()
                                + "` for a table in either, and refuses it")
                        .help("give the file in `path`, or the schema, another name")
                        .build());
            }
        }
    }

    private static Map<String, String> settings(EngineTarget target) {
        // DuckDB does not tell capitals in the names of its settings.
        Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (target.settings().get("settings") instanceof Map<?, ?> written) {
            written.forEach(
                    (key, value) -> settings.put(String.valueOf(key), text(target, "settings." + key, value, "")));
        } else if (target.settings().get("settings") != null) {
            throw wrong(target, "settings", "a mapping of DuckDB's settings");
        }
        return settings;
    }

    private static List<Attached> attached(EngineTarget target, Path projectFolder) {
        Object written = target.settings().get("attach");
        if (written == null) {
            return List.of();
        }
        if (!(written instanceof List<?> entries)) {
            throw wrong(target, "attach", "a list of mappings with `path`");
        }
        List<Attached> attached = new ArrayList<>();
        for (Object entry : entries) {
            Map<String, Object> keys = new LinkedHashMap<>();
            if (entry instanceof Map<?, ?> map) {
                map.forEach((key, value) -> keys.put(String.valueOf(key), value));
            }
            String path = text(target, "attach.path", keys.get("path"), "");
            if (path.isEmpty()) {
                throw wrong(target, "attach", "a list of mappings with `path`");
            }
            Path file = projectFolder.resolve(path).toAbsolutePath().normalize();
            String name = file.getFileName().toString();
            String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
            boolean readOnly = Boolean.parseBoolean(text(target, "attach.read_only", keys.get("read_only"), "false"));
            attached.add(new Attached(file, text(target, "attach.alias", keys.get("alias"), stem), readOnly));
        }
        return List.copyOf(attached);
    }

    private static String text(EngineTarget target, String key, @Nullable Object value, String otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Map || value instanceof List) {
            throw wrong(target, key, "one value");
        }
        return value.toString();
    }

    private static GraphcException wrong(EngineTarget target, String key, String wanted) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.UNREADABLE_PROFILE,
                        "key `" + key + "` of target `" + target.name() + "` is not " + wanted)
                .build());
    }
}
