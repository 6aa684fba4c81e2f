package io.graphc.compiler.datatest;

import io.graphc.compiler.datatest.DataTestPlanner.Draft;
import io.graphc.compiler.query.SqlText;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.TestCount;
import io.graphc.plan.TestPlan;
import io.graphc.plan.TestScan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the counts of the tests of one relation into one query. */
record TestScans(DataTestContext context) {
    /** Trino tells values apart in a stage of its own for each column, and takes 150 stages in all. */
    private static final int MOST_DISTINCT = 16;

    /** Some way below the 262,144 bytes that Athena takes. */
    private static final int MOST_TESTS = 200;

    /** A test among those that are planned. */
    private record Member(int index, Draft draft, TestBody.Count count) {}

    /** The plans that there are, in their order, with their counts. */
    List<TestPlan> counted(List<Draft> drafts, List<Optional<TestPlan>> plans) {
        Map<String, List<Member>> relations = new LinkedHashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            Optional<TestBody.Count> count = drafts.get(i).body().count();
            if (count.isPresent()
                    && plans.get(i).isPresent()
                    && drafts.get(i).rules().canCount(count.get().exact())) {
                String relation = drafts.get(i).use().relation().id();
                relations
                        .computeIfAbsent(relation, key -> new ArrayList<>())
                        .add(new Member(i, drafts.get(i), count.get()));
            }
        }
        List<List<Member>> scans = new ArrayList<>();
        relations.values().forEach(members -> scans.addAll(split(members)));
        List<Optional<TestPlan>> counted = new ArrayList<>(plans);
        for (Map<Integer, TestCount> found : context.parallel().map(scans, this::scan)) {
            found.forEach((index, count) -> counted.set(index, plans.get(index).map(plan -> plan.withCount(count))));
        }
        return counted.stream().flatMap(Optional::stream).toList();
    }

    private static List<List<Member>> split(List<Member> members) {
        List<List<Member>> scans = new ArrayList<>();
        List<Member> current = new ArrayList<>();
        int distinct = 0;
        for (Member member : members) {
            int more = member.count().distinct() ? 1 : 0;
            if (current.size() == MOST_TESTS || distinct + more > MOST_DISTINCT) {
                scans.add(current);
                current = new ArrayList<>();
                distinct = 0;
            }
            current.add(member);
            distinct += more;
        }
        scans.add(current);
        // One test alone is cheapest by its own query.
        scans.removeIf(scan -> scan.size() < 2);
        return scans;
    }

    /** The counts by the indexes of their tests; none where the query cannot be analysed as a whole. */
    private Map<Integer, TestCount> scan(List<Member> members) {
        TestUse first = members.get(0).draft().use();
        SqlText sql = first.text();
        String comma = "SELECT\n  ";
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            member.draft().rules().addTo(sql.add(comma), member.count().failures(), i + 1);
            comma = ",\n  ";
        }
        sql.add("\nFROM " + first.relation().sql());
        // Its parts were checked with the tests; what is wrong with them was reported there.
        Optional<TypedQuery> query = context.checker()
                .check(
                        "tests of " + first.relation().label(),
                        sql.build(),
                        List.of(first.relation()),
                        new DiagnosticBag())
                .filter(found -> !found.opaque());
        Map<Integer, TestCount> counts = new LinkedHashMap<>();
        if (query.isPresent()) {
            String id = "scan." + first.relation().id() + "." + (members.get(0).index() + 1);
            TestScan scan =
                    new TestScan(id, query.get().compiledSql(), query.get().engineSql());
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                boolean judged = member.draft().rules().hasConditions();
                counts.put(
                        member.index(),
                        new TestCount(scan, i + 1, member.count().exact(), judged));
            }
        }
        return counts;
    }
}
