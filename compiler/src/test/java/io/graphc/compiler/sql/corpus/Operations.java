package io.graphc.compiler.sql.corpus;

import java.util.ArrayList;
import java.util.List;

/** Operators, conditions, conversions and constructors over all pairs of types. */
final class Operations {
    /** {@code a} and {@code b} stand for the operands. */
    private static final List<String> PAIRS = List.of(
            "a + b",
            "a - b",
            "a * b",
            "a / b",
            "a % b",
            "a = b",
            "a < b",
            "a || b",
            "a IS DISTINCT FROM b",
            "a BETWEEN b AND a",
            "a IN (b, NULL)",
            "coalesce(a, b)",
            "CASE WHEN c_boolean THEN a ELSE b END",
            "CASE a WHEN b THEN 1 END",
            "if(c_boolean, a, b)",
            "nullif(a, b)",
            "greatest(a, b)",
            "ARRAY[a, b]",
            "CAST(a AS typeof_b)",
            "TRY_CAST(a AS typeof_b)",
            "a[b]");

    /** {@code a} stands for the operand. */
    private static final List<String> SINGLES = List.of(
            "-a",
            "+a",
            "NOT a",
            "a IS NULL",
            "a LIKE 'x'",
            "EXTRACT(year FROM a)",
            "EXTRACT(timezone_hour FROM a)",
            "a AT TIME ZONE 'UTC'",
            "a + INTERVAL '1' DAY",
            "INTERVAL '1' MONTH + a",
            "a - INTERVAL '1' SECOND",
            "a * 2",
            "a / 2.0",
            "a % 1e0",
            "a || 'x'",
            "a = 1",
            "a > '5'",
            "NULL = a",
            "coalesce(a, NULL)",
            "ROW(a, 1)",
            "MAP(ARRAY[a], ARRAY[a])",
            "TRY(a)",
            "format('%s', a)",
            "CAST(ROW(a) AS ROW(q bigint))",
            "typeof(a)",
            "a IN (SELECT a FROM v)",
            "(SELECT a FROM v LIMIT 1)",
            "a = ALL (SELECT a FROM v)",
            "a[1]",
            "a.a",
            "json_array(a)",
            "json_object('k': a)",
            "least(a, a)",
            "nullif(a, NULL)",
            "min(a)",
            "array_agg(a)",
            "count(DISTINCT a)",
            "lag(a, 1, NULL) OVER (ORDER BY c_bigint)",
            "first_value(a) OVER (ORDER BY c_bigint)",
            "listagg(a, ',') WITHIN GROUP (ORDER BY a)",
            "max_by(a, c_bigint)",
            "approx_percentile(a, 0.5)",
            "sum(a)",
            "avg(a)",
            "concat(a, a)",
            "EXTRACT(week FROM a)",
            "position(a IN 'x')",
            "trim(a)");

    private Operations() {}

    static Corpus pairs() {
        List<String> statements = new ArrayList<>();
        for (String left : Lattice.PLAIN) {
            for (String right : Lattice.PLAIN) {
                // Far more than can be asked: of those that are nearly alike, all; of the others, some.
                boolean near = related(left, right);
                for (int i = 0; i < PAIRS.size(); i++) {
                    if (near || (statements.size() + i) % 11 == 0) {
                        statements.add("SELECT " + replaced(PAIRS.get(i), left, right) + " AS x FROM v");
                    }
                }
                if (near) {
                    statements.add("SELECT " + Lattice.name(left) + " AS x FROM v UNION SELECT " + Lattice.name(right)
                            + " FROM v");
                }
            }
        }
        return new Corpus("operators", Lattice.tables(), statements);
    }

    static Corpus singles() {
        List<String> statements = new ArrayList<>();
        for (String type : Lattice.PLAIN) {
            SINGLES.forEach(one -> statements.add("SELECT " + replaced(one, type, type) + " AS x FROM v"));
        }
        return new Corpus("operations", Lattice.tables(), statements);
    }

    /** Of one family, or both numbers, texts or moments. */
    private static boolean related(String left, String right) {
        return family(left).equals(family(right));
    }

    private static String family(String type) {
        String name = type.replaceAll("\\(.*", "");
        return switch (name) {
            case "tinyint", "smallint", "integer", "bigint", "real", "double", "decimal" -> "number";
            case "char", "varchar" -> "text";
            case "date", "timestamp", "interval day to second" -> "moment";
            default -> name;
        };
    }

    private static String replaced(String form, String left, String right) {
        return form.replace("typeof_b", right)
                .replaceAll("\\ba\\b(?!\\()", Lattice.name(left))
                .replaceAll("\\bb\\b", Lattice.name(right));
    }
}
