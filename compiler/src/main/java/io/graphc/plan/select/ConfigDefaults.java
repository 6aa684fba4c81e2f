package io.graphc.plan.select;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configs that parts of a project have when nobody says otherwise, as dbt fills them in. */
final class ConfigDefaults {
    private static final Map<String, Object> ALL = Map.of("enabled", true);
    private static final Map<String, Object> TABLES = Map.of(
            "on_schema_change",
            "ignore",
            "on_configuration_change",
            "apply",
            "contract.enforced",
            false,
            "docs.show",
            true);
    private static final Map<String, Object> MATERIALIZED =
            Map.of("model", "view", "seed", "seed", "snapshot", "snapshot", "test", "test");
    private static final Map<String, Object> TESTS =
            Map.of("severity", "ERROR", "fail_calc", "count(*)", "warn_if", "!= 0", "error_if", "!= 0");

    private ConfigDefaults() {}

    static Object of(String kind, List<String> keys) {
        String name = String.join(".", keys);
        if (name.equals("materialized")) {
            return found(MATERIALIZED.get(kind));
        }
        if (name.equals("access") && kind.equals("model")) {
            return "protected";
        }
        if (kind.equals("test") && TESTS.containsKey(name)) {
            return found(TESTS.get(name));
        }
        boolean table = kind.equals("model") || kind.equals("seed") || kind.equals("snapshot");
        return found(table && TABLES.containsKey(name) ? TABLES.get(name) : ALL.get(name));
    }

    private static Object found(@Nullable Object value) {
        return value == null ? Part.Missing.CONFIG : value;
    }
}
