package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.SqlLiterals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of one of graphc's own tables that a query over others makes, in words that DuckDB answers from the files of these as
 * the warehouse would. There values are compared as they are stored, so that only such are taken whose stored forms are equal
 * exactly where the values are.
 *
 * @param query reads the tables and gives the columns of the table to be by their own names, as they are stored
 * @param into the table to be
 * @param doubtful a query that gives rows where stored values are not written in the one way that their types have; empty
 *     where no value can be
 */
public record FileCopy(TablesQuery query, StagedTable into, Optional<String> doubtful) {
    /**
     * The rows of a query over what is known; empty where the values may not be equal where their stored forms are.
     *
     * @param engineSql by graphc itself: no text of users' is in it but literals
     */
    static Optional<FileCopy> of(String what, String engineSql, StagedTable into, StagedNames names) {
        TablesQuery query = TablesQuery.of(what, engineSql, into.columns(), names);
        if (!areAlike(query.tables(), into)) {
            return Optional.empty();
        }
        TablesQuery stored = new TablesQuery(what, query.tables(), storedTimes(query.sql()), into.columns());
        return Optional.of(new FileCopy(stored, into, doubtful(query.tables())));
    }

    /**
     * Times of the state have six digits and are stored as text, so that one in a query is written as this text: texts of one
     * form sort as their times do.
     */
    private static String storedTimes(String sql) {
        StringBuilder text = new StringBuilder(sql.length());
        SqlTokens tokens = new SqlTokens(sql);
        int copied = 0;
        int word = -1;
        while (tokens.next()) {
            if (word >= 0 && sql.charAt(tokens.start()) == '\'') {
                text.append(sql, copied, word);
                copied = tokens.start();
            }
            word = tokens.text().equals("timestamp") ? tokens.start() : -1;
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    /** Whether columns of one name have one type wherever they are, and one whose values can be compared as they are stored. */
    private static boolean areAlike(List<StagedTable> tables, StagedTable into) {
        List<StagedTable> all = new ArrayList<>(tables);
        all.add(into);
        Map<String, SqlType> types = new HashMap<>();
        for (StagedTable table : all) {
            for (StagedColumn staged : table.columns()) {
                Column column = staged.column();
                SqlType type = column.type() instanceof SqlType.Varchar ? SqlTypes.VARCHAR : column.type();
                SqlType known = types.putIfAbsent(column.name(), type);
                boolean compared = tables.size() > 1;
                if ((known != null && !known.equals(type)) || (compared && !isComparable(type))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isComparable(SqlType type) {
        if (type instanceof SqlType.Array array) {
            // Floating point has values that are equal and not the same, which sets of DuckDB take for two.
            SqlType element = array.element();
            return isExact(element) && element != SqlTypes.REAL && element != SqlTypes.DOUBLE;
        }
        return isExact(type) || form(type).isPresent();
    }

    /** Whether values are stored as they are, or as text that each value has but one of. */
    private static boolean isExact(SqlType type) {
        return !(type instanceof SqlType.Array)
                && (StoredTypes.of(type).equals(type)
                        || type == SqlTypes.TINYINT
                        || type == SqlTypes.SMALLINT
                        || type instanceof SqlType.Varchar
                        || type == SqlTypes.ANY
                        || type == SqlTypes.UNKNOWN
                        || type == SqlTypes.UUID
                        || (type instanceof SqlType.Timestamp time
                                && StoredTypes.of(type) instanceof SqlType.Timestamp
                                && !time.withZone()));
    }

    /** The one form, as a regular expression, of the text of a time: it may have come with fewer digits than its type has. */
    private static Optional<String> form(SqlType type) {
        if (type instanceof SqlType.Timestamp time && StoredTypes.of(type) == SqlTypes.VARCHAR) {
            return Optional.of(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2} " + form(time.precision()) + (time.withZone() ? " UTC" : ""));
        }
        return type instanceof SqlType.Time time && !time.withZone()
                ? Optional.of(form(time.precision()))
                : Optional.empty();
    }

    private static String form(int digits) {
        return "[0-9]{2}:[0-9]{2}:[0-9]{2}" + (digits == 0 ? "" : "[.][0-9]{" + digits + "}");
    }

    private static Optional<String> doubtful(List<StagedTable> tables) {
        List<String> queries = new ArrayList<>();
        for (int i = 0; tables.size() > 1 && i < tables.size(); i++) {
            String from = " FROM " + RelationName.quote(TablesQuery.name(i)) + " WHERE NOT ";
            for (StagedColumn staged : tables.get(i).columns()) {
                form(staged.column().type())
                        .ifPresent(form -> queries.add("SELECT 1" + from + "regexp_full_match("
                                + RelationName.quote(staged.column().name()) + ", " + SqlLiterals.literal(form)
                                + ")"));
            }
        }
        return queries.isEmpty()
                ? Optional.empty()
                : Optional.of(queries.stream().collect(Collectors.joining(" UNION ALL ")) + " LIMIT 1");
    }
}
