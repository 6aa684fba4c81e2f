package io.graphc.plan.impact;

import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.Lineage;
import io.graphc.plan.LineageSource;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is compared of a relation or element type.
 *
 * @param types of its columns in their order; of properties without those of keys and ends
 * @param key what its ids and ends are made of; empty for relations
 * @param labels the labels, or the labels of both ends
 */
record Compared(
        String id,
        Map<String, Column> columns,
        Map<String, String> types,
        Lineage lineage,
        List<String> key,
        List<String> labels,
        String relation,
        String configs) {
    boolean isElement() {
        return !labels.isEmpty();
    }

    /** What a column means; empty where that is not known. */
    Optional<String> definition(String column) {
        return Optional.ofNullable(lineage.definitions().get(column));
    }

    Optional<String> rows() {
        return definition(LineageSource.EVERY);
    }

    static Map<String, Compared> of(CompiledProject project) {
        Map<String, Compared> all = new LinkedHashMap<>();
        for (SourceTable source : project.sources()) {
            all.put(source.id(), relation(source.id(), source.columns(), Lineage.NONE, "", ""));
        }
        for (SeedPlan seed : project.seeds()) {
            Lineage rows = new Lineage(Map.of(), List.of(), Map.of(LineageSource.EVERY, seed.checksum()));
            all.put(seed.id(), relation(seed.id(), seed.columns(), rows, "", ""));
        }
        for (ModelPlan model : project.models()) {
            String configs = model.source().configs() + model.materialization().word();
            all.put(
                    model.id(),
                    relation(
                            model.id(),
                            model.columns(),
                            model.lineage(),
                            model.source().relation(),
                            configs));
        }
        project.graph().elements().forEach(element -> all.put(element.id(), element(element)));
        return all;
    }

    private static Compared relation(
            String id, List<Column> columns, Lineage lineage, String relation, String configs) {
        Map<String, Column> byName = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        columns.forEach(column -> {
            byName.put(column.name(), column);
            types.put(column.name(), column.type().toString());
        });
        return new Compared(id, byName, types, lineage, List.of(), List.of(), relation, configs);
    }

    private static Compared element(ElementPlan element) {
        Map<String, String> types = new LinkedHashMap<>();
        for (PropertyPlan property : element.properties()) {
            String several = property.cardinality().word();
            types.put(property.name(), property.type().word() + (several.equals("single") ? "" : " " + several));
        }
        Lineage lineage = element.query().lineage();
        List<String> key = new ArrayList<>(List.of(element.scope().name()));
        for (String part : List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO)) {
            lineage.of(part).forEach(source -> key.add(part + " " + source));
        }
        List<String> labels = List.of();
        if (element instanceof NodePlan node) {
            // The columns' order counts in an id, which lineage does not tell.
            key.addAll(node.keyColumns());
            labels = new ArrayList<>(node.labels());
            labels.addAll(node.optionalLabels());
        } else if (element instanceof RelationshipPlan relationship) {
            labels = List.of(relationship.startLabel(), relationship.endLabel());
        }
        return new Compared(element.id(), Map.of(), types, lineage, key, labels, "", "");
    }
}
