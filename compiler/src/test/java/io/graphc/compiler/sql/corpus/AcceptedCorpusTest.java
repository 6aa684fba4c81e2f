package io.graphc.compiler.sql.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.corpus.Corpus.Answer;
import io.graphc.compiler.sql.corpus.Corpus.Comparison;
import io.graphc.compiler.sql.corpus.Corpus.Verdict;
import io.graphc.compiler.sql.trino.StatementsTest;
import io.graphc.testkit.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real Trino accepts, graphc accepts too, and with the same columns and types; the few exceptions are named. */
class AcceptedCorpusTest {
    private static final double REQUIRED = 0.995;

    /** The constructs that are not analysed; the manual names them. All are in the statements on the grammar. */
    private static final Set<String> OPAQUE = Set.of("match_recognize", "measures", "table(...)");

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
                        .filter(one -> !one.name().equals("grammar") && one.accepted() < REQUIRED)
                        .map(one -> one.counts() + one.differences()))
                .isEmpty();
        long understood = total(Verdict.SAME) + total(Verdict.OTHER_TYPES);
        long all = COMPARISONS.stream().mapToInt(one -> one.answers().size()).sum();
        assertThat(1.0 * understood / all).isGreaterThanOrEqualTo(REQUIRED);
    }

    private static long total(Verdict verdict) {
        return COMPARISONS.stream().mapToLong(one -> one.count(verdict)).sum();
    }

    @Test
    void refusesNothingThatTrinoAccepts() {
        assertThat(answers(Verdict.REFUSED)).isEmpty();
        assertThat(answers(Verdict.DEFECT)).isEmpty();
    }

    private static Stream<Answer> answers(Verdict verdict) {
        return COMPARISONS.stream().flatMap(one -> one.answers().stream()).filter(one -> one.verdict() == verdict);
    }

    @Test
    void namesInTheManualWhatIsOpaque() throws IOException {
        Path manual = Path.of(System.getProperty("graphc.root"), "docs", "reference", "sql.md");
        assertThat(Files.readString(manual)).contains(OPAQUE);
        Pattern known = Pattern.compile("match_recognize|\\bmeasures\\b|\\btable\\(");
        assertThat(answers(Verdict.OPAQUE))
                .allSatisfy(one -> assertThat(one.sql()).containsPattern(known));
    }

    @Test
    void yieldsTheTypesOfTrino() {
        assertThat(COMPARISONS.stream()
                        .filter(one -> one.same() < REQUIRED)
                        .map(one -> one.counts() + one.differences()))
                .isEmpty();
    }

    @Test
    void differsOnlyWhereItIsNamed() throws IOException {
        Files.writeString(
                Path.of("target/accepted-corpus.txt"),
                COMPARISONS.stream().map(Comparison::counts).collect(Collectors.joining()));
        GoldenFile.check(
                GoldenFile.resource("sql/corpus/accepted.txt"),
                COMPARISONS.stream().map(Comparison::differences).collect(Collectors.joining()));
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
