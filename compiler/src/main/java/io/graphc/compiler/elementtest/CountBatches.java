package io.graphc.compiler.elementtest;

import io.graphc.compiler.elementtest.ElementTestPlanner.Draft;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.plan.CheckCount;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the counts of tests that scan the same rows into one query. */
final class CountBatches {
    private final ElementTestContext context;

    CountBatches(ElementTestContext context) {
        this.context = context;
    }

    /** A test among those that are planned. */
    private record Member(int index, Draft draft, TestBody.Count count) {}

    /** The plans that there are, in their order, with their counts. */
    List<TestPlan> counted(List<Draft> drafts, List<Optional<TestPlan>> plans) {
        Map<String, List<Member>> batches = new LinkedHashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            Optional<TestBody.Count> count = drafts.get(i).body().count();
            // Conditions on the number of failures and tables that keep them need the rows in any case.
            if (count.isPresent()
                    && plans.get(i)
                            .filter(plan -> plan.judgement().equals(TestJudgement.PLAIN))
                            .isPresent()) {
                batches.computeIfAbsent(count.get().rows().text(), rows -> new ArrayList<>())
                        .add(new Member(i, drafts.get(i), count.get()));
            }
        }
        List<Optional<TestPlan>> counted = new ArrayList<>(plans);
        for (Map<Member, CheckCount> found : context.parallel().map(List.copyOf(batches.values()), this::check)) {
            found.forEach((member, count) ->
                    counted.set(member.index(), plans.get(member.index()).map(plan -> plan.withCount(count))));
        }
        return counted.stream().flatMap(Optional::stream).toList();
    }

    private Map<Member, CheckCount> check(List<Member> members) {
        SqlText sql = members.get(0).draft().subject().text();
        Set<BoundRelation> reads = new LinkedHashSet<>();
        String comma = "SELECT\n  ";
        for (int i = 0; i < members.size(); i++) {
            members.get(i).count().failures().addTo(sql.add(comma));
            sql.add(" AS " + column(i));
            comma = ",\n  ";
            reads.addAll(members.get(i).draft().reads());
        }
        sql.add("\nFROM ").add(members.get(0).count().rows());
        String name =
                "tests of " + members.get(0).draft().subject().element().plan().name();
        Optional<TypedQuery> query = context.checker().check(name, sql.build(), List.copyOf(reads), context.sink());
        Map<Member, CheckCount> counts = new LinkedHashMap<>();
        for (int i = 0; i < members.size() && query.isPresent(); i++) {
            counts.put(
                    members.get(i),
                    new CheckCount(query.get().compiledSql(), query.get().engineSql(), column(i)));
        }
        return counts;
    }

    private static String column(int index) {
        return "failures_" + (index + 1);
    }
}
