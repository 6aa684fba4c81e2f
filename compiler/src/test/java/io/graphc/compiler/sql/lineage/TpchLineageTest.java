package io.graphc.compiler.sql.lineage;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.trino.StatementsTest;
import io.graphc.plan.Lineage;
import io.graphc.plan.LineageKind;
import io.graphc.plan.LineageSource;
import io.graphc.testkit.GoldenFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lineage of the queries in {@code tpch.sql}; the expected one was worked out by hand from their text. */
class TpchLineageTest {
    @Test
    void isWhatWasWorkedOutByHand() {
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (StatementCases.Case query : StatementCases.read("tpch.sql")) {
            Lineage lineage = SqlFixture.sql(StatementsTest.TPCH, query.sql())
                    .analyze()
                    .query()
                    .lineage();
            text.append("query ").append(number++).append('\n');
            lineage.columns().forEach((column, sources) -> line(column, sources, text));
            line("(rows)", lineage.rows(), text);
        }
        GoldenFile.check(GoldenFile.resource("sql/tpch-lineage.txt"), text.toString());
    }

    private static void line(String name, List<LineageSource> sources, StringBuilder text) {
        Map<LineageKind, List<String>> kinds = sources.stream()
                .collect(Collectors.groupingBy(
                        LineageSource::kind,
                        TreeMap::new,
                        Collectors.mapping(LineageSource::column, Collectors.toList())));
        text.append("  ").append(name).append(": ");
        text.append(kinds.entrySet().stream()
                        .map(entry -> entry.getKey().word() + " " + String.join(" ", entry.getValue()))
                        .collect(Collectors.joining(", ")))
                .append('\n');
    }
}
