package io.graphc.compiler.unittest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.UnitTest.Expectation;
import io.graphc.project.ModelSpec;
import io.graphc.project.UnitTestSpec;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Plans one unit test of a mapping: the elements that it makes of the given rows, what its policies reject, and that nothing
 * is left that would fail a run.
 */
final class MappingTests {
    static final String LABELS = "~labels";
    static final String REASON = "reason";
    private static final Column PROBLEM = Column.of("problem", SqlTypes.VARCHAR);
    private static final Column KEY = Column.of("key", SqlTypes.VARCHAR);

    private final UnitTestContext context;
    private final GraphPlan graph;
    private final UnitTestSpec test;
    private final List<? extends ElementPlan> elements;
    private final GivenInputs given;

    /** @param elements the plans of the mapping: several where a relationship type connects several pairs of node types */
    MappingTests(UnitTestContext context, GraphPlan graph, UnitTestSpec test, List<? extends ElementPlan> elements) {
        this.context = context;
        this.graph = graph;
        this.test = test;
        this.elements = elements;
        this.given = GivenInputs.read(context, test, "");
    }

    Set<String> inputs() {
        return given.ids();
    }

    /** The comparisons; empty when something is wrong, which is reported. */
    Optional<List<Expectation>> plan() {
        Set<String> needed = new TreeSet<>();
        elements.forEach(element -> needed.addAll(relations(element.dependsOn())));
        Set<String> useful = new TreeSet<>(needed);
        ends().forEach(node -> useful.addAll(relations(node.dependsOn())));
        ExpectedElements expected = new ExpectedElements(context, graph, test, elements);
        Optional<TypedRows> rows = test.expected().elements().flatMap(expected::rows);
        Optional<TypedRows> rejects = test.expected().rejects().flatMap(this::rejects);
        boolean read = rows.isPresent() == test.expected().elements().isPresent()
                && rejects.isPresent() == test.expected().rejects().isPresent();
        if (!given.areSound() || !isComplete(needed) || !read) {
            return Optional.empty();
        }
        given.reportUnused(useful);
        return steps().flatMap(steps -> expectations(steps, expected, rows, rejects));
    }

    private boolean isComplete(Set<String> needed) {
        boolean complete = true;
        for (String id : needed) {
            Optional<BoundRelation> relation = context.relations().byId(id);
            if (given.inPlaceOf(id).isEmpty() && relation.isPresent()) {
                complete = false;
                given.reportMissing(relation.get().label(), ModelTests.call(relation.get()));
            }
        }
        return complete;
    }

    /** The relations behind some ids: ephemeral models are built into what reads them, so theirs are read. */
    private Set<String> relations(List<String> ids) {
        Set<String> found = new LinkedHashSet<>();
        for (String id : ids) {
            Optional<BoundRelation> relation = context.relations().byId(id);
            ModelSpec model = context.models().get(id);
            if (model != null && relation.flatMap(BoundRelation::ephemeral).isPresent()) {
                found.addAll(relations(context.reads().apply(id)));
            } else {
                found.add(id);
            }
        }
        return found;
    }

    private List<NodePlan> ends() {
        Set<String> labels = new TreeSet<>();
        for (ElementPlan element : elements) {
            if (element instanceof RelationshipPlan relationship) {
                labels.add(relationship.startLabel());
                labels.add(relationship.endLabel());
            }
        }
        return graph.nodes().stream()
                .filter(node -> labels.contains(node.name()))
                .toList();
    }

    /** The steps, with the nodes at the ends where all that they are made of is given. */
    private Optional<ElementSteps> steps() {
        List<BoundRelation> inputs = given.ids().stream()
                .map(given::inPlaceOf)
                .flatMap(Optional::stream)
                .toList();
        ElementSteps steps = new ElementSteps(context, test, inputs);
        for (NodePlan node : ends()) {
            if (given.ids().containsAll(relations(node.dependsOn()))) {
                steps.addNodes(node);
            }
        }
        return steps.isSound() ? Optional.of(steps) : Optional.empty();
    }

    private Optional<List<Expectation>> expectations(
            ElementSteps steps, ExpectedElements expected, Optional<TypedRows> rows, Optional<TypedRows> rejects) {
        List<String> actual = new ArrayList<>();
        for (ElementPlan element : elements) {
            Optional<String> remaining = steps.rows(element);
            remaining.ifPresent(sql -> actual.add(
                    expected.select(element, rows.map(TypedRows::columns).orElse(List.of())) + "\nFROM (\n" + sql
                            + "\n) AS \"~e\""));
        }
        if (!steps.isSound()) {
            return Optional.empty();
        }
        List<Expectation> all = new ArrayList<>();
        rows.ifPresent(found -> all.add(new Expectation(
                test.kind().word() + "s", found.columns(), String.join("\nUNION ALL\n", actual), found.sql())));
        rejects.ifPresent(found -> all.add(
                new Expectation("rejects", found.columns(), rejected(steps.rejects(), found.columns()), found.sql())));
        if (!steps.offences().isEmpty()) {
            all.add(new Expectation(
                    "offences",
                    List.of(PROBLEM, KEY),
                    String.join("\nUNION ALL\n", steps.offences()),
                    TypedRows.of(List.of(PROBLEM, KEY), List.of(), List.of()).sql()));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static String rejected(List<String> queries, List<Column> columns) {
        if (queries.isEmpty()) {
            return TypedRows.of(columns, List.of(), List.of()).sql();
        }
        String items = columns.stream()
                .map(column -> TypedRows.cast(
                                column.name().equals(REASON) ? "\"~reason\"" : TypedCell.quoted(column.name()), column)
                        + " AS " + TypedCell.quoted(column.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + items + "\nFROM (\n" + String.join("\nUNION ALL BY NAME\n", queries) + "\n) AS \"~all\"";
    }

    private Optional<TypedRows> rejects(YamlNode written) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(REASON, Column.of(REASON, SqlTypes.VARCHAR));
        for (ElementPlan element : elements) {
            for (String id : element.dependsOn()) {
                context.relations()
                        .byId(id)
                        .ifPresent(relation ->
                                relation.columns().forEach(column -> columns.putIfAbsent(column.name(), column)));
            }
        }
        List<YamlNode> items = written instanceof YamlSequence list ? list.items() : List.of();
        Set<Column> all = new LinkedHashSet<>(columns.values());
        return new RowsReader(context)
                .dicts(items, new RowsReader.Relation(test.subject().value(), List.copyOf(all)), false);
    }

    /** What a comparison calls the properties of an element type, with the types that they have in SQL. */
    static List<Column> properties(List<? extends ElementPlan> elements) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (ElementPlan element : elements) {
            for (PropertyPlan property : element.properties()) {
                columns.putIfAbsent(property.name(), Column.of(property.name(), property.sqlType()));
            }
        }
        return List.copyOf(columns.values());
    }

    /** The columns of ids of an element type. */
    static List<Column> ids(ElementPlan element) {
        List<String> names = element instanceof NodePlan
                ? List.of(ElementQuery.ID)
                : List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO);
        return names.stream().map(name -> Column.of(name, SqlTypes.VARCHAR)).toList();
    }
}
