package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.template.value.None;
import io.graphc.plan.RelationName;
import io.graphc.plan.RunHooks.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** What hooks at the end of a run see of it (docs.getdbt.com, "on-run-end context"). Immutable. */
record RunValues(ProjectNames names, TenantTemplates.RunEnd end) {
    List<Object> results() {
        return end.results().stream().map(this::result).toList();
    }

    /** The schemas that the project makes relations in, sorted. */
    List<Object> schemas() {
        Set<String> schemas = new TreeSet<>();
        end.made().forEach(relation -> schemas.add(relation.schema()));
        return List.copyOf(schemas);
    }

    /** Pairs of database and schema. */
    List<Object> databaseSchemas() {
        Set<Object> pairs = new LinkedHashSet<>();
        end.made().stream()
                .sorted(Comparator.comparing(RelationName::schema))
                .forEach(relation -> pairs.add(List.of(relation.database().orElse(""), relation.schema())));
        return new ArrayList<>(pairs);
    }

    private Object result(Outcome outcome) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("node", node(outcome.id()));
        attributes.put("unique_id", outcome.id());
        attributes.put("status", outcome.status());
        attributes.put("message", outcome.message());
        attributes.put("execution_time", outcome.seconds());
        attributes.put("failures", number(outcome.failures()));
        Map<String, Object> answer = new LinkedHashMap<>();
        outcome.rows().ifPresent(rows -> answer.put("rows_affected", rows));
        attributes.put("adapter_response", answer);
        attributes.put("timing", List.of());
        return new PlainObject("result", attributes, "<RunResult " + outcome.id() + " " + outcome.status() + ">");
    }

    private static Object number(OptionalLong number) {
        return number.isPresent() ? (Object) number.getAsLong() : None.NONE;
    }

    private Object node(String id) {
        String[] parts = id.split("\\.", 3);
        String name = parts[parts.length - 1];
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("unique_id", id);
        attributes.put("resource_type", parts[0]);
        attributes.put("package_name", parts.length > 2 ? parts[1] : "");
        attributes.put("name", name);
        Optional<Entry> entry = names.model(name).filter(found -> found.id().equals(id));
        entry.ifPresent(found -> {
            attributes.put("database", found.relation().database().orElse(""));
            attributes.put("schema", found.relation().schema());
            attributes.put("alias", found.relation().identifier());
            attributes.put("relation_name", found.relation().quoted());
        });
        return new PlainObject("node", attributes, id);
    }
}
