package io.graphc.plan.lineage;

import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.Lineage;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TestPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that has columns.
 *
 * @param kind {@code source}, {@code seed}, {@code model}, {@code node}, {@code relationship} or {@code test}
 * @param name what users call it: a model's name, {@code source.table}, a label, a relationship type
 * @param types the types of its columns, as texts, in their order; of properties the graph's types
 */
record Owner(
        String id,
        String kind,
        String name,
        List<String> columns,
        List<String> types,
        Lineage lineage,
        List<String> reads) {
    Owner {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        reads = List.copyOf(reads);
    }

    /** All of a project, each behind what it reads. */
    static List<Owner> of(CompiledProject project) {
        List<Owner> owners = new ArrayList<>();
        for (SourceTable source : project.sources()) {
            owners.add(relation(source.id(), "source", source.label(), source.columns(), Lineage.NONE, List.of()));
        }
        for (SeedPlan seed : project.seeds()) {
            owners.add(relation(seed.id(), "seed", seed.name(), seed.columns(), Lineage.NONE, List.of()));
        }
        for (ModelPlan model : project.models()) {
            owners.add(
                    relation(model.id(), "model", model.name(), model.columns(), model.lineage(), model.dependsOn()));
        }
        project.graph().elements().forEach(element -> owners.add(element(element)));
        for (TestPlan test : project.tests()) {
            owners.add(relation(test.id(), "test", test.name(), List.of(), test.lineage(), test.dependsOn()));
        }
        return owners;
    }

    private static Owner relation(
            String id, String kind, String name, List<Column> columns, Lineage lineage, List<String> reads) {
        return new Owner(
                id,
                kind,
                name,
                columns.stream().map(Column::name).toList(),
                columns.stream().map(column -> column.type().toString()).toList(),
                lineage,
                reads);
    }

    private static Owner element(ElementPlan element) {
        boolean node = element instanceof NodePlan;
        List<String> columns = new ArrayList<>(
                node ? List.of(ElementQuery.ID) : List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO));
        List<String> types = new ArrayList<>();
        columns.forEach(column -> types.add("id"));
        for (PropertyPlan property : element.values()) {
            columns.add(property.name());
            types.add(property.type().word());
        }
        // A type that connects several pairs of node types has their labels in its id.
        String[] parts = element.id().split("\\.", 3);
        return new Owner(
                element.id(),
                parts[0],
                node ? element.name() : parts[parts.length - 1],
                columns,
                types,
                element.query().lineage(),
                element.dependsOn());
    }
}
