package io.graphc.compiler.sql.duckdb;

/**
 * What stands around the arguments of an aggregate or window function, each part already printed and empty where absent.
 *
 * @param orderBy {@code ORDER BY ...} inside the parentheses
 * @param filter the condition of {@code FILTER}
 * @param over {@code OVER ...}
 */
record AggregateClauses(boolean distinct, String orderBy, String filter, String over, boolean ignoreNulls) {
    static final AggregateClauses NONE = new AggregateClauses(false, "", "", "", false);

    String around(String name, String arguments) {
        return around(name, arguments, filter);
    }

    String around(String name, String arguments, String condition) {
        StringBuilder text = new StringBuilder(name).append('(');
        text.append(distinct ? "DISTINCT " : "").append(arguments);
        text.append(orderBy.isEmpty() ? "" : " " + orderBy);
        text.append(ignoreNulls ? " IGNORE NULLS" : "").append(')');
        text.append(condition.isEmpty() ? "" : " FILTER (WHERE " + condition + ")");
        text.append(over.isEmpty() ? "" : " " + over);
        return text.toString();
    }

    /** As {@link #around(String, String)}, for rows that meet a further condition only. */
    String aroundWhere(String name, String arguments, String condition) {
        return around(name, arguments, filter.isEmpty() ? condition : "(" + condition + ") AND (" + filter + ")");
    }
}
