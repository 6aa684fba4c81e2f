package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.plan.Lineage;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Plans a test that a macro defines. */
record MacroTestPlan(DataTestContext context, MacroTests.Use use, TestSettings settings, List<String> tags) {
    /** The plan; empty when the macro or its query has errors, or reads a relation that has some. */
    Optional<TestPlan> plan() {
        return context.macros().render(use).flatMap(this::plan);
    }

    private Optional<TestPlan> plan(MacroTests.Query query) {
        List<String> ids = List.copyOf(new TreeSet<>(query.reads()));
        List<BoundRelation> reads = ids.stream()
                .map(context.relations()::byId)
                .flatMap(Optional::stream)
                .toList();
        if (reads.size() < ids.size()) {
            return Optional.empty();
        }
        TestRules rules = new TestRules(name -> settings.config().text(name).or(() -> query.config(name)));
        return context.checker()
                .check(use.name(), query.sql(), reads, context.sink())
                .map(checked -> new TestPlan(
                        DataTestPlanner.id(context.project(), use.name()),
                        use.name(),
                        use.test().kind().value(),
                        rules.severity(),
                        use.relation().id(),
                        use.column().map(Located::value).orElse(""),
                        WrittenPlace.of(use.test().kind().span()),
                        checked.compiledSql(),
                        checked.engineSql(),
                        checked.opaque()
                                ? Lineage.unknown(ids)
                                : checked.lineage().rowsOnly(),
                        ids,
                        tags,
                        Optional.empty(),
                        TestJudgement.PLAIN))
                .flatMap(plan -> context.judged(plan, rules, query.sql(), reads));
    }
}
