package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.Fragment;
import io.graphc.compiler.query.SqlText;
import io.graphc.project.DataTestSpec;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A built-in test where it is used.
 *
 * @param kind its canonical name
 * @param tested what it looks at, where that is not the whole relation
 * @param where the conditions on the rows that are tested
 * @param dbtNames whether the columns of failing rows are called as in dbt, for conditions that name them and tables that
 *     keep them
 */
record TestUse(
        String kind,
        DataTestSpec spec,
        BoundRelation relation,
        Optional<Tested> tested,
        List<MappedText> where,
        boolean dbtNames,
        ArgumentReader arguments) {
    private static final Pattern SUBQUERY = Pattern.compile("(?i)\\b(select|over)\\b");

    TestUse {
        where = List.copyOf(where);
    }

    /** What it looks at, for a test that always looks at something. */
    Tested value() {
        return tested.orElseThrow();
    }

    /** An empty query whose text belongs to the test where no smaller part of the YAML accounts for it. */
    SqlText text() {
        return new SqlText(spec.kind().span());
    }

    /** Adds the relation, narrowed to the rows that are tested. */
    SqlText from(SqlText sql) {
        if (where.isEmpty()) {
            return sql.add(relation.sql());
        }
        sql.add("(SELECT * FROM " + relation.sql() + " WHERE ");
        condition(sql);
        return sql.add(")");
    }

    /** Adds the conditions on the rows that are tested, of which there is one at least. */
    void condition(SqlText sql) {
        String and = "";
        for (MappedText part : where) {
            sql.add(and).addWritten(part);
            and = " AND ";
        }
    }

    /** Whether conditions can stand inside of an aggregate, where no query can. */
    boolean sharesScan() {
        return where.stream().noneMatch(part -> isQuery(part.text()));
    }

    static boolean isQuery(String sql) {
        return SUBQUERY.matcher(sql).find();
    }

    /** The test of which each row fails or passes by itself. */
    TestBody eachRow(Fragment failing) {
        SqlText sql = from(text().add("SELECT *\nFROM ")).add("\nWHERE ");
        failing.addTo(sql);
        Fragment failures = scan -> {
            scan.add("count_if(");
            if (!where.isEmpty()) {
                condition(scan);
                scan.add(" AND ");
            }
            scan.add("(");
            failing.addTo(scan);
            scan.add("))");
        };
        return TestBody.counted(sql.build(), new TestBody.Count(failures, true, false));
    }

    /** A value of the rows that are tested alone, inside of an aggregate over all rows. */
    Fragment narrowed(Fragment value) {
        if (where.isEmpty()) {
            return value;
        }
        return sql -> {
            condition(sql.add("CASE WHEN "));
            value.addTo(sql.add(" THEN "));
            sql.add(" END");
        };
    }
}
