package io.graphc.compiler.datatest;

import io.graphc.compiler.datatest.ValueReader.Bound;
import io.graphc.compiler.query.Fragment;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The tests of the values of a column. They count like dbt's: one row for each null, each repeated value, each value that is
 * not accepted.
 */
final class ColumnBodies {
    private ColumnBodies() {}

    static Optional<TestBody> notNull(TestUse use) {
        return Optional.of(use.eachRow(sql -> {
            use.value().addTo(sql);
            sql.add(" IS NULL");
        }));
    }

    static Optional<TestBody> unique(TestUse use) {
        SqlText sql = use.text().add("SELECT ");
        use.value().addTo(sql);
        use.from(sql.add(counted(use, "unique_field"))).add("\nWHERE ");
        use.value().addTo(sql);
        sql.add(" IS NOT NULL\nGROUP BY 1\nHAVING count(*) > 1\nORDER BY 1");
        return Optional.of(TestBody.counted(sql.build(), repeated(use.narrowed(use.value()))));
    }

    /** The surplus of values over different ones: 0 where none repeats. */
    static TestBody.Count repeated(Fragment value) {
        Fragment surplus = sql -> {
            value.addTo(sql.add("count("));
            value.addTo(sql.add(") - count(DISTINCT "));
            sql.add(")");
        };
        return new TestBody.Count(surplus, false, true);
    }

    private static String counted(TestUse use, String dbtName) {
        return use.dbtNames()
                ? " AS \"" + dbtName + "\", count(*) AS \"n_records\"\nFROM "
                : " AS \"value\", count(*) AS \"rows\"\nFROM ";
    }

    static Optional<TestBody> accepted(TestUse use) {
        return values(use, " NOT IN (");
    }

    static Optional<TestBody> notAccepted(TestUse use) {
        return values(use, " IN (");
    }

    private static Optional<TestBody> values(TestUse use, String operator) {
        List<Located<String>> values = new ValueReader(use).list("values");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Fragment wrong = sql -> {
            use.value().addTo(sql);
            String comma = operator;
            for (Located<String> value : values) {
                sql.add(comma).add(value.value(), value.span());
                comma = ", ";
            }
            sql.add(")");
        };
        SqlText sql = use.text().add("SELECT ");
        use.value().addTo(sql);
        use.from(sql.add(counted(use, "value_field"))).add("\nWHERE ");
        wrong.addTo(sql);
        sql.add("\nGROUP BY 1\nORDER BY 1");
        Fragment different = scan -> {
            scan.add("count(DISTINCT CASE WHEN ");
            if (!use.where().isEmpty()) {
                use.condition(scan);
                scan.add(" AND ");
            }
            wrong.addTo(scan);
            use.value().addTo(scan.add(" THEN "));
            scan.add(" END)");
        };
        return Optional.of(TestBody.counted(sql.build(), new TestBody.Count(different, true, true)));
    }

    static Optional<TestBody> range(TestUse use) {
        ArgumentReader arguments = use.arguments();
        if (!arguments.has("min_value") && !arguments.has("max_value")) {
            arguments.report(arguments
                    .problem(
                            DiagnosticCode.MISSING_KEY,
                            "test `" + use.kind() + "` has neither `min_value` nor `max_value`")
                    .at(use.spec().kind().span()));
            return Optional.empty();
        }
        ValueReader values = new ValueReader(use);
        Optional<Bound> min = values.bound("min_value");
        Optional<Bound> max = values.bound("max_value");
        if (!arguments.isSound() || isReversed(use, min, max)) {
            return Optional.empty();
        }
        boolean inclusive = arguments.flag("inclusive", true) && !arguments.flag("strictly", false);
        return Optional.of(use.eachRow(sql -> {
            min.ifPresent(bound -> outside(use, sql, inclusive ? " >= " : " > ", bound));
            if (min.isPresent() && max.isPresent()) {
                sql.add(" OR ");
            }
            max.ifPresent(bound -> outside(use, sql, inclusive ? " <= " : " < ", bound));
        }));
    }

    private static void outside(TestUse use, SqlText sql, String operator, Bound bound) {
        use.value().addTo(sql.add("NOT "));
        sql.add(operator).add(bound.sql(), bound.written().span());
    }

    private static boolean isReversed(TestUse use, Optional<Bound> min, Optional<Bound> max) {
        boolean reversed = min.flatMap(bound -> bound.literal().number())
                .flatMap(low -> max.flatMap(bound -> bound.literal().number()).filter(high -> low.compareTo(high) > 0))
                .isPresent();
        if (reversed) {
            use.arguments()
                    .report(use.arguments()
                            .problem(
                                    DiagnosticCode.TEST_BOUNDS,
                                    "`min_value` is more than `max_value`, so nothing passes")
                            .at(min.orElseThrow().written().span())
                            .label(max.orElseThrow().written().span(), "`max_value`"));
        }
        return reversed;
    }

    static Optional<TestBody> expression(TestUse use) {
        Optional<MappedText> expression = use.arguments().sql("expression");
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        TestBody body = use.eachRow(sql -> {
            sql.add("NOT (");
            use.tested().ifPresent(tested -> {
                tested.addTo(sql);
                sql.add(" ");
            });
            sql.add(expression.get()).add(SqlText.closing(expression.get().text()));
        });
        return Optional.of(TestUse.isQuery(expression.get().text()) ? body.withoutCount() : body);
    }

    static Optional<TestBody> regex(TestUse use) {
        Optional<Located<String>> matches = use.arguments().text("matches");
        Optional<Located<String>> not = use.arguments().text("not_matches");
        if (matches.isEmpty() && not.isEmpty()) {
            if (use.arguments().isSound()) {
                use.arguments()
                        .report(use.arguments()
                                .problem(
                                        DiagnosticCode.MISSING_KEY,
                                        "test `regex` has neither `matches` nor `not_matches`")
                                .at(use.spec().kind().span()));
            }
            return Optional.empty();
        }
        return regex(use, matches, not);
    }

    static Optional<TestBody> matches(TestUse use) {
        return regex(use, use.arguments().text("regex"), Optional.empty());
    }

    static Optional<TestBody> notMatches(TestUse use) {
        return regex(use, Optional.empty(), use.arguments().text("regex"));
    }

    private static Optional<TestBody> regex(
            TestUse use, Optional<Located<String>> matches, Optional<Located<String>> not) {
        matches.ifPresent(written -> checkRegex(use, written));
        not.ifPresent(written -> checkRegex(use, written));
        if (!isText(use) || !use.arguments().isSound()) {
            return Optional.empty();
        }
        return Optional.of(use.eachRow(sql -> {
            matches.ifPresent(written -> found(use, sql.add("NOT "), written));
            if (matches.isPresent() && not.isPresent()) {
                sql.add(" OR ");
            }
            not.ifPresent(written -> found(use, sql, written));
        }));
    }

    private static void found(TestUse use, SqlText sql, Located<String> regex) {
        use.value().addTo(sql.add("regexp_like("));
        sql.add(", ").add(SqlText.literal(regex.value()), regex.span()).add(")");
    }

    private static void checkRegex(TestUse use, Located<String> written) {
        try {
            Pattern.compile(written.value());
        } catch (PatternSyntaxException e) {
            use.arguments()
                    .report(use.arguments()
                            .problem(
                                    DiagnosticCode.VALUE_NOT_ALLOWED,
                                    "`" + written.value() + "` is no regular expression")
                            .at(written.span())
                            .note(e.getDescription()
                                    + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1))));
        }
    }

    /** Reports a test of texts at a column of another type. */
    private static boolean isText(TestUse use) {
        Optional<SqlType> type = use.value().column().map(column -> column.type());
        boolean text = type.isEmpty() || type.get() == SqlTypes.ANY || SqlTypes.isText(type.get());
        if (!text) {
            use.arguments()
                    .report(use.arguments()
                            .problem(
                                    DiagnosticCode.TEST_MISPLACED,
                                    "`" + use.kind() + "` is a test of texts, and `"
                                            + use.value().name() + "` is of type `" + type.get() + "`")
                            .at(use.spec().kind().span()));
        }
        return text;
    }

    static Optional<TestBody> notEmpty(TestUse use) {
        boolean trim = use.arguments().flag("trim_whitespace", true);
        return isText(use)
                ? Optional.of(use.eachRow(sql -> {
                    use.value().addTo(sql.add(trim ? "trim(" : ""));
                    sql.add((trim ? ")" : "") + " = ''");
                }))
                : Optional.empty();
    }
}
