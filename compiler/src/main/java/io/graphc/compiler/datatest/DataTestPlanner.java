package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import io.graphc.plan.Column;
import io.graphc.plan.Lineage;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.ColumnSpec;
import io.graphc.project.DataTestSpec;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects the tests that YAML asks for on one relation after another, then plans them. Not safe to share between threads. */
public final class DataTestPlanner {
    private final DataTestContext context;
    private final BuiltInUses uses;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<MacroTestPlan> macroTests = new ArrayList<>();

    public DataTestPlanner(DataTestContext context) {
        this.context = context;
        this.uses = new BuiltInUses(context);
    }

    /** A built-in test that is to be planned. */
    record Draft(TestUse use, TestBody body, String name, String column, TestRules rules, List<String> tags) {
        /** The relations that it reads, its own first. */
        List<BoundRelation> reads() {
            List<BoundRelation> reads = new ArrayList<>(List.of(use.relation()));
            reads.addAll(body.others());
            return reads;
        }
    }

    /** The plans of all tests that were added and whose queries have no errors. */
    public List<TestPlan> plans() {
        List<Optional<TestPlan>> plans = context.parallel().map(drafts, this::plan);
        List<TestPlan> all = new ArrayList<>(new TestScans(context).counted(drafts, plans));
        context.parallel().map(macroTests, MacroTestPlan::plan).forEach(plan -> plan.ifPresent(all::add));
        return all;
    }

    /** Adds the tests of a relation and of its columns. */
    public void add(TestSubject subject, List<DataTestSpec> tests, List<ColumnSpec> columns) {
        tests.forEach(test -> add(subject, test, Optional.empty()));
        for (ColumnSpec column : columns) {
            column.dataTests().forEach(test -> add(subject, test, Optional.of(column)));
        }
    }

    /** Reports tests that there are not, of a relation that has errors itself. */
    public void checkKinds(List<DataTestSpec> tests, List<ColumnSpec> columns) {
        Stream.concat(tests.stream(), columns.stream().flatMap(column -> column.dataTests().stream()))
                .filter(test -> !context.macros().has(test.kind().value())
                        && !BuiltInTests.has(test.kind().value()))
                .forEach(this::unknown);
    }

    private void add(TestSubject subject, DataTestSpec test, Optional<ColumnSpec> column) {
        String kind = test.kind().value();
        TestSettings settings = TestSettings.of(test, context.templates());
        if (context.macros().has(kind)) {
            addMacroTest(subject, test, column, settings);
        } else if (BuiltInTests.has(kind)) {
            addBuiltIn(subject, test, column, settings);
        } else {
            unknown(test);
        }
    }

    private void unknown(DataTestSpec test) {
        String kind = test.kind().value();
        int dot = kind.indexOf('.');
        List<String> known = new ArrayList<>(BuiltInTests.names());
        known.addAll(context.macros().kinds());
        Diagnostic.Builder problem = Diagnostic.of(DiagnosticCode.UNKNOWN_TEST, "test `" + kind + "` not found")
                .at(test.kind().span());
        if (known.contains(kind.substring(dot + 1))) {
            problem.help("`" + kind.substring(dot + 1) + "` is a test, without a package before it");
        } else if (Spelling.nearest(kind, known).isEmpty()) {
            problem.hint(kind.substring(dot + 1), known, "tests");
        } else {
            problem.hint(kind, known, "tests");
        }
        String packageName = kind.substring(0, dot + 1);
        if (dot > 0 && context.macros().kinds().stream().noneMatch(macro -> macro.startsWith(packageName))) {
            problem.note("no package `" + kind.substring(0, dot)
                    + "` with tests is installed, and graphc has no test of this name itself");
        }
        problem.report(context.sink());
    }

    private void addBuiltIn(
            TestSubject subject, DataTestSpec test, Optional<ColumnSpec> column, TestSettings settings) {
        if (!settings.enabled() || !settings.where().sound()) {
            return;
        }
        Optional<TestUse> use = uses.of(subject.relation(), test, column, settings);
        Optional<TestBody> body = use.flatMap(BuiltInTests::body);
        String columnName = column.map(spec -> spec.name().value()).orElse("");
        String name = name(subject, test, columnName);
        if (body.isPresent() && context.names().add(name, test.kind().span())) {
            TestRules rules = settings.rules()
                    .withFailCalc(body.get().failCalc(), test.kind().span());
            drafts.add(new Draft(use.get(), body.get(), name, columnName, rules, tags(subject, column, settings)));
        }
    }

    private static String name(TestSubject subject, DataTestSpec test, String column) {
        return test.name()
                .map(Located::value)
                .orElseGet(() -> TestName.of(test.kind().value(), subject, column, arguments(test)));
    }

    private static List<String> tags(TestSubject subject, Optional<ColumnSpec> column, TestSettings settings) {
        Set<String> tags = new LinkedHashSet<>(subject.tags());
        column.ifPresent(spec -> spec.tags().forEach(tag -> tags.add(tag.value())));
        tags.addAll(settings.tags());
        return List.copyOf(tags);
    }

    private void addMacroTest(
            TestSubject subject, DataTestSpec test, Optional<ColumnSpec> column, TestSettings settings) {
        // a column that is not there was reported with its description
        boolean there = column.isEmpty()
                || subject.relation().column(column.get().name().value()).isPresent();
        Optional<Located<String>> columnName = column.map(ColumnSpec::name);
        String name = name(subject, test, columnName.map(Located::value).orElse(""));
        if (!settings.enabled()
                || !there
                || !settings.where().sound()
                || !context.names().add(name, test.kind().span())) {
            return;
        }
        MacroTests.Use use = new MacroTests.Use(
                name, test, subject.relation(), columnName, settings.where().sql());
        macroTests.add(new MacroTestPlan(context, use, settings, tags(subject, column, settings)));
    }

    private Optional<TestPlan> plan(Draft draft) {
        TestUse use = draft.use();
        DataTestSpec test = use.spec();
        List<BoundRelation> reads = draft.reads();
        List<String> ids =
                List.copyOf(new TreeSet<>(reads.stream().map(BoundRelation::id).toList()));
        String id = id(context.project(), draft.name());
        String tested = use.tested().flatMap(Tested::column).map(Column::name).orElse("");
        Optional<BoundRelation> other = draft.body().others().stream().findFirst();
        return context.checker()
                .check(draft.name(), draft.body().failing(), reads, context.sink())
                .map(query -> new TestPlan(
                        id,
                        draft.name(),
                        test.kind().value(),
                        draft.rules().severity(),
                        use.relation().id(),
                        draft.column(),
                        WrittenPlace.of(test.kind().span()),
                        query.compiledSql(),
                        query.engineSql(),
                        query.opaque() ? Lineage.unknown(ids) : query.lineage().rowsOnly(),
                        ids,
                        draft.tags(),
                        TestProof.of(test, id, use.relation(), tested, other),
                        TestJudgement.PLAIN))
                .flatMap(
                        plan -> context.judged(plan, draft.rules(), draft.body().failing(), reads));
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
}
