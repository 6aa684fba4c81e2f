package io.graphc.cli.tenant;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SourceTable;
import io.graphc.project.TenantSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What makes a tenant, as names with values in words, so that two can be compared. Nothing secret is among it. */
public final class TenantTraits {
    /** Settings of a graph target that hold no secret. */
    private static final List<String> PLACES = List.of("database", "path", "location", "max_delete", "min_age");

    private TenantTraits() {}

    /** The traits of a tenant by name. */
    public static Map<String, String> of(TenantSpec tenant, CompiledProject project) {
        Map<String, String> traits = new TreeMap<>();
        tenant.vars()
                .forEach(variable ->
                        traits.put("var " + variable.name(), variable.value().toValue() + ""));
        put(traits, "extends", tenant.groups());
        put(traits, "tags", texts(tenant.tags()));
        put(traits, "disabled models", texts(tenant.disable().models()));
        put(traits, "disabled nodes", texts(tenant.disable().nodes()));
        put(traits, "disabled relationships", texts(tenant.disable().relationships()));
        put(traits, "disabled sources", texts(tenant.disable().sources()));
        traits.put("schema", project.engine().schema());
        traits.put("threads", project.engine().threads() + "");
        Optional.ofNullable(project.engine().settings().get("max_bytes_scanned"))
                .ifPresent(value -> traits.put("max_bytes_scanned", value + ""));
        traits.put("graph", project.graphTarget().toString());
        for (String key : PLACES) {
            Optional.ofNullable(project.graphTarget().settings().get(key))
                    .ifPresent(value -> traits.put("graph " + key, value.toString()));
        }
        project.sources().forEach(source -> traits.put("source " + source.label(), place(source)));
        for (ModelPlan model : project.models()) {
            String columns = model.columns().stream()
                    .map(column -> column.name() + " " + column.type())
                    .collect(Collectors.joining(", "));
            traits.put("model " + model.name(), columns);
        }
        project.graph().elements().forEach(element -> traits.put(name(element), properties(element)));
        return traits;
    }

    private static void put(Map<String, String> traits, String name, List<String> values) {
        if (!values.isEmpty()) {
            traits.put(name, String.join(", ", values));
        }
    }

    private static List<String> texts(List<Located<String>> names) {
        return names.stream().map(Located::value).sorted().toList();
    }

    private static String place(SourceTable source) {
        if (source.absent()) {
            return "empty";
        }
        return source.files()
                .map(files -> files.path())
                .orElseGet(() -> source.relation().quoted().replace("\"", ""));
    }

    private static String name(ElementPlan element) {
        return element instanceof RelationshipPlan link ? "relationship " + link.pattern() : "node " + element.name();
    }

    private static String properties(ElementPlan element) {
        List<String> all = new ArrayList<>();
        element.properties().forEach(property -> all.add(property.name() + " " + property.type()));
        return all.isEmpty() ? "no properties" : String.join(", ", all);
    }
}
