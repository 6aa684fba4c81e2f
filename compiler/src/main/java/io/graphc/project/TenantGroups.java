package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The groups of tenants by name, and the order in which those that a tenant extends are laid over each other. */
final class TenantGroups {
    /** The group that every tenant starts from. */
    static final String DEFAULTS = "defaults";

    private static final String EXTENDS = "extends";

    private final DiagnosticSink sink;
    private final Map<String, YamlMapping> groups = new TreeMap<>();
    private final Set<String> told = new TreeSet<>();

    TenantGroups(DiagnosticSink sink) {
        this.sink = sink;
    }

    void add(String name, YamlMapping group) {
        groups.put(name, group);
    }

    /** Reports groups that extend what is not there, or each other in a circle, whoever uses them. */
    void check() {
        groups.forEach((name, group) -> visit(name, new LinkedHashMap<>(), new LinkedHashSet<>()));
    }

    /** The groups of a tenant, the weakest first, each once; what is wrong is reported. */
    List<String> of(YamlMapping tenant) {
        Set<String> order = new LinkedHashSet<>();
        if (groups.containsKey(DEFAULTS)) {
            visit(DEFAULTS, new LinkedHashMap<>(), order);
        }
        parents(tenant, new LinkedHashMap<>(), order);
        return List.copyOf(order);
    }

    /** The settings of groups laid over each other. */
    YamlMapping beneath(List<String> order, YamlMapping tenant) {
        YamlMapping all = new YamlMapping(tenant.span(), List.of());
        for (String name : order) {
            all = TenantLayers.shared(all, groups.getOrDefault(name, all));
        }
        return all;
    }

    private void parents(YamlMapping file, Map<String, Located<String>> path, Set<String> order) {
        for (Located<String> parent : MapReader.of(file).texts(EXTENDS)) {
            if (path.containsKey(parent.value())) {
                cycle(parent, path);
            } else if (!groups.containsKey(parent.value())) {
                unknown(parent);
            } else {
                Map<String, Located<String>> deeper = new LinkedHashMap<>(path);
                deeper.put(parent.value(), parent);
                visit(parent.value(), deeper, order);
            }
        }
    }

    private void visit(String group, Map<String, Located<String>> path, Set<String> order) {
        if (order.contains(group)) {
            return;
        }
        YamlMapping file = groups.get(group);
        if (file != null) {
            Map<String, Located<String>> here = new LinkedHashMap<>(path);
            here.putIfAbsent(group, Located.of(group, file.top()));
            parents(file, here, order);
        }
        order.add(group);
    }

    private void unknown(Located<String> name) {
        if (told.add(name.span().toString())) {
            Diagnostic.Builder problem = Diagnostic.of(
                            DiagnosticCode.UNKNOWN_TENANT_GROUP, "group of tenants `" + name.value() + "` not found")
                    .at(name.span())
                    .hint(name.value(), groups.keySet(), "groups of tenants");
            if (groups.isEmpty()) {
                problem.note(
                        "a group is a file beside the tenants whose name starts with `_`: `_" + name.value() + ".yml`");
            }
            problem.report(sink);
        }
    }

    private void cycle(Located<String> parent, Map<String, Located<String>> path) {
        List<String> names = new ArrayList<>(path.keySet());
        List<String> circle = new ArrayList<>(names.subList(names.indexOf(parent.value()), names.size()));
        // Whoever comes upon the circle tells of it once, wherever it entered.
        if (told.add(new TreeSet<>(circle).toString())) {
            circle.add(parent.value());
            Diagnostic.of(DiagnosticCode.TENANT_GROUP_CYCLE, "groups of tenants extend each other in a circle")
                    .at(parent.span())
                    .note(String.join(" -> ", circle))
                    .help("let one of them extend no other")
                    .report(sink);
        }
    }
}
