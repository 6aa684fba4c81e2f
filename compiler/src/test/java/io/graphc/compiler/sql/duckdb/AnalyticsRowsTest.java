package io.graphc.compiler.sql.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.TableSchema;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.trino.StatementsTest;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.testkit.TrinoSchema;
import io.graphc.testkit.TrinoServer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The 22 queries over the tables of TPC-H give the same rows on a real Trino and, written for DuckDB, on DuckDB. */
final class AnalyticsRowsTest {
    private static final Map<String, Integer> ROWS = Map.of(
            "lineitem",
            400,
            "orders",
            120,
            "customer",
            30,
            "supplier",
            15,
            "part",
            20,
            "partsupp",
            60,
            "nation",
            8,
            "region",
            3);
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("r_name", List.of("EUROPE", "ASIA", "AMERICA")),
            Map.entry(
                    "n_name",
                    List.of("FRANCE", "GERMANY", "SAUDI ARABIA", "CANADA", "BRAZIL", "INDIA", "CHINA", "PERU")),
            Map.entry("c_mktsegment", List.of("BUILDING", "AUTOMOBILE")),
            Map.entry("c_phone", List.of("13-345-123", "31-345-123", "23-999-000", "29-1", "99-2")),
            Map.entry(
                    "p_type",
                    List.of("STANDARD BRASS", "PROMO BRASS", "ECONOMY ANODIZED STEEL", "MEDIUM POLISHED TIN")),
            Map.entry("p_brand", List.of("Brand#12", "Brand#23", "Brand#34", "Brand#45")),
            Map.entry("p_name", List.of("forest green", "green lace", "azure")),
            Map.entry("l_shipmode", List.of("MAIL", "SHIP", "AIR", "RAIL")),
            Map.entry("l_returnflag", List.of("R", "A", "N")),
            Map.entry("l_linestatus", List.of("O", "F")),
            Map.entry("o_orderpriority", List.of("1-URGENT", "2-HIGH", "3-MEDIUM", "5-LOW")),
            Map.entry("o_comment", List.of("special packages requests", "quick", "")));

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void rowsAreTrinos() throws SQLException {
        TrinoSchema trino = TrinoServer.shared().schema("analytics_rows");
        int filled = 0;
        try (DuckDbSession session = new DuckDbSession()) {
            for (String label : StatementsTest.TPCH.labels()) {
                TableSchema table = StatementsTest.TPCH.find(List.of(label)).orElseThrow();
                fill(session, trino, table);
            }
            for (StatementCases.Case one : StatementCases.read("tpch.sql")) {
                List<Diagnostic> problems = new ArrayList<>();
                TypedQuery query = session.write(one.sql(), StatementsTest.TPCH, problems);
                assertThat(problems).isEmpty();
                RecordedRow wanted = TrinoAnswer.of(new RecordedRow(one.sql(), "", ""), trino.execute(one.sql()));
                String found = ShownValue.normalized(session.run(query.engineSql()));
                assertThat(rows(found)).as(one.sql()).isEqualTo(rows(wanted.value()));
                filled += wanted.value().isEmpty() ? 0 : 1;
            }
        }
        assertThat(filled).as("queries with rows").isGreaterThan(16);
    }

    private static List<String> rows(String value) {
        return Stream.of(value.split(" ;; ")).sorted().toList();
    }

    private void fill(DuckDbSession session, TrinoSchema trino, TableSchema table) throws SQLException {
        StringJoiner columns = new StringJoiner(", ");
        StringJoiner engineColumns = new StringJoiner(", ");
        for (Column column : table.columns()) {
            columns.add(column.name() + " " + column.type());
            engineColumns.add(
                    column.name() + " " + DuckDbTypes.name(column.type()).orElseThrow());
        }
        StringJoiner rows = new StringJoiner(", ");
        for (int i = 1; i <= ROWS.get(table.label()); i++) {
            StringJoiner row = new StringJoiner(", ", "(", ")");
            for (int at = 0; at < table.columns().size(); at++) {
                row.add(
                        at == 0 && hasOwnKey(table)
                                ? String.valueOf(i)
                                : value(table.columns().get(at), i));
            }
            rows.add(row.toString());
        }
        trino.define(table.label(), columns.toString());
        String insert = "INSERT INTO " + table.label() + " VALUES " + rows;
        assertThat(trino.execute(insert).failure()).isEmpty();
        session.execute("CREATE TABLE " + table.label() + " (" + engineColumns + ")");
        session.execute(insert);
    }

    private static boolean hasOwnKey(TableSchema table) {
        return !List.of("lineitem", "partsupp").contains(table.label());
    }

    private String value(Column column, int row) {
        String name = column.name();
        if (name.endsWith("key")) {
            String table = name.substring(name.indexOf('_') + 1, name.length() - 3);
            int most = Map.of("order", 120, "cust", 24, "part", 20, "supp", 15, "nation", 8, "region", 3)
                    .get(table);
            return String.valueOf(1 + random.nextInt(most));
        }
        if (column.type() instanceof SqlType.Varchar) {
            List<String> words = WORDS.getOrDefault(name, List.of(name + row));
            boolean inOrder = name.equals("n_name") || name.equals("r_name");
            return "'" + (inOrder ? words.get(row - 1) : words.get(random.nextInt(words.size()))) + "'";
        }
        if (column.type() instanceof SqlType.Decimal) {
            int most = name.matches("l_discount|l_tax") ? 11 : name.equals("l_quantity") ? 5_000 : 400_000;
            return "DECIMAL '" + BigDecimal.valueOf(random.nextInt(most), 2).toPlainString() + "'";
        }
        if (name.matches(".*date")) {
            return "DATE '" + LocalDate.of(1992, 6, 1).plusDays(random.nextInt(2_200)) + "'";
        }
        return String.valueOf(List.of(1, 5, 9, 14, 15, 23, 45, 49).get(random.nextInt(8)));
    }
}
