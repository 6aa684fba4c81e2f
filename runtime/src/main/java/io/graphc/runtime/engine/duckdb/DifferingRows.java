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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of an element query that differ from the former ones, by their hashes, in a table of their own; the staged table is a view of these
 * and of the former ones without those that have changed or gone. To make a row and look for its hash takes a fourth of what
 * it takes to write it down and compare it value by value, which is left for the few that differ.
 *
 * <p>The table is made anew before the view is: between the two, and where the attempt is given up, the view of an earlier run says
 * nothing of this one. Who reads it stages first; a run that ends in between does so again.
 */
record DifferingRows(DuckDbSession.Connected connected, ElementPlan element, FormerRows former) {
    /** Where more than one row in so many differs, all are staged: little is spared. */
    private static final int MOST = 4;

    private static final int PROBED = 1000;

    /** What DuckDB calls the place of a row, unless a column is called so, in whatever case. */
    private static final String PLACE = "rowid";

    private static final String ID = RelationName.quote(ElementQuery.ID);
    private static final String GONE = RelationName.quote("~gone");
    private static final String TOUCHED = RelationName.quote("~touched");
    private static final String HASH = RelationName.quote(RowHash.COLUMN);
    private static final String WRITTEN = RelationName.quote(FormerRows.WRITTEN);

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
        if (hasStaleHashes()) {
            hashAnew();
        }
        List<String> names = element.columns();
        // Hashes alone: with anything else in it, the table that is looked into takes half as much time again.
        connected.execute("CREATE OR REPLACE TABLE " + table() + " AS SELECT n.*, CAST(NULL AS TIMESTAMP) AS " + WRITTEN
                + ", o.h AS " + GONE + " FROM (SELECT q.*, " + RowHash.of("q", element) + " AS " + HASH + " FROM "
                + sql()
                + " AS q) AS n FULL JOIN (SELECT " + HASH + " AS h FROM " + state() + " WHERE " + HASH
                + " IS NOT NULL) AS o ON o.h = n." + HASH + " WHERE n." + HASH + " IS NULL OR o.h IS NULL");
        long rows = connected.queryLong("SELECT count(*) FROM " + sql());
        long gone = connected.queryLong("SELECT (SELECT count(" + GONE + ") FROM " + table()
                + ") + (SELECT count(*) - count(" + HASH + ") FROM " + state() + ")");
        if (!isWorthwhile(rows, gone)) {
            return none();
        }
        if (gone > 0) {
            addFormer(names);
        }
        if (!hasFormer(gone) || !hasUniqueIds()) {
            return none();
        }
        String selected = names.stream().map(RelationName::quote).collect(Collectors.joining(", "));
        new Relations(connected)
                .replaceWithView(
                        element.query().staged(),
                        "SELECT " + selected + " FROM " + table() + " WHERE " + HASH + " IS NOT NULL UNION ALL SELECT "
                                + selected + " FROM " + state() + " AS o ANTI JOIN (SELECT " + ID + " AS " + TOUCHED
                                + " FROM " + table() + ") AS c ON c." + TOUCHED + " = o." + ID);
        return OptionalLong.of(rows);
    }

    private OptionalLong none() throws SQLException {
        connected.execute("DROP TABLE " + table());
        return OptionalLong.empty();
    }

    /** Puts the former rows that are no more as they were in the place of their hashes; few, so they are looked up by place. */
    private void addFormer(List<String> names) throws SQLException {
        String columns = Stream.concat(names.stream(), Stream.of(FormerRows.WRITTEN))
                .map(RelationName::quote)
                .collect(Collectors.joining(", "));
        connected.execute("INSERT INTO " + table() + " (" + columns + ") SELECT " + columns + " FROM " + state()
                + " AS s SEMI JOIN (SELECT o." + PLACE + " AS place FROM " + state() + " AS o SEMI JOIN " + table()
                + " AS d ON d." + GONE + " = o." + HASH + " UNION ALL SELECT " + PLACE + " FROM " + state()
                + " WHERE " + HASH + " IS NULL) AS p ON p.place = s." + PLACE);
        connected.execute("DELETE FROM " + table() + " WHERE " + GONE + " IS NOT NULL");
    }

    private String state() {
        return former.table().quoted();
    }

    /** The values of one column have one type in the view, and each a hash of that type. */
    private boolean isLikeFormer(List<DescribedColumn> columns) throws SQLException {
        List<DescribedColumn> expected = new ArrayList<>(columns);
        expected.add(new DescribedColumn(RowHash.COLUMN, RowHash.TYPE));
        List<String> there = columns.stream().map(DescribedColumn::name).toList();
        return there.equals(element.columns())
                && there.stream().noneMatch(PLACE::equalsIgnoreCase)
                && columns.stream().allMatch(column -> RowHash.tells(element, column.name(), column.typeText()))
                && connected.describe("SELECT * FROM " + state()).containsAll(expected);
    }

    /**
     * Whether hashes of the state are those of another version of DuckDB or of graphc, or were never made. The first rows tell:
     * those are the ones that have not changed for the longest time.
     */
    private boolean hasStaleHashes() throws SQLException {
        return connected.queryLong("SELECT count(*) FROM (SELECT s." + HASH + " AS h, " + RowHash.of("s", element)
                        + " AS own FROM " + state() + " AS s LIMIT " + PROBED
                        + ") AS p WHERE p.h IS DISTINCT FROM p.own")
                > 0;
    }

    /** A hash follows from its row: whatever is or was loaded, it says nothing else. */
    private void hashAnew() throws SQLException {
        new Relations(connected)
                .replaceWithTable(
                        former.table(),
                        "SELECT s.* REPLACE (" + RowHash.of("s", element) + " AS " + HASH + ") FROM " + state()
                                + " AS s");
    }

    /** Whether few rows differ, and each of the others stands for one former row: of equal ones all but one would be lost. */
    private boolean isWorthwhile(long rows, long gone) throws SQLException {
        long differing = connected.queryLong("SELECT count(" + HASH + ") FROM " + table());
        long before = connected.queryLong("SELECT count(*) FROM " + state());
        return rows - differing == before - gone && MOST * differing <= rows && MOST * gone <= rows;
    }

    /** A former row that went unseen would stay in the graph, or be taken for one that is as it was. */
    private boolean hasFormer(long gone) throws SQLException {
        return connected.queryLong("SELECT count(*) - count(" + HASH + ") FROM " + table()) == gone;
    }

    /**
     * Former ids are unique, so it is those of differing rows that may meet: each other, or a row that is as before, which the
     * view would then leave out.
     */
    private boolean hasUniqueIds() throws SQLException {
        String ids =
                "(SELECT " + ID + " FROM " + table() + " WHERE " + HASH + " IS NOT NULL AND " + ID + " IS NOT NULL)";
        String gone = "(SELECT " + ID + " FROM " + table() + " WHERE " + HASH + " IS NULL)";
        return connected.queryLong("SELECT (SELECT count(*) - count(DISTINCT " + ID + ") FROM " + ids
                        + ") + (SELECT count(*) FROM " + state() + " AS o SEMI JOIN (SELECT n." + ID + " FROM " + ids
                        + " AS n ANTI JOIN " + gone + " AS g ON g." + ID + " = n." + ID + ") AS inserted ON inserted."
                        + ID + " = o." + ID + ")")
                == 0;
    }
}
