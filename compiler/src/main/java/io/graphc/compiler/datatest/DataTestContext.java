package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.Parallel;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.query.Relations;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.TestPlan;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * What data tests are planned in.
 *
 * @param project the project's name
 * @param failures names the tables of failures
 * @param names the names of the tests that there are
 * @param macros the tests that are defined by macros; they come before those of graphc
 */
public record DataTestContext(
        String project,
        FailureTables failures,
        Relations relations,
        SqlTemplates templates,
        TestNames names,
        MacroTests macros,
        QueryChecker checker,
        Parallel parallel,
        DiagnosticSink sink) {
    /** A test with what its configs say of its failures; empty when they have errors, which are reported. */
    Optional<TestPlan> judged(TestPlan plan, TestRules rules, MappedText sql, List<BoundRelation> reads) {
        if (rules.isPlain()) {
            return Optional.of(plan);
        }
        return rules.judgement(plan.name(), sql, reads, failures, new TestRules.Check(checker, sink))
                .map(plan::withJudgement);
    }
}
