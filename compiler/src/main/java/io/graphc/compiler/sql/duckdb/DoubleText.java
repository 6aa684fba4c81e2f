package io.graphc.compiler.sql.duckdb;

/** Doubles and reals as texts in Trino's spelling, one digit before the point and always an exponent, and in JSON's. */
final class DoubleText {
    private DoubleText() {}

    /**
     * {@code 1.5E0}. DuckDB writes the fewest digits that tell a double from its neighbours, as Trino does; only the place of
     * the point differs.
     *
     * @param name for a lambda parameter; no other in the value
     */
    static String ofDouble(String value, String name) {
        return "list_transform([CAST(" + value + " AS VARCHAR)], lambda " + name + ": CASE WHEN " + name
                + " IN ('nan', 'inf', '-inf') THEN " + special(name) + " WHEN " + name
                + " IN ('0.0', '-0.0') THEN replace(" + name + ", '.0', 'E0') ELSE " + scientific(name) + " END)[1]";
    }

    /** {@code 1.5E0} with at most seven digits. */
    static String ofReal(String value, String name) {
        return "list_transform([format('{:.6e}', CAST(" + value + " AS DOUBLE))], lambda " + name + ": CASE WHEN "
                + name + " IN ('nan', 'inf', '-inf') THEN " + special(name) + " WHEN ltrim(" + name
                + ", '-') = '0.000000e+00' THEN replace(" + name + ", '.000000e+00', 'E0') ELSE "
                + "regexp_replace(regexp_extract(" + name + ", '^[^e]+'), '(\\.[0-9]+?)0*$', '\\1') || 'E' || "
                + exponent(name) + " END)[1]";
    }

    /** {@code 1.5}, or {@code 1.0E10} where Java writes an exponent. */
    static String inJson(String value, String name) {
        return "CASE WHEN isnan(" + value + ") OR isinf(" + value + ") THEN '\"' || " + ofDouble(value, name)
                + " || '\"' WHEN " + value + " <> 0 AND (abs(" + value + ") >= 1e7 OR abs(" + value + ") < 1e-3) THEN "
                + ofDouble(value, name) + " ELSE CAST(" + value + " AS VARCHAR) END";
    }

    private static String special(String name) {
        return "CASE " + name + " WHEN 'nan' THEN 'NaN' WHEN 'inf' THEN 'Infinity' ELSE '-Infinity' END";
    }

    private static String exponent(String name) {
        return "CAST(CAST(regexp_extract(" + name + ", 'e[+]?(.+)$', 1) AS INTEGER) AS VARCHAR)";
    }

    /** With an exponent already; below one; from one on. */
    private static String scientific(String name) {
        String mantissa = "regexp_extract(" + name + ", '^[^e]+')";
        String withExponent =
                mantissa + " || CASE WHEN contains(" + mantissa + ", '.') THEN 'E' ELSE '.0E' END || " + exponent(name);
        String below = "regexp_replace(regexp_replace(" + name
                + ", '^(-?)0\\.0*([1-9])([0-9]*)$', '\\1\\2.\\3'), '\\.$', '.0') || 'E-' || CAST(length(regexp_extract("
                + name + ", '\\.(0*)', 1)) + 1 AS VARCHAR)";
        String from = "regexp_replace(regexp_replace(replace(" + name
                + ", '.', ''), '0+$', ''), '^(-?[0-9])([0-9]*)$', '\\1.\\2')";
        String fromOne = "regexp_replace(" + from + ", '\\.$', '.0') || 'E' || CAST(length(regexp_extract(" + name
                + ", '([0-9]+)\\.', 1)) - 1 AS VARCHAR)";
        return "CASE WHEN contains(" + name + ", 'e') THEN " + withExponent + " WHEN regexp_matches(" + name
                + ", '^-?0\\.') THEN " + below + " ELSE " + fromOne + " END";
    }
}
