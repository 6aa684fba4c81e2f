package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.Fragment;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The tests of a relation's rows as a whole, or beside those of another relation. */
final class RelationBodies {
    private RelationBodies() {}

    static Optional<TestBody> uniqueCombination(TestUse use) {
        List<Tested> columns = use.arguments().columns("combination_of_columns", use.relation());
        if (columns.isEmpty() || !use.arguments().isSound()) {
            if (use.arguments().isSound()) {
                use.arguments()
                        .report(use.arguments()
                                .problem(DiagnosticCode.VALUE_NOT_ALLOWED, "`combination_of_columns` names no column")
                                .at(use.spec().kind().span()));
            }
            return Optional.empty();
        }
        SqlText sql = ArgumentReader.add(use.text().add("SELECT "), columns, "column_")
                .add(", count(*) AS \"n_records\"\nFROM ");
        AggregateBodies.groupBy(use.from(sql), columns.size()).add("\nHAVING count(*) > 1");
        Fragment combination =
                text -> ArgumentReader.add(text.add("ROW("), columns, "").add(")");
        return Optional.of(TestBody.counted(sql.build(), ColumnBodies.repeated(use.narrowed(combination))));
    }

    static Optional<TestBody> relationships(TestUse use) {
        return child(use, Optional.empty(), Optional.empty());
    }

    static Optional<TestBody> relationshipsWhere(TestUse use) {
        Optional<MappedText> from = use.arguments().sql("from_condition");
        Optional<MappedText> to = use.arguments().sql("to_condition");
        return use.arguments().isSound() ? child(use, from, to) : Optional.empty();
    }

    private static Optional<TestBody> child(TestUse use, Optional<MappedText> from, Optional<MappedText> to) {
        Optional<BoundRelation> parent = use.arguments().relation("to");
        Optional<Tested> field = parent.flatMap(found -> use.arguments().column("field", found));
        if (field.isEmpty()) {
            return Optional.empty();
        }
        SqlText sql = use.text().add("SELECT child.");
        use.value().addTo(sql);
        sql.add(use.dbtNames() ? " AS \"from_field\"\nFROM " : " AS \"value\"\nFROM ");
        if (from.isPresent()) {
            use.from(sql.add("(SELECT * FROM ")).add(" WHERE ").addWritten(from.get());
            sql.add(")");
        } else {
            use.from(sql);
        }
        sql.add(" child\nLEFT JOIN ");
        if (to.isPresent()) {
            sql.add("(SELECT * FROM " + parent.get().sql() + " WHERE ").addWritten(to.get());
            sql.add(")");
        } else {
            sql.add(parent.get().sql());
        }
        field.get().addTo(sql.add(" parent ON parent."));
        use.value().addTo(sql.add(" = child."));
        use.value().addTo(sql.add("\nWHERE child."));
        field.get().addTo(sql.add(" IS NOT NULL AND parent."));
        return Optional.of(TestBody.query(sql.add(" IS NULL\nORDER BY 1").build(), parent.get()));
    }

    static Optional<TestBody> equalRowCount(TestUse use) {
        Optional<BoundRelation> other = use.arguments().relation("compare_model");
        if (other.isEmpty()) {
            return Optional.empty();
        }
        List<Tested> groups = use.arguments().columns("group_by_columns", use.relation());
        List<Tested> others = use.arguments().columns("group_by_columns", other.get());
        if (!use.arguments().isSound()) {
            return Optional.empty();
        }
        // A union instead of a join, so that groups are found whose column is null, or that one side alone has.
        SqlText sql = use.text().add("SELECT *\nFROM (\nSELECT ");
        for (int i = 1; i <= groups.size(); i++) {
            sql.add("\"group_" + i + "\", ");
        }
        sql.add("sum(\"a\") AS \"count_a\", sum(\"b\") AS \"count_b\", abs(sum(\"a\") - sum(\"b\")) AS \"diff_count\"\n"
                + "FROM (\nSELECT ");
        use.from(named(sql, groups).add("count(*) AS \"a\", 0 AS \"b\"\nFROM "));
        AggregateBodies.groupBy(sql, groups.size()).add("\nUNION ALL\nSELECT ");
        named(sql, others)
                .add("0 AS \"a\", count(*) AS \"b\"\nFROM " + other.get().sql());
        AggregateBodies.groupBy(sql, groups.size()).add("\n) counted");
        AggregateBodies.groupBy(sql, groups.size()).add("\n) compared\nWHERE \"diff_count\" <> 0");
        return Optional.of(TestBody.query(sql.build(), other.get())
                // As in dbt_utils, a failure is a row that one of the two has more.
                .withFailCalc("coalesce(sum(\"diff_count\"), 0)"));
    }

    private static SqlText named(SqlText sql, List<Tested> groups) {
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).addTo(sql);
            sql.add(" AS \"group_" + (i + 1) + "\", ");
        }
        return sql;
    }

    static Optional<TestBody> equality(TestUse use) {
        ArgumentReader arguments = use.arguments();
        Optional<BoundRelation> other = arguments.relation("compare_model");
        OptionalLong precision = arguments.whole("precision");
        if (other.isEmpty() || !arguments.isSound()) {
            return Optional.empty();
        }
        List<Tested> columns = compared(use, other.get());
        if (columns.isEmpty() || !arguments.isSound()) {
            return Optional.empty();
        }
        SqlText sql = use.text().add("SELECT 'a_minus_b' AS \"which_diff\", ");
        difference(use, ArgumentReader.add(sql, columns, ""), columns, precision, Optional.empty(), other);
        sql.add("\nUNION ALL\nSELECT 'b_minus_a' AS \"which_diff\", ");
        difference(use, ArgumentReader.add(sql, columns, ""), columns, precision, other, Optional.empty());
        return Optional.of(TestBody.query(sql.build(), other.get()));
    }

    /** Adds the rows that the first relation has and the second has not; the tested one stands for none. */
    private static void difference(
            TestUse use,
            SqlText sql,
            List<Tested> columns,
            OptionalLong precision,
            Optional<BoundRelation> first,
            Optional<BoundRelation> second) {
        side(use, sql.add(" FROM (\n"), columns, precision, first);
        side(use, sql.add("\nEXCEPT\n"), columns, precision, second);
        sql.add("\n) compared");
    }

    private static void side(
            TestUse use, SqlText sql, List<Tested> columns, OptionalLong precision, Optional<BoundRelation> relation) {
        String comma = "SELECT ";
        for (Tested column : columns) {
            sql.add(comma);
            comma = ", ";
            if (precision.isPresent() && isFraction(column)) {
                column.addTo(sql.add("round("));
                column.addTo(sql.add(", " + precision.getAsLong() + ") AS "));
            } else {
                column.addTo(sql);
            }
        }
        sql.add(" FROM ");
        if (relation.isPresent()) {
            sql.add(relation.get().sql());
        } else {
            use.from(sql);
        }
    }

    private static boolean isFraction(Tested column) {
        SqlType type = column.column().orElseThrow().type();
        return type instanceof SqlType.Decimal || type == SqlTypes.DOUBLE || type == SqlTypes.REAL;
    }

    /** The columns to compare, which both relations must have. */
    private static List<Tested> compared(TestUse use, BoundRelation other) {
        ArgumentReader arguments = use.arguments();
        if (arguments.has("compare_columns")) {
            List<Tested> columns = arguments.columns("compare_columns", use.relation());
            arguments.columns("compare_columns", other);
            return columns.stream()
                    .filter(column -> column.column().isPresent())
                    .toList();
        }
        Set<String> excluded = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        arguments.columns("exclude_columns", use.relation()).forEach(column -> excluded.add(column.name()));
        List<Tested> columns = new ArrayList<>();
        for (Column column : use.relation().columns()) {
            if (!excluded.contains(column.name())) {
                columns.add(Tested.column(column, use.spec().kind().span()));
            }
        }
        if (!lacking(use, use.relation(), other, excluded)) {
            lacking(use, other, use.relation(), excluded);
        }
        return columns;
    }

    /** Reports columns of one relation that the other has not. */
    private static boolean lacking(TestUse use, BoundRelation has, BoundRelation lacks, Set<String> excluded) {
        List<String> names = has.columnNames().stream()
                .filter(name -> !excluded.contains(name) && lacks.column(name).isEmpty())
                .map(name -> "`" + name + "`")
                .toList();
        if (!names.isEmpty()) {
            use.arguments()
                    .report(use.arguments()
                            .problem(
                                    DiagnosticCode.UNKNOWN_COLUMN,
                                    "`" + lacks.label() + "` has no column " + String.join(", ", names) + ", which `"
                                            + has.label() + "` has")
                            .at(use.spec().kind().span())
                            .help("name the columns to compare in `compare_columns`, or leave some out by"
                                    + " `exclude_columns`"));
        }
        return !names.isEmpty();
    }
}
