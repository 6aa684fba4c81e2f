package io.graphc.compiler.datatest;

import io.graphc.compiler.datatest.TestSql.Tested;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.Column;
import io.graphc.plan.Lineage;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.ColumnSpec;
import io.graphc.project.DataTestSpec;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Collects the tests that YAML asks for on one relation after another, then plans them. Not safe to share between threads. */
public final class DataTestPlanner {
    private static final List<String> KINDS = List.of("not_null", "unique", "accepted_values", "relationships");

    private final DataTestContext context;
    private final List<Supplier<Optional<TestPlan>>> collected = new ArrayList<>();

    public DataTestPlanner(DataTestContext context) {
        this.context = context;
    }

    /** The plans of all tests that were added and whose queries have no errors. */
    public List<TestPlan> plans() {
        return context.parallel().map(collected, Supplier::get).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Adds the tests of a relation and of its columns. */
    public void add(TestSubject subject, List<DataTestSpec> tests, List<ColumnSpec> columns) {
        tests.forEach(test -> add(subject, test, Optional.empty(), List.of()));
        for (ColumnSpec column : columns) {
            List<String> tags = column.tags().stream().map(Located::value).toList();
            column.dataTests().forEach(test -> add(subject, test, Optional.of(column), tags));
        }
    }

    private void add(TestSubject subject, DataTestSpec test, Optional<ColumnSpec> column, List<String> columnTags) {
        String kind = test.kind().value();
        TestSettings settings = TestSettings.of(test, context.templates());
        if (context.macros().has(kind)) {
            addMacroTest(subject, test, column, settings);
            return;
        }
        if (!KINDS.contains(kind)) {
            List<String> known = new ArrayList<>(KINDS);
            known.addAll(context.macros().kinds());
            Diagnostic.of(DiagnosticCode.UNKNOWN_TEST, "test `" + kind + "` not found")
                    .at(test.kind().span())
                    .hint(kind, known, "tests")
                    .report(context.sink());
            return;
        }
        Optional<Tested> tested = tested(subject.relation(), test, column);
        if (!settings.enabled() || tested.isEmpty() || !settings.where().sound()) {
            return;
        }
        TestSql sql = new TestSql(
                subject.relation(),
                settings.where().sql(),
                test.kind().span(),
                !settings.rules().isPlain());
        Optional<BoundRelation> parent = kind.equals("relationships") ? parent(test) : Optional.empty();
        Optional<MappedText> query = query(sql, test, tested.get(), parent);
        String columnName = column.map(spec -> spec.name().value()).orElse("");
        String name = test.name()
                .map(Located::value)
                .orElseGet(() -> TestName.of(kind, subject, columnName, arguments(test)));
        if (query.isEmpty() || !context.names().add(name, test.kind().span())) {
            return;
        }
        Set<String> tags = new LinkedHashSet<>(subject.tags());
        tags.addAll(columnTags);
        tags.addAll(settings.tags());
        List<BoundRelation> reads = new ArrayList<>(List.of(subject.relation()));
        parent.ifPresent(reads::add);
        MappedText text = query.get();
        String testedColumn = tested.get().column().map(Column::name).orElse("");
        TestRules rules = settings.rules();
        Planned planned = new Planned(test, name, columnName, testedColumn, rules.severity(), List.copyOf(tags));
        collected.add(() -> plan(planned, text, reads).flatMap(plan -> context.judged(plan, rules, text, reads)));
    }

    private void addMacroTest(
            TestSubject subject, DataTestSpec test, Optional<ColumnSpec> column, TestSettings settings) {
        // a column that is not there was reported with its description
        boolean there = column.isEmpty()
                || subject.relation().column(column.get().name().value()).isPresent();
        Optional<Located<String>> columnName = column.map(ColumnSpec::name);
        String name = test.name()
                .map(Located::value)
                .orElseGet(() -> TestName.of(
                        test.kind().value().replace('.', '_'),
                        subject,
                        columnName.map(Located::value).orElse(""),
                        arguments(test)));
        if (!settings.enabled()
                || !there
                || !settings.where().sound()
                || !context.names().add(name, test.kind().span())) {
            return;
        }
        Set<String> tags = new LinkedHashSet<>(subject.tags());
        column.ifPresent(spec -> spec.tags().forEach(tag -> tags.add(tag.value())));
        tags.addAll(settings.tags());
        MacroTests.Use use = new MacroTests.Use(
                name, test, subject.relation(), columnName, settings.where().sql());
        collected.add(() -> new MacroTestPlan(context, use, settings, List.copyOf(tags)).plan());
    }

    /**
     * A test that is to be planned.
     *
     * @param tested the tested column, where it is one
     */
    private record Planned(
            DataTestSpec test, String name, String column, String tested, Severity severity, List<String> tags) {}

    private Optional<TestPlan> plan(Planned planned, MappedText sql, List<BoundRelation> reads) {
        DataTestSpec test = planned.test();
        Optional<TypedQuery> checked = context.checker().check(planned.name(), sql, reads, context.sink());
        List<String> ids =
                List.copyOf(new TreeSet<>(reads.stream().map(BoundRelation::id).toList()));
        String id = id(context.project(), planned.name());
        Optional<BoundRelation> parent = reads.stream().skip(1).findFirst();
        return checked.map(query -> new TestPlan(
                id,
                planned.name(),
                test.kind().value(),
                planned.severity(),
                reads.get(0).id(),
                planned.column(),
                WrittenPlace.of(test.kind().span()),
                query.compiledSql(),
                query.engineSql(),
                query.opaque() ? Lineage.unknown(ids) : query.lineage().rowsOnly(),
                ids,
                planned.tags(),
                TestProof.of(test, id, reads.get(0), planned.tested(), parent),
                TestJudgement.PLAIN));
    }

    /** The id of a test. */
    public static String id(String project, String name) {
        return "test." + project + "." + name;
    }

    /** The arguments of a test by their names. */
    public static Map<String, YamlNode> arguments(DataTestSpec test) {
        Map<String, YamlNode> arguments = new LinkedHashMap<>();
        test.arguments().forEach(entry -> arguments.put(entry.name(), entry.value()));
        return arguments;
    }

    /** What is tested; empty when the relation lacks the column, which is reported with the column's description. */
    private Optional<Tested> tested(BoundRelation relation, DataTestSpec test, Optional<ColumnSpec> column) {
        if (column.isPresent()) {
            Located<String> name = column.get().name();
            return relation.column(name.value()).map(found -> Tested.column(found, name.span()));
        }
        Optional<YamlNode> named = test.argument("column_name");
        if (named.isPresent() && named.get() instanceof YamlScalar scalar) {
            Optional<Column> found = relation.column(scalar.text());
            return Optional.of(found.map(known -> Tested.column(known, scalar.span()))
                    .orElseGet(() -> new Tested(
                            "(" + scalar.text() + SqlText.closing(scalar.text()), scalar.span(), Optional.empty())));
        }
        Diagnostic.of(DiagnosticCode.MISSING_KEY, "test `" + test.kind().value() + "` does not say what it tests")
                .at(test.kind().span())
                .help("write it at a column, or add `column_name:`")
                .report(context.sink());
        return Optional.empty();
    }

    private Optional<MappedText> query(TestSql sql, DataTestSpec test, Tested tested, Optional<BoundRelation> parent) {
        return switch (test.kind().value()) {
            case "not_null" -> Optional.of(sql.notNull(tested));
            case "unique" -> Optional.of(sql.unique(tested));
            case "accepted_values" -> acceptedValues(sql, test, tested);
            default ->
                parent.flatMap(found -> field(test, found).map(field -> sql.relationships(tested, found, field)));
        };
    }

    private Optional<MappedText> acceptedValues(TestSql sql, DataTestSpec test, Tested tested) {
        boolean quote = test.argument("quote")
                .filter(node -> node instanceof YamlScalar scalar && Boolean.FALSE.equals(scalar.toValue()))
                .isEmpty();
        Optional<YamlNode> values = test.argument("values");
        if (values.isEmpty() || !(values.get() instanceof YamlSequence sequence)) {
            return Optional.empty();
        }
        // An item that is a list or a map was reported with the file.
        if (!sequence.items().stream().allMatch(YamlScalar.class::isInstance)) {
            return Optional.empty();
        }
        boolean single = sequence.items().stream().noneMatch(item -> ((YamlScalar) item).isNull());
        if (sequence.items().isEmpty() || !single) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`values` is not a list of single values")
                    .at(sequence.span())
                    .report(context.sink());
            return Optional.empty();
        }
        return Optional.of(sql.acceptedValues(tested, sequence.items(), quote));
    }

    private Optional<BoundRelation> parent(DataTestSpec test) {
        return test.argument("to")
                .filter(YamlScalar.class::isInstance)
                .map(YamlScalar.class::cast)
                // A number was reported with the file.
                .filter(to -> to.toValue() instanceof String)
                .flatMap(to -> context.references().parse(Located.of(to.content(), to.span())))
                .flatMap(context.relations()::find);
    }

    private Optional<Tested> field(DataTestSpec test, BoundRelation parent) {
        Optional<YamlNode> field = test.argument("field");
        if (field.isEmpty() || !(field.get() instanceof YamlScalar scalar)) {
            return Optional.empty();
        }
        Optional<Column> column = parent.column(scalar.text());
        if (column.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_COLUMN,
                            "column `" + scalar.text() + "` not found in `" + parent.label() + "`")
                    .at(scalar.span())
                    .hint(scalar.text(), parent.columnNames(), "columns of `" + parent.label() + "`")
                    .report(context.sink());
        }
        return column.map(found -> Tested.column(found, scalar.span()));
    }
}
