package io.graphc.compiler.unittest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.Parallel;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.compiler.resolve.NameCheck;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.compiler.state.WrittenUnitTest;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.UnitTest;
import io.graphc.plan.UnitTest.Expectation;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.ModelSpec;
import io.graphc.project.UnitTestSpec;
import io.graphc.source.Located;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the unit tests of a project for one tenant. All that can be told without running them is reported: unknown models,
 * inputs and columns, values that are none of their type, inputs that are read and not given.
 */
public final class UnitTestPlanner {
    private final UnitTestContext context;
    private final GraphPlan graph;
    private final Set<String> labels;
    private final Set<String> types;

    /**
     * A planner for one tenant.
     *
     * @param graph the elements that were bound without errors
     * @param labels the labels of all node mappings
     * @param types the types of all relationship mappings
     */
    public UnitTestPlanner(UnitTestContext context, GraphPlan graph, Set<String> labels, Set<String> types) {
        this.context = context;
        this.graph = graph;
        this.labels = labels;
        this.types = types;
    }

    /** The plans, sorted by id. What tests something with errors is left out. */
    public List<UnitTest> plan(List<UnitTestSpec> tests, Parallel parallel) {
        return parallel.map(tests, this::plan).stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(UnitTest::id))
                .toList();
    }

    private Optional<UnitTest> plan(UnitTestSpec test) {
        ResourceConfig config =
                ResourceConfig.of(test.config(), List.of(), context.templates().values());
        if (!config.isEnabled()) {
            return Optional.empty();
        }
        return switch (test.kind()) {
            case MODEL -> model(test, config.tags());
            case NODE -> node(test, config.tags());
            case RELATIONSHIP -> relationship(test, config.tags());
        };
    }

    private Optional<UnitTest> model(UnitTestSpec test, List<String> tags) {
        String name = test.subject().value();
        Optional<Entry> there = context.names().model(name);
        // What a tenant or a config turns off takes its unit tests along.
        if (there.isPresent() && there.get().disabled().isPresent()) {
            return Optional.empty();
        }
        Optional<Entry> entry = new NameCheck(context.names(), context.sink()).model(Optional.empty(), test.subject());
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        ModelSpec model = context.models().get(entry.get().id());
        if (model == null) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + name + "` is no model in SQL")
                    .at(test.subject().span())
                    .note("unit tests test models")
                    .report(context.sink());
            return Optional.empty();
        }
        Optional<BoundRelation> own = context.relations().byId(entry.get().id());
        Optional<TestOverrides> overrides = TestOverrides.read(test.overrides(), context.templates(), context.sink());
        if (own.isEmpty() || overrides.isEmpty()) {
            return Optional.empty();
        }
        ModelTests planner = new ModelTests(context, test, model, own.get(), overrides.get());
        return planner.plan()
                .map(found -> unitTest(test, List.of(own.get().id()), planner.inputs(), tags, List.of(found)));
    }

    private Optional<UnitTest> node(UnitTestSpec test, List<String> tags) {
        if (!isKnown(test, labels, "labels of nodes") || refusesOverrides(test)) {
            return Optional.empty();
        }
        Optional<NodePlan> node = graph.nodes().stream()
                .filter(plan -> plan.name().equals(test.subject().value()))
                .findFirst();
        return node.flatMap(plan -> {
            MappingTests planner = new MappingTests(context, graph, test, List.of(plan));
            return planner.plan().map(found -> unitTest(test, List.of(plan.id()), planner.inputs(), tags, found));
        });
    }

    private Optional<UnitTest> relationship(UnitTestSpec test, List<String> tags) {
        if (!isKnown(test, types, "types of relationships") || refusesOverrides(test)) {
            return Optional.empty();
        }
        List<RelationshipPlan> plans = graph.relationships().stream()
                .filter(plan -> plan.name().equals(test.subject().value()))
                .toList();
        if (plans.isEmpty()) {
            return Optional.empty();
        }
        MappingTests planner = new MappingTests(context, graph, test, plans);
        List<String> ids = plans.stream().map(RelationshipPlan::id).toList();
        return planner.plan().map(found -> unitTest(test, ids, planner.inputs(), tags, found));
    }

    private boolean isKnown(UnitTestSpec test, Set<String> names, String kind) {
        Located<String> subject = test.subject();
        if (!names.contains(subject.value())) {
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_TEST_SUBJECT,
                            "there is no " + test.kind().word() + " mapping `" + subject.value() + "`")
                    .at(subject.span())
                    .hint(subject.value(), names, kind)
                    .report(context.sink());
        }
        return names.contains(subject.value());
    }

    private boolean refusesOverrides(UnitTestSpec test) {
        if (!test.overrides().isEmpty()) {
            Diagnostic.of(DiagnosticCode.NOT_SUPPORTED, "unit tests of mappings have no overrides")
                    .at(test.overrides().span())
                    .help("test the model that the mapping reads, where templates and the clock matter")
                    .report(context.sink());
        }
        return !test.overrides().isEmpty();
    }

    private UnitTest unitTest(
            UnitTestSpec test,
            List<String> subjects,
            Set<String> inputs,
            List<String> tags,
            List<Expectation> expectations) {
        SqlTemplates descriptions = context.templates().descriptions(context.project());
        return new UnitTest(
                "unit_test." + context.project() + "." + test.subject().value() + "."
                        + test.name().value(),
                test.name().value(),
                subjects,
                descriptions.text(test.description()),
                WrittenPlace.of(test.name().span()),
                WrittenUnitTest.checksum(test),
                inputs.stream().sorted().toList(),
                tags,
                expectations);
    }
}
