package io.graphc.compiler.elementtest;

import io.graphc.compiler.datatest.DataTestPlanner;
import io.graphc.compiler.datatest.TestName;
import io.graphc.compiler.datatest.TestRules;
import io.graphc.compiler.datatest.TestSettings;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.ElementTest;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.Lineage;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.DataTestSpec;
import io.graphc.project.NodeSpec;
import io.graphc.project.PropertySpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans the tests of all elements of a graph. They read staged rows; those that scan the same rows are counted in one scan.
 * Element types with errors have no plan, and their tests are left out. Not safe to share between threads.
 */
public final class ElementTestPlanner {
    private static final Set<String> OF_KEYS = Set.of("unique", "not_null");

    private final ElementTestContext context;
    private final TestedGraph graph;
    private final Arguments arguments;
    private final ElementBodies elements;
    private final NeighbourBodies neighbours;
    private final PropertyBodies properties;
    private final List<Draft> drafts = new ArrayList<>();

    /**
     * A planner for one tenant's graph.
     *
     * @param nodes the nodes that the project declares for all tenants
     * @param relationships the relationships that it declares for all tenants
     */
    public ElementTestPlanner(
            ElementTestContext context, GraphPlan plan, List<NodeSpec> nodes, List<RelationshipSpec> relationships) {
        this.context = context;
        Set<String> labels = new TreeSet<>();
        nodes.forEach(node -> labels.add(node.label().value()));
        this.graph = new TestedGraph(plan, relationships, labels);
        this.arguments = new Arguments(context.templates(), context.sink());
        this.elements = new ElementBodies(graph, arguments, context.sink());
        this.neighbours = new NeighbourBodies(graph, arguments, context.sink());
        this.properties = new PropertyBodies(arguments, context.sink());
    }

    /** A test that is to be planned. */
    record Draft(TestSubject subject, TestBody body, String name, TestSettings settings, List<String> tags) {
        /** The element types that it reads, its own first. */
        List<BoundRelation> reads() {
            Set<BoundRelation> reads = new LinkedHashSet<>();
            reads.add(subject.element().staged());
            body.reads().forEach(element -> reads.add(element.staged()));
            return List.copyOf(reads);
        }
    }

    /** Adds the tests of a node mapping. */
    public void add(NodeSpec spec) {
        graph.node(spec).ifPresent(element -> add(element, spec.dataTests(), spec.properties(), ""));
    }

    /** Adds the tests of a relationship mapping, for each pair of node types that it connects. */
    public void add(RelationshipSpec spec) {
        List<TestedElement> pairs = graph.relationships(spec);
        for (TestedElement pair : pairs) {
            // A name that is given is one for all pairs, so that the others need something behind it.
            add(pair, spec.dataTests(), spec.properties(), pairs.size() > 1 ? "_" + pair.stem() : "");
        }
    }

    private void add(
            TestedElement element, List<DataTestSpec> tests, Optional<List<PropertySpec>> specs, String suffix) {
        for (DataTestSpec test : tests) {
            add(element, test, Optional.empty(), suffix);
        }
        for (PropertySpec spec : specs.orElse(List.of())) {
            Optional<PropertyPlan> property = element.property(spec.name().value());
            if (property.isPresent()) {
                spec.dataTests().forEach(test -> add(element, test, property, suffix));
            }
        }
    }

    private void add(TestedElement element, DataTestSpec test, Optional<PropertyPlan> at, String suffix) {
        TestSettings settings = TestSettings.of(test, context.templates());
        Optional<Located<String>> named = arguments.text(test.argument("property"));
        Optional<PropertyPlan> property = at.or(() -> named.flatMap(name -> element.property(name.value())));
        if (named.isPresent() && property.isEmpty()) {
            unknownProperty(element, named.get());
            return;
        }
        TestSubject subject =
                new TestSubject(element, test, property, settings.where().sql());
        Optional<TestBody> body = body(subject);
        if (body.isEmpty() || !settings.where().sound() || !settings.enabled() || !fits(subject, body.get())) {
            return;
        }
        String column = at.map(PropertyPlan::name).orElse("");
        String name = test.name()
                .map(given -> given.value() + suffix)
                .orElseGet(() ->
                        TestName.of(test.kind().value(), element.stem(), column, DataTestPlanner.arguments(test)));
        if (context.names().add(name, test.kind().span())) {
            Set<String> tags = new LinkedHashSet<>(element.plan().tags());
            tags.addAll(settings.tags());
            drafts.add(new Draft(subject, body.get(), name, settings, List.copyOf(tags)));
        }
    }

    private void unknownProperty(TestedElement element, Located<String> name) {
        Diagnostic.of(
                        DiagnosticCode.UNKNOWN_TEST_SUBJECT,
                        "`" + element.plan().name() + "` has no property `" + name.value() + "`")
                .at(name.span())
                .hint(
                        name.value(),
                        element.propertyNames(),
                        "properties of `" + element.plan().name() + "`")
                .report(context.sink());
    }

    private Optional<TestBody> body(TestSubject subject) {
        if (subject.property().isPresent()) {
            return properties.of(subject);
        }
        if (OF_KEYS.contains(subject.kind())) {
            return Optional.of(elements.key(subject));
        }
        return switch (subject.kind()) {
            case "row_count" -> elements.rowCount(subject);
            case "change" -> elements.change(subject);
            case "no_self_loops" -> elements.noSelfLoops(subject);
            case "acyclic" -> elements.acyclic(subject);
            case "cardinality" -> neighbours.cardinality(subject);
            case "orphans" -> neighbours.orphans(subject);
            case "degree" -> neighbours.degree(subject);
            default -> withoutProperty(subject);
        };
    }

    private Optional<TestBody> withoutProperty(TestSubject subject) {
        subject.problem(DiagnosticCode.MISSING_KEY, "test `" + subject.kind() + "` does not say what it tests")
                .help("write it at a property, or add `property:`")
                .report(context.sink());
        return Optional.empty();
    }

    /** Reports configs of a test's failing rows where the test has none. */
    private boolean fits(TestSubject subject, TestBody body) {
        ElementTest.Method method = body.run().method();
        if (method == ElementTest.Method.ROWS) {
            return true;
        }
        Set<String> senseless = new TreeSet<>(
                List.of("fail_calc", "warn_if", "error_if", "limit", "store_failures", "store_failures_as"));
        if (method == ElementTest.Method.CHANGE) {
            senseless.add("where");
        }
        boolean fits = true;
        for (YamlEntry entry : subject.spec().config().entries()) {
            // Configs of all tests in the project file are not meant for each of them.
            boolean own =
                    Objects.equals(entry.key().span().file(), subject.span().file());
            if (own && senseless.contains(entry.name())) {
                fits = false;
                Diagnostic.of(
                                DiagnosticCode.VALUE_NOT_ALLOWED,
                                "`" + entry.name() + "` does not go with `" + subject.kind() + "`")
                        .at(entry.key().span())
                        .note("the test has one answer, and no rows that fail one by one")
                        .report(context.sink());
            }
        }
        return fits;
    }

    /** The plans of all tests that were added and whose queries have no errors. */
    public List<TestPlan> plans() {
        List<Optional<TestPlan>> plans = context.parallel().map(drafts, this::plan);
        return new CountBatches(context).counted(drafts, plans);
    }

    private Optional<TestPlan> plan(Draft draft) {
        TestSubject subject = draft.subject();
        List<BoundRelation> reads = draft.reads();
        List<String> ids =
                List.copyOf(new TreeSet<>(reads.stream().map(BoundRelation::id).toList()));
        TestRules rules = draft.settings().rules();
        Optional<TypedQuery> checked =
                context.checker().check(draft.name(), draft.body().failing(), reads, context.sink());
        return checked.map(query -> new TestPlan(
                        DataTestPlanner.id(context.project(), draft.name()),
                        draft.name(),
                        subject.kind(),
                        rules.severity(),
                        subject.element().plan().id(),
                        subject.property().map(PropertyPlan::name).orElse(""),
                        WrittenPlace.of(subject.span()),
                        query.compiledSql(),
                        query.engineSql(),
                        query.opaque() ? Lineage.unknown(ids) : query.lineage().rowsOnly(),
                        ids,
                        draft.tags(),
                        draft.body().proof(),
                        TestJudgement.PLAIN,
                        Optional.empty(),
                        Optional.of(draft.body().run())))
                .flatMap(plan -> judged(plan, draft));
    }

    private Optional<TestPlan> judged(TestPlan plan, Draft draft) {
        TestRules rules = draft.settings().rules();
        if (rules.isPlain() || draft.body().run().method() != ElementTest.Method.ROWS) {
            return Optional.of(plan);
        }
        return rules.judgement(
                        plan.name(),
                        draft.body().failing(),
                        draft.reads(),
                        context.failures(),
                        new TestRules.Check(context.checker(), context.sink()))
                .map(plan::withJudgement);
    }
}
