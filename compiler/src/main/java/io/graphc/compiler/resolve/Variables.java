package io.graphc.compiler.resolve;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that templates of the project, or of one of its packages, see for one tenant. The command line wins over the
 * tenant, the tenant over what the project says to the package, that over what it says to all, and a package's own project
 * file comes last (docs.getdbt.com, "Project variables"; tenants are graphc's own).
 */
public final class Variables {
    private final List<YamlEntry> project;
    private final List<YamlEntry> tenant;
    private final Map<String, ?> commandLine;
    private final Map<String, @Nullable Object> values;

    /** The variables of the project. */
    public Variables(List<YamlEntry> project, List<YamlEntry> tenant, Map<String, ?> commandLine) {
        this(project, tenant, commandLine, project);
    }

    private Variables(
            List<YamlEntry> project, List<YamlEntry> tenant, Map<String, ?> commandLine, List<YamlEntry> seen) {
        this.project = project;
        this.tenant = tenant;
        this.commandLine = commandLine;
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        seen.forEach(entry -> all.put(entry.name(), entry.value().toValue()));
        tenant.forEach(entry -> all.put(entry.name(), entry.value().toValue()));
        all.putAll(commandLine);
        this.values = Collections.unmodifiableMap(all);
    }

    /** The variables of a package, over those of its own project file. */
    public Variables ofPackage(String name, List<YamlEntry> own) {
        List<YamlEntry> seen = new ArrayList<>(own);
        seen.addAll(project);
        for (YamlEntry entry : project) {
            if (entry.name().equals(name) && entry.value() instanceof YamlMapping scoped) {
                seen.addAll(scoped.entries());
            }
        }
        return new Variables(project, tenant, commandLine, seen);
    }

    /** With other values for some of them, whoever says what they are. */
    public Variables with(Map<String, ?> others) {
        Map<String, @Nullable Object> last = new LinkedHashMap<>(commandLine);
        last.putAll(others);
        return new Variables(project, tenant, last);
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
