package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.FormerRows;
import io.graphc.runtime.engine.RowHash;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rows of an element query that differ from the former ones, by id and hash, in a table of their own; the staged table is a view of these
 * and of the former ones without those that have changed or gone. To make a row and look for its hash takes a fourth of what
 * it takes to write it down and compare it value by value, which is left for the few that differ.
 */
record DifferingRows(DuckDbSession.Connected connected, ElementPlan element, FormerRows former) {
    /** Where more than one row in so many differs, all are staged: little is spared. */
    private static final int MOST = 4;

    /**
     * Types whose values differ in their hashes where they differ. Lists do not: DuckDB adds their elements to the hash of a row
     * one by one, so that one may go from a list to the next, and leaves out nulls. Numbers of 128 bits have half of theirs.
     */
    private static final Pattern HASHED =
            Pattern.compile("VARCHAR|BLOB|BOOLEAN|U?(TINY|SMALL|BIG)INT|U?INTEGER|FLOAT|DOUBLE"
                    + "|DATE|TIME|TIMESTAMP(_S|_MS|_NS)?|TIMESTAMP WITH TIME ZONE|DECIMAL\\((\\d|1[0-8]),\\d+\\)");

    private static final String ID = RelationName.quote(ElementQuery.ID);
    private static final String FORMER = RelationName.quote(ElementQuery.FORMER);
    private static final String GONE = RelationName.quote("~gone");
    private static final String GONE_ID = RelationName.quote("~gone_id");
    private static final String TOUCHED = RelationName.quote("~touched");
    private static final String HASH = RelationName.quote(RowHash.COLUMN);

    private String sql() {
        return "(\n" + element.query().engineSql() + "\n)";
    }

    private String table() {
        return element.query().differing().quoted();
    }

    /** The number of staged rows; empty where they have to be staged in full. */
    OptionalLong stage() throws SQLException {
        List<DescribedColumn> columns = connected.describe(element.query().engineSql());
        if (!isLikeFormer(columns)) {
            return OptionalLong.empty();
        }
        List<String> names = element.columns();
        // Without the former ids, which are texts, the table that is looked into takes a fourth less time.
        connected.execute("CREATE OR REPLACE TABLE " + table() + " AS SELECT n.*, CAST(NULL AS VARCHAR) AS " + FORMER
                + ", o.h AS " + GONE + ", o.i AS " + GONE_ID + " FROM (SELECT q.*, " + RowHash.of("q", names) + " AS "
                + HASH + " FROM " + sql()
                + " AS q) AS n FULL JOIN (SELECT " + HASH + " AS h, hash(" + ID + ") AS i FROM "
                + former.table().quoted() + ") AS o ON o.h = n." + HASH + " AND o.i = hash(n." + ID + ") WHERE n."
                + HASH + " IS NULL OR o.h IS NULL");
        long rows = connected.queryLong("SELECT count(*) FROM " + sql());
        long gone = connected.queryLong("SELECT count(*) - count(" + HASH + ") FROM " + table());
        if (!isWorthwhile(rows, gone)) {
            return none();
        }
        if (gone > 0) {
            addFormer();
        }
        if (!hasUniqueIds()) {
            return none();
        }
        String selected = names.stream().map(RelationName::quote).collect(Collectors.joining(", "));
        new Relations(connected)
                .replaceWithView(
                        element.query().staged(),
                        "SELECT " + selected + " FROM " + table() + " WHERE " + HASH + " IS NOT NULL UNION ALL SELECT "
                                + selected + " FROM " + former.table().quoted() + " AS o ANTI JOIN (SELECT coalesce("
                                + ID + ", " + FORMER + ") AS " + TOUCHED + " FROM " + table() + ") AS c ON c." + TOUCHED
                                + " = o." + ID);
        return OptionalLong.of(rows);
    }

    private OptionalLong none() throws SQLException {
        connected.execute("DROP TABLE " + table());
        return OptionalLong.empty();
    }

    /** Puts the ids of former rows that are no more as they were in the place of their hashes. */
    private void addFormer() throws SQLException {
        connected.execute("INSERT INTO " + table() + " (" + FORMER + ") SELECT o." + ID + " FROM "
                + former.table().quoted() + " AS o SEMI JOIN " + table() + " AS d ON d." + GONE + " = o." + HASH
                + " AND d." + GONE_ID + " = hash(o." + ID + ") UNION ALL SELECT " + ID + " FROM "
                + former.table().quoted() + " WHERE " + HASH + " IS NULL");
        connected.execute("DELETE FROM " + table() + " WHERE " + HASH + " IS NULL AND " + FORMER + " IS NULL");
    }

    /** The values of one column have one type in the view, and each a hash of that type. */
    private boolean isLikeFormer(List<DescribedColumn> columns) throws SQLException {
        List<DescribedColumn> expected = new ArrayList<>(columns);
        expected.add(new DescribedColumn(RowHash.COLUMN, RowHash.TYPE));
        List<String> there = columns.stream().map(DescribedColumn::name).toList();
        String table = former.table().quoted();
        return there.equals(element.columns())
                && columns.stream()
                        .allMatch(column -> HASHED.matcher(column.typeText()).matches())
                && connected.describe("SELECT * FROM " + table).containsAll(expected)
                && MOST * connected.queryLong("SELECT count(*) - count(" + HASH + ") FROM " + table) <= former.rows();
    }

    /** Whether few rows differ, and each of the others stands for one former row: of equal ones all but one would be lost. */
    private boolean isWorthwhile(long rows, long gone) throws SQLException {
        long differing = connected.queryLong("SELECT count(" + HASH + ") FROM " + table());
        long before =
                connected.queryLong("SELECT count(*) FROM " + former.table().quoted());
        return rows - differing == before - gone && MOST * differing <= rows && MOST * gone <= rows;
    }

    /**
     * Former ids are unique, so it is those of differing rows that may meet: each other, or a row that is as before, which the
     * view would then leave out.
     */
    private boolean hasUniqueIds() throws SQLException {
        String ids =
                "(SELECT " + ID + " FROM " + table() + " WHERE " + HASH + " IS NOT NULL AND " + ID + " IS NOT NULL)";
        String gone = "(SELECT " + FORMER + " FROM " + table() + " WHERE " + FORMER + " IS NOT NULL)";
        return connected.queryLong("SELECT (SELECT count(*) - count(DISTINCT " + ID + ") FROM " + ids
                        + ") + (SELECT count(*) FROM (SELECT o." + ID + " FROM "
                        + former.table().quoted()
                        + " AS o SEMI JOIN " + ids + " AS n ON n." + ID + " = o." + ID + ") AS met ANTI JOIN " + gone
                        + " AS g ON g." + FORMER + " = met." + ID + ")")
                == 0;
    }
}
