package io.graphc.compiler.datatest;

import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The tests of rows in an order, each beside the next. */
final class SeriesBodies {
    private SeriesBodies() {}

    static Optional<TestBody> sequential(TestUse use) {
        ArgumentReader arguments = use.arguments();
        OptionalLong interval = arguments.whole("interval");
        Optional<Located<String>> part = arguments.text("datepart");
        List<Tested> groups = arguments.columns("group_by_columns", use.relation());
        if (!arguments.isSound() || !hasPart(use, part)) {
            return Optional.empty();
        }
        long step = interval.orElse(1);
        SqlText sql = ArgumentReader.add(use.text().add("SELECT *\nFROM (\nSELECT "), groups, "group_")
                .add(groups.isEmpty() ? "" : ", ");
        use.value().addTo(sql);
        use.value().addTo(sql.add(" AS \"value\", lag("));
        sql.add(") OVER (");
        if (!groups.isEmpty()) {
            ArgumentReader.add(sql.add("PARTITION BY "), groups, "").add(" ");
        }
        use.value().addTo(sql.add("ORDER BY "));
        use.from(sql.add(") AS \"previous\"\nFROM ")).add("\n) followed\nWHERE NOT ");
        if (part.isPresent()) {
            sql.add("CAST(\"value\" AS timestamp(6)) = date_add('" + part.get().value() + "', " + step
                    + ", CAST(\"previous\" AS timestamp(6)))");
        } else {
            sql.add("\"value\" = \"previous\" + (" + step + ")");
        }
        return Optional.of(TestBody.query(sql.build()));
    }

    /** Reports an order of times without a unit. */
    private static boolean hasPart(TestUse use, Optional<Located<String>> part) {
        boolean time = use.value()
                .column()
                .filter(column -> column.type() == SqlTypes.DATE || column.type() instanceof SqlType.Timestamp)
                .isPresent();
        if (time && part.isEmpty()) {
            use.arguments()
                    .report(use.arguments()
                            .problem(
                                    DiagnosticCode.MISSING_KEY,
                                    "`datepart` is missing in test `sequential_values` of a column of times")
                            .at(use.spec().kind().span())
                            .help("write the unit of the step, as `datepart: day`"));
        }
        return !time || part.isPresent();
    }

    static Optional<TestBody> exclusiveRanges(TestUse use) {
        ArgumentReader arguments = use.arguments();
        Optional<Tested> lower = arguments.column("lower_bound_column", use.relation());
        Optional<Tested> upper = arguments.column("upper_bound_column", use.relation());
        Optional<MappedText> partition = arguments.sql("partition_by");
        Optional<Located<String>> gaps = arguments.text("gaps");
        boolean empty = arguments.flag("zero_length_range_allowed", false);
        if (!arguments.isSound() || lower.isEmpty() || upper.isEmpty()) {
            return Optional.empty();
        }
        SqlText sql = use.text().add("SELECT *\nFROM (\nSELECT ");
        partition.ifPresent(by -> sql.addWritten(by).add(" AS \"partition_by_col\", "));
        lower.get().addTo(sql);
        upper.get().addTo(sql.add(" AS \"lower_bound\", "));
        lower.get().addTo(sql.add(" AS \"upper_bound\",\n  lead("));
        window(sql.add(")"), partition, lower.get(), upper.get(), "").add(" AS \"next_lower_bound\",\n  row_number()");
        window(sql, partition, lower.get(), upper.get(), " DESC").add(" AS \"from_the_end\"\nFROM ");
        use.from(sql)
                .add("\n) ranges\nWHERE NOT coalesce(\"lower_bound\" " + (empty ? "<=" : "<")
                        + " \"upper_bound\", false)\n  OR NOT coalesce(\"upper_bound\" "
                        + operator(gaps.map(Located::value).orElse("allowed"))
                        + " \"next_lower_bound\", \"from_the_end\" = 1)");
        return Optional.of(TestBody.query(sql.build()));
    }

    private static String operator(String gaps) {
        return switch (gaps) {
            case "not_allowed" -> "=";
            case "required" -> "<";
            default -> "<=";
        };
    }

    private static SqlText window(
            SqlText sql, Optional<MappedText> partition, Tested lower, Tested upper, String order) {
        sql.add(" OVER (");
        partition.ifPresent(by -> sql.add("PARTITION BY ").addWritten(by).add(" "));
        lower.addTo(sql.add("ORDER BY "));
        upper.addTo(sql.add(order + ", "));
        return sql.add(order + ")");
    }
}
