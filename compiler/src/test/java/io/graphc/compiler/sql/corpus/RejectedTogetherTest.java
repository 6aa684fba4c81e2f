package io.graphc.compiler.sql.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Queries with three to ten mistakes, each on a line of its own: all are found in one run, each once, and nothing else. */
class RejectedTogetherTest {
    private static final long SEED = 4_711;
    private static final int QUERIES = 300;

    /** One mistake each, as a value. */
    private static final List<String> VALUES = List.of(
            "o.custmer_id",
            "custmer_id",
            "c.order_id",
            "x.order_id",
            "customer_id",
            "upper(o.order_id)",
            "abs(o.status)",
            "o.status + 1",
            "o.status = o.order_id",
            "o.order_date > 1",
            "-o.status",
            "not o.status",
            "o.total like 'x'",
            "o.status in (1, o.status)",
            "cast(o.order_date as bigint)",
            "o.tags['a']",
            "extract(year from o.status)",
            "o.status at time zone 'UTC'",
            "date '2024-02-30'",
            "bigint 'x'",
            "cast(o.status as strng)",
            "coalesce(o.status, o.order_id)",
            "case when o.paid then 1 else 'a' end",
            "array[1, 'a']",
            "o.address.city",
            "transform(o.tags, t -> t + 1)",
            "transform(o.tags, t -> nosuch)",
            "(select custmer_id from events)",
            "(select e.nosuch from events e)",
            "o.order_id in (select name from customers)",
            "exists (select 1 from events where usr_id = 1)",
            "row_number() over (order by o.attributes)",
            "sum(o.status) over ()",
            "lag(o.total) over (partition by o.status)",
            "sum(o.total) over (order by o.order_id rows between current row and 1 preceding)",
            "sum(o.total) over (order by o.status range 1 preceding)",
            "nosuch_function(o.custmer_id)");

    /** One mistake each, as a condition of WHERE. */
    private static final List<String> CONDITIONS = List.of(
            "and o.nosuch = 1",
            "and count(*) > 1",
            "and row_number() over () = 1",
            "and o.status > 1",
            "and o.order_date = '2024-01-01'",
            "and o.order_id in (1, 'a')",
            "and o.paid between 1 and 2",
            "and o.status is distinct from 1");

    /** One mistake each, as a key of ORDER BY. */
    private static final List<String> KEYS =
            List.of(", nosuch", ", 99", ", o.nosuch desc", ", o.attributes", ", o.status + 1");

    @Test
    void findsEveryMistakeOnce() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> wrong = new ArrayList<>();
        for (int query = 0; query < QUERIES; query++) {
            List<String> lines = new ArrayList<>();
            List<Integer> mistakes = new ArrayList<>();
            write(random, lines, mistakes);
            String sql = String.join("\n", lines);
            List<Integer> found = places(sql);
            if (!found.equals(mistakes)) {
                wrong.add("\n" + sql + "\n  expected errors on lines " + mistakes + ", found on " + found + ": "
                        + RejectedVerdict.analyze(sql).stream()
                                .map(one -> one.code() + " " + one.message())
                                .collect(Collectors.joining("; ")));
            }
        }
        assertThat(wrong).as("seed " + SEED).isEmpty();
    }

    private static List<Integer> places(String sql) {
        return RejectedVerdict.analyze(sql).stream()
                .filter(one -> one.isError() || one.code() == DiagnosticCode.ANALYSIS_DEFECT)
                .map(RejectedTogetherTest::line)
                .sorted()
                .toList();
    }

    private static int line(Diagnostic diagnostic) {
        return diagnostic.primary().orElseThrow().startLine();
    }

    /** Three mistakes at least, ten at most. */
    private static void write(SplittableRandom random, List<String> lines, List<Integer> mistakes) {
        lines.add("select o.order_id as id");
        int values = 2 + random.nextInt(6);
        IntStream.range(0, values)
                .forEach(item ->
                        mistake(", " + VALUES.get(random.nextInt(VALUES.size())) + " as c" + item, lines, mistakes));
        lines.add("from orders o join customers c on o.customer_id = c.customer_id");
        lines.add("where o.paid");
        int conditions = 1 + random.nextInt(2);
        IntStream.range(0, conditions)
                .forEach(item -> mistake(CONDITIONS.get(random.nextInt(CONDITIONS.size())), lines, mistakes));
        lines.add("order by o.order_id");
        if (random.nextBoolean()) {
            mistake(KEYS.get(random.nextInt(KEYS.size())), lines, mistakes);
        }
    }

    private static void mistake(String line, List<String> lines, List<Integer> mistakes) {
        lines.add(line);
        mistakes.add(lines.size());
    }

    /** A column that is not grouped, on line 8, keeps its type, so that the sum of line 11 is wrong too. */
    @Test
    void findsMistakesInEveryQueryOfOne() {
        assertThat(places(String.join(
                        "\n",
                        "with a as (",
                        "  select nosuch as x from orders",
                        "), b as (",
                        "  select x, upper(1) as y from a",
                        "  union all",
                        "  select 1, 'a', 2",
                        "), c as (",
                        "  select status, total from orders group by status",
                        ")",
                        "select b.nosuch, c.status,",
                        "  c.total + 'a'",
                        "from b cross join c",
                        "where b.y = date '2024-13-01'")))
                .containsExactly(2, 4, 6, 8, 10, 11, 13);
    }

    @Test
    void saysNothingOfWhatFollowsFromAMistake() {
        assertThat(places(
                        "select x.a + 1 as b, x.a || 'c' as d\nfrom (select nosuch as a from orders) x\nwhere x.a = 1"))
                .containsExactly(2);
        assertThat(places("select a, count(*) as n from (\nselect nosuch as a from orders) x group by a order by a"))
                .containsExactly(2);
        assertThat(places("with q as (\nselect * from nosuch) select a, b + 1 as c from q where d group by e"))
                .containsExactly(2);
        assertThat(places("select upper(nosuch) || 1 as x\nfrom orders")).containsExactly(1);
    }
}
