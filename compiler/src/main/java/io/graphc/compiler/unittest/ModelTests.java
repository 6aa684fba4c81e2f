package io.graphc.compiler.unittest;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.context.UsedReference;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.Column;
import io.graphc.plan.UnitTest.Expectation;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.project.ModelSpec;
import io.graphc.project.UnitTestSpec;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans one unit test of a model: its query, and those of the ephemeral models in it, over the rows that are given. */
final class ModelTests {
    private final UnitTestContext context;
    private final UnitTestSpec test;
    private final ModelSpec model;
    private final BoundRelation own;
    private final GivenInputs given;
    private final TenantTemplates templates;
    private final QueryChecker checker;
    private final Set<String> read = new LinkedHashSet<>();
    private final Map<String, BoundRelation> inlined = new LinkedHashMap<>();
    private boolean missing;

    ModelTests(
            UnitTestContext context, UnitTestSpec test, ModelSpec model, BoundRelation own, TestOverrides overrides) {
        this.context = context;
        this.test = test;
        this.model = model;
        this.own = own;
        this.given = GivenInputs.read(context, test, own.id());
        this.templates = overrides.templates(context.templates());
        this.checker = context.checker().onDuckDb(overrides.asOf().orElse(context.asOf()));
    }

    Set<String> inputs() {
        return given.ids();
    }

    /** The comparison; empty when something is wrong, which is reported. */
    Optional<Expectation> plan() {
        Optional<TypedQuery> query = given.areSound() ? query(model) : Optional.empty();
        // What is overridden may make columns of other types.
        List<Column> columns = query.map(TypedQuery::schema).orElse(own.columns());
        Optional<TypedRows> expected =
                new RowsReader(context).expected(test.expected().rows(), new RowsReader.Relation(own.label(), columns));
        if (query.isEmpty() || missing) {
            return Optional.empty();
        }
        given.reportUnused(read);
        return expected.map(rows -> expectation(query.get().engineSql(), rows));
    }

    private static Expectation expectation(String actual, TypedRows expected) {
        String columns = expected.columns().stream()
                .map(column -> TypedRows.cast(TypedCell.quoted(column.name()), column) + " AS "
                        + TypedCell.quoted(column.name()))
                .collect(Collectors.joining(", "));
        return new Expectation(
                "rows",
                expected.columns(),
                "SELECT " + columns + "\nFROM (\n" + actual + "\n) AS \"~actual\"",
                expected.sql());
    }

    /** A model's query over the given rows, those of the ephemeral models that it names first. */
    private Optional<TypedQuery> query(ModelSpec spec) {
        RenderedQuery rendered = templates.renderModel(
                spec, context.names(), id -> context.relations().byId(id).map(BoundRelation::columns));
        TestProblems problems = new TestProblems(test, context.sink());
        rendered.diagnostics().forEach(problems::add);
        if (rendered.sql().isEmpty()) {
            problems.report();
            return Optional.empty();
        }
        List<BoundRelation> scope = new ArrayList<>();
        boolean sound = true;
        for (String id : ids(rendered)) {
            Optional<BoundRelation> relation = relation(id);
            relation.ifPresent(scope::add);
            sound &= relation.isPresent();
        }
        if (!sound) {
            return Optional.empty();
        }
        boolean isSubject = spec.equals(model);
        if (isSubject && scope.stream().noneMatch(relation -> relation.id().equals(own.id()))) {
            scope.add(given.inPlaceOf(own.id()).orElse(own));
        }
        return checked(spec, rendered.sql().get(), scope, problems);
    }

    private static Set<String> ids(RenderedQuery rendered) {
        return rendered.references().stream()
                .map(UsedReference::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Optional<TypedQuery> checked(
            ModelSpec spec, MappedText sql, List<BoundRelation> scope, TestProblems problems) {
        DiagnosticBag bag = new DiagnosticBag();
        Optional<TypedQuery> query = checker.checkModel(spec.name(), sql, scope, bag);
        bag.sorted().stream().filter(Diagnostic::isError).forEach(problems::add);
        if (query.isEmpty()) {
            problems.report();
            return Optional.empty();
        }
        if (query.get().opaque()) {
            problems.reportOpaque(spec.name());
            return Optional.empty();
        }
        readsItself(query.get());
        return query;
    }

    /** That the model reads its own table is known only when its query was checked. */
    private void readsItself(TypedQuery query) {
        if (query.tables().contains(own.label())) {
            read.add(own.id());
            if (given.inPlaceOf(own.id()).isEmpty()) {
                missing("this", "this");
            }
        }
    }

    /** What is read in a relation's place; empty when there is nothing, which is reported. */
    private Optional<BoundRelation> relation(String id) {
        read.add(id);
        Optional<BoundRelation> rows = given.inPlaceOf(id);
        if (rows.isPresent() || id.equals(own.id())) {
            return rows.or(() -> Optional.of(own));
        }
        Optional<BoundRelation> relation = context.relations().byId(id);
        if (relation.isEmpty()) {
            return Optional.empty();
        }
        ModelSpec spec = context.models().get(id);
        if (relation.get().ephemeral().isPresent() && spec != null) {
            return inlined(relation.get(), spec);
        }
        missing(relation.get().label(), call(relation.get()));
        return Optional.empty();
    }

    private void missing(String label, String call) {
        missing = true;
        given.reportMissing(label, call);
    }

    /** How a template names a relation. */
    static String call(BoundRelation relation) {
        int dot = relation.id().startsWith("source.") ? relation.label().indexOf('.') : -1;
        return dot < 0
                ? "ref('" + relation.label() + "')"
                : "source('" + relation.label().substring(0, dot) + "', '"
                        + relation.label().substring(dot + 1) + "')";
    }

    private Optional<BoundRelation> inlined(BoundRelation relation, ModelSpec spec) {
        BoundRelation known = inlined.get(relation.id());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<BoundRelation> made = query(spec).map(query -> over(relation, query));
        made.ifPresent(found -> inlined.put(relation.id(), found));
        return made;
    }

    private static BoundRelation over(BoundRelation relation, TypedQuery query) {
        List<Column> columns = relation.columns().stream()
                .map(column -> Column.of(column.name(), column.type()))
                .toList();
        EphemeralTable table = new EphemeralTable(
                relation.id(),
                Entry.cteName(relation.label()),
                query.compiledSql(),
                query.engineSql(),
                columns,
                RelationFacts.NONE,
                false);
        return new BoundRelation(
                relation.id(),
                relation.label(),
                relation.name(),
                Optional.of(table),
                columns,
                RelationFacts.NONE,
                relation.standIn());
    }
}
