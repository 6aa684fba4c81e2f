package io.graphc.compiler.datatest;

import io.graphc.compiler.query.Fragment;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The tests of a number that all rows have together, or each group of rows. One failure is one number that is wrong. */
final class AggregateBodies {
    private AggregateBodies() {}

    /**
     * A number of rows.
     *
     * @param column its name among the columns of failing rows
     * @param of the aggregate, of the rows that are tested or of all of them with the condition inside
     * @param distinct whether it has to tell values apart
     */
    private record Aggregate(String column, Function<Rows, Fragment> of, boolean distinct) {}

    /** The rows that an aggregate is over. */
    private record Rows(TestUse use, boolean all) {
        Fragment value(Fragment value) {
            return all ? use.narrowed(value) : value;
        }

        Fragment count() {
            if (!all || use.where().isEmpty()) {
                return Fragment.of("count(*)");
            }
            return sql -> {
                use.condition(sql.add("count_if("));
                sql.add(")");
            };
        }
    }

    static Optional<TestBody> rowCount(TestUse use) {
        return rowCount(use, "min", "max");
    }

    static Optional<TestBody> rowCountBetween(TestUse use) {
        return rowCount(use, "min_value", "max_value");
    }

    private static Optional<TestBody> rowCount(TestUse use, String least, String most) {
        ArgumentReader arguments = use.arguments();
        OptionalLong min = arguments.whole(least);
        OptionalLong max = arguments.whole(most);
        if (!arguments.isSound()) {
            return Optional.empty();
        }
        if (min.isEmpty() && max.isEmpty()) {
            arguments.report(arguments
                    .problem(
                            DiagnosticCode.MISSING_KEY,
                            "test `" + use.kind() + "` has neither `" + least + "` nor `" + most + "`")
                    .at(use.spec().kind().span()));
            return Optional.empty();
        }
        if (min.isPresent() && max.isPresent() && min.getAsLong() > max.getAsLong()) {
            arguments.report(arguments
                    .problem(
                            DiagnosticCode.TEST_BOUNDS,
                            "`" + least + "` is more than `" + most + "`, so nothing passes")
                    .at(arguments.text(least).orElseThrow().span())
                    .label(arguments.text(most).orElseThrow().span(), "`" + most + "`"));
            return Optional.empty();
        }
        Aggregate rows = new Aggregate("row_count", Rows::count, false);
        return Optional.of(body(use, rows, List.of(), number -> sql -> {
            if (min.isPresent()) {
                number.addTo(sql);
                sql.add(" < " + min.getAsLong());
            }
            sql.add(min.isPresent() && max.isPresent() ? " OR " : "");
            if (max.isPresent()) {
                number.addTo(sql);
                sql.add(" > " + max.getAsLong());
            }
        }));
    }

    static Optional<TestBody> atLeastOne(TestUse use) {
        Aggregate values = new Aggregate("filler_column", rows -> count(rows.value(use.value()), ""), false);
        return grouped(use, values, number -> sql -> {
            number.addTo(sql);
            sql.add(" = 0");
        });
    }

    static Optional<TestBody> notConstant(TestUse use) {
        Aggregate values = new Aggregate("filler_column", rows -> count(rows.value(use.value()), "DISTINCT "), true);
        return grouped(use, values, number -> sql -> {
            number.addTo(sql);
            sql.add(" = 1");
        });
    }

    private static Fragment count(Fragment value, String distinct) {
        return sql -> {
            value.addTo(sql.add("count(" + distinct));
            sql.add(")");
        };
    }

    static Optional<TestBody> notNullProportion(TestUse use) {
        Optional<Located<String>> least = use.arguments().number("at_least");
        Optional<Located<String>> most = use.arguments().number("at_most");
        if (least.isEmpty() || !use.arguments().isSound()) {
            return Optional.empty();
        }
        Aggregate share = new Aggregate(
                "not_null_proportion",
                rows -> sql -> {
                    count(rows.value(use.value()), "").addTo(sql.add("(CAST("));
                    // Of no rows there is no share, and the test passes, as in dbt.
                    rows.count().addTo(sql.add(" AS double) / NULLIF("));
                    sql.add(", 0))");
                },
                false);
        return grouped(use, share, number -> sql -> {
            number.addTo(sql);
            sql.add(" < ").add(least.get().value() + "E0", least.get().span());
            most.ifPresent(found -> {
                number.addTo(sql.add(" OR "));
                sql.add(" > ").add(found.value() + "E0", found.span());
            });
        });
    }

    static Optional<TestBody> recency(TestUse use) {
        ArgumentReader arguments = use.arguments();
        Optional<Tested> field = arguments.column("field", use.relation());
        Optional<Located<String>> part = arguments.text("datepart");
        OptionalLong interval = arguments.whole("interval");
        if (!arguments.isSound() || field.isEmpty() || part.isEmpty() || interval.isEmpty()) {
            return Optional.empty();
        }
        boolean zone = field.get()
                .column()
                .filter(column -> column.type() instanceof SqlType.Timestamp timestamp && timestamp.withZone())
                .isPresent();
        boolean days = arguments.flag("ignore_time_component", false);
        String clock = zone ? "current_timestamp" : "localtimestamp";
        String before = "date_add('" + part.get().value() + "', " + -interval.getAsLong() + ", " + clock + ")";
        String type = days ? "date" : zone ? "" : "timestamp(6)";
        Aggregate latest = new Aggregate(
                "most_recent",
                rows -> sql -> {
                    rows.value(field.get()).addTo(sql.add(type.isEmpty() ? "max(" : "CAST(max("));
                    sql.add(type.isEmpty() ? ")" : ") AS " + type + ")");
                },
                false);
        String threshold = type.isEmpty() ? before : "CAST(" + before + " AS " + type + ")";
        return grouped(use, latest, moment -> sql -> {
            moment.addTo(sql);
            sql.add(" < " + threshold);
        });
    }

    private static Optional<TestBody> grouped(TestUse use, Aggregate aggregate, Function<Fragment, Fragment> wrong) {
        List<Tested> groups = use.arguments().columns("group_by_columns", use.relation());
        return use.arguments().isSound() ? Optional.of(body(use, aggregate, groups, wrong)) : Optional.empty();
    }

    private static TestBody body(
            TestUse use, Aggregate aggregate, List<Tested> groups, Function<Fragment, Fragment> wrong) {
        SqlText sql = ArgumentReader.add(use.text().add("SELECT *\nFROM (\nSELECT "), groups, "group_")
                .add(groups.isEmpty() ? "" : ", ");
        aggregate.of().apply(new Rows(use, false)).addTo(sql);
        use.from(sql.add(" AS \"" + aggregate.column() + "\"\nFROM "));
        groupBy(sql, groups.size()).add("\n) counted\nWHERE ");
        wrong.apply(Fragment.of("\"" + aggregate.column() + "\"")).addTo(sql);
        if (!groups.isEmpty()) {
            return TestBody.query(sql.build());
        }
        Fragment failures = scan -> {
            scan.add("CASE WHEN ");
            wrong.apply(aggregate.of().apply(new Rows(use, true))).addTo(scan);
            scan.add(" THEN 1 ELSE 0 END");
        };
        return TestBody.counted(sql.build(), new TestBody.Count(failures, true, aggregate.distinct()));
    }

    /** Adds that rows are grouped by the first columns. */
    static SqlText groupBy(SqlText sql, int columns) {
        for (int i = 1; i <= columns; i++) {
            sql.add(i == 1 ? "\nGROUP BY 1" : ", " + i);
        }
        return sql;
    }
}
