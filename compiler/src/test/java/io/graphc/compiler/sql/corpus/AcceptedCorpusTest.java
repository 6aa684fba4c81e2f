package io.graphc.compiler.sql.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.corpus.Corpus.Answer;
import io.graphc.compiler.sql.corpus.Corpus.Comparison;
import io.graphc.compiler.sql.corpus.Corpus.Verdict;
import io.graphc.compiler.sql.trino.StatementsTest;
import io.graphc.testkit.GoldenFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real Trino accepts, graphc accepts too, and with the same columns and types; the few exceptions are named. */
class AcceptedCorpusTest {
    private static final double REQUIRED = 0.995;

    /** Their constructs of JSON and of row patterns are still opaque. */
    private static final Set<String> PENDING = Set.of("operations", "grammar");

    private static final List<Comparison> COMPARISONS = new ArrayList<>();

    @BeforeAll
    static void compare() {
        Comparison functions = FunctionCalls.corpus().compare();
        COMPARISONS.add(functions);
        Stream.of(
                        FunctionCalls.nested(functions),
                        Operations.pairs(),
                        Operations.singles(),
                        statements("analytics", "tpch.sql", new CorpusTables("tpch", StatementsTest.TPCH)),
                        statements("statements", "accepted.sql", new CorpusTables("statements", StatementCases.TABLES)),
                        words(),
                        WrittenCorpus.of("grammar"),
                        WrittenCorpus.of("athena"),
                        WrittenCorpus.of("models"))
                .map(Corpus::compare)
                .forEach(COMPARISONS::add);
    }

    private static Corpus statements(String name, String resource, CorpusTables tables) {
        return new Corpus(
                name,
                tables,
                StatementCases.read(resource).stream()
                        .map(StatementCases.Case::sql)
                        // Names with a schema that the server has not got.
                        .filter(sql -> !sql.contains("analytics."))
                        .toList());
    }

    /** Every word that is not reserved, as the name of a column. */
    private static Corpus words() {
        return new Corpus(
                "words",
                WrittenCorpus.tables(),
                GrammarCoverage.words().stream()
                        .map(word -> "select w, t.w as w, (select w) as z from (select 1 as w) t"
                                .replaceAll("\\bw\\b", word))
                        .toList());
    }

    @Test
    void acceptsWhatTrinoAccepts() {
        assertThat(COMPARISONS.stream()
                        .filter(one -> !PENDING.contains(one.name()))
                        .filter(one -> one.accepted() < REQUIRED)
                        .map(one -> one.counts() + one.differences()))
                .isEmpty();
    }

    @Test
    void yieldsTheTypesOfTrino() {
        assertThat(COMPARISONS.stream()
                        .filter(one -> one.same() < REQUIRED)
                        .map(one -> one.counts() + one.differences()))
                .isEmpty();
    }

    @Test
    void differsOnlyWhereItIsNamed() {
        GoldenFile.check(
                GoldenFile.resource("sql/corpus/accepted.txt"),
                COMPARISONS.stream().map(Comparison::counts).collect(Collectors.joining())
                        + "\n"
                        + COMPARISONS.stream().map(Comparison::differences).collect(Collectors.joining()));
    }

    @Test
    void neverEndsInADefect() {
        assertThat(COMPARISONS.stream()
                        .filter(one -> one.count(Verdict.DEFECT) > 0)
                        .map(Comparison::differences))
                .isEmpty();
    }

    @Test
    void comparesAllThatIsWrittenByHand() {
        Set<String> generated = Set.of("functions", "nested calls", "operators", "operations");
        assertThat(COMPARISONS.stream()
                        .filter(one -> !generated.contains(one.name()))
                        .flatMap(one -> one.refusedByTrino().stream()))
                .isEmpty();
    }

    @Test
    void callsEveryOverload() {
        Set<String> accepted =
                COMPARISONS.get(0).answers().stream().map(Answer::sql).collect(Collectors.toSet());
        assertThat(FunctionCalls.calls().entrySet().stream()
                        .filter(calls -> Collections.disjoint(calls.getValue(), accepted))
                        .map(calls -> calls.getKey() + " as in "
                                + calls.getValue().iterator().next()))
                .isEmpty();
    }

    @Test
    void comparesThousands() {
        assertThat(COMPARISONS.stream().mapToInt(one -> one.answers().size()).sum())
                .isCloseTo(9_000, within(1_500));
    }
}
