package io.graphc.compiler.sql.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.graphc.testkit.TrinoSchema;
import io.graphc.testkit.TrinoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Wrong statements by the thousand, and right ones beside them, against a real Trino: of what it refuses, group by group,
 * nearly all is refused, at its place; nothing of what it accepts is. The rates are written to
 * {@code target/rejected-rates.txt}. Of the operators, a part of all pairs of types is asked in an ordinary run, all of
 * them with {@code -Dgraphc.corpus=all}.
 */
class RejectedCorpusTest {
    private static final int PERCENT = 98;
    private static final int PART_OF_OPERATORS = 12;
    private static final int PART_OF_OTHERS = 3;

    /** Right by the analyser alone: Trino refuses them when it plans them, or they need more than is analysed. */
    private static final List<String> KNOWN = List.of(
            // Two columns of one name inside, both taken by the star outside.
            "select * from (select 1 as x, 2 as x) t");

    private static final TrinoSchema TRINO = TrinoServer.shared().schema("rejected");

    @BeforeAll
    static void defineTables() {
        RejectedTables.columns().forEach(TRINO::define);
    }

    @TestFactory
    Stream<DynamicTest> refusesByRule() {
        return groups("rules", RejectedRules.statements());
    }

    @TestFactory
    Stream<DynamicTest> refusesNames() {
        return groups("names", part(RejectedNames.statements(), PART_OF_OTHERS));
    }

    @TestFactory
    Stream<DynamicTest> refusesArguments() {
        return groups("functions", part(RejectedFunctions.statements(), PART_OF_OTHERS));
    }

    @TestFactory
    Stream<DynamicTest> refusesOperands() {
        return groups("operators", part(RejectedOperators.statements(), PART_OF_OPERATORS));
    }

    /** The same statements in every run, spread over all of them. */
    private static List<RejectedStatement> part(List<RejectedStatement> all, int part) {
        if ("all".equals(System.getProperty("graphc.corpus"))) {
            return all;
        }
        return all.stream()
                .filter(one -> Math.floorMod(one.sql().hashCode(), part) == 0)
                .toList();
    }

    private static Stream<DynamicTest> groups(String corpus, List<RejectedStatement> statements) {
        List<TrinoSchema.Analysis> analyses =
                TRINO.analyze(statements.stream().map(RejectedStatement::sql).toList());
        Map<String, List<RejectedVerdict>> groups = new LinkedHashMap<>();
        for (int i = 0; i < statements.size(); i++) {
            RejectedVerdict verdict = RejectedVerdict.of(statements.get(i), analyses.get(i));
            groups.computeIfAbsent(statements.get(i).group(), name -> new ArrayList<>())
                    .add(verdict);
        }
        write(corpus, groups);
        return groups.entrySet().stream().map(group -> dynamicTest(group.getKey(), () -> check(group.getValue())));
    }

    private static void check(List<RejectedVerdict> verdicts) {
        assertThat(select(verdicts, RejectedVerdict::defect)).as("defects").isEmpty();
        assertThat(select(verdicts, RejectedCorpusTest::isFalse))
                .as("false errors")
                .isEmpty();
        List<RejectedVerdict> wrong = select(verdicts, RejectedVerdict::isWrong);
        List<RejectedVerdict> rejected = select(wrong, RejectedVerdict::isRejected);
        List<RejectedVerdict> missed = select(wrong, one -> !one.isRejected());
        assertThat(rejected.size() * 100)
                .as(() -> "rejected; missed: " + missed)
                .isGreaterThanOrEqualTo(wrong.size() * PERCENT);
        List<RejectedVerdict> elsewhere = select(rejected, one -> !one.isRejectedAtItsPlace());
        assertThat((rejected.size() - elsewhere.size()) * 100)
                .as(() -> "at Trino's place; elsewhere: " + elsewhere)
                .isGreaterThanOrEqualTo(rejected.size() * PERCENT);
    }

    /** Refused although it runs: what the analyser accepts can still be wrong when it is planned. */
    private static boolean isFalse(RejectedVerdict verdict) {
        return !verdict.isWrong()
                && verdict.isRejected()
                && !KNOWN.contains(verdict.statement().sql())
                && TRINO.execute(verdict.statement().sql()).failure().isEmpty();
    }

    private static List<RejectedVerdict> select(List<RejectedVerdict> verdicts, Predicate<RejectedVerdict> which) {
        return verdicts.stream().filter(which).toList();
    }

    private static void write(String corpus, Map<String, List<RejectedVerdict>> groups) {
        String text = groups.entrySet().stream()
                .map(group -> rates(group.getKey(), group.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.writeString(Path.of("target", "rejected-rates-" + corpus + ".txt"), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rates(String group, List<RejectedVerdict> verdicts) {
        List<RejectedVerdict> wrong = select(verdicts, RejectedVerdict::isWrong);
        List<RejectedVerdict> rejected = select(wrong, RejectedVerdict::isRejected);
        return String.format(
                Locale.ROOT,
                "%-46s accepted %5d, refused here too %3d; refused %5d, here too %5d, at its place %5d",
                group,
                verdicts.size() - wrong.size(),
                select(verdicts, one -> !one.isWrong() && one.isRejected()).size(),
                wrong.size(),
                rejected.size(),
                select(rejected, RejectedVerdict::isRejectedAtItsPlace).size());
    }
}
