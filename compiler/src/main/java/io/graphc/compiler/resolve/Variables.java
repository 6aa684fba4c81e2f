package io.graphc.compiler.resolve;

import io.graphc.project.yaml.YamlEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of one tenant: those of the command line win over the tenant's, and those over the project's. */
public final class Variables {
    private final Map<String, @Nullable Object> values;

    public Variables(List<YamlEntry> project, List<YamlEntry> tenant, Map<String, ?> commandLine) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        project.forEach(entry -> all.put(entry.name(), entry.value().toValue()));
        tenant.forEach(entry -> all.put(entry.name(), entry.value().toValue()));
        all.putAll(commandLine);
        this.values = Collections.unmodifiableMap(all);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value, as plain data; null is a value too. */
    public @Nullable Object value(String name) {
        return values.get(name);
    }

    public List<String> names() {
        return new ArrayList<>(values.keySet());
    }
}
