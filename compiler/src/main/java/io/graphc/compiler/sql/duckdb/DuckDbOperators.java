package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;

/** Arithmetic and comparison as Trino does them. Every text that leaves here is in parentheses or a call. */
final class DuckDbOperators {
    /** Beyond this precision DuckDB computes decimals with 128 bits. */
    private static final int SHORT_DECIMAL = 18;

    private static final int LONG_DECIMAL = 38;

    private DuckDbOperators() {}

    /** {@code left operator right}; both operands have their own type still. */
    static String arithmetic(PrintedCall context, String operator, Printed left, Printed right, SqlType type) {
        if (isInterval(left.type()) || isInterval(right.type()) || isInterval(type)) {
            return temporal(operator, left, right, type);
        }
        if (type instanceof SqlType.Decimal) {
            return decimal(context, operator, left, right, type);
        }
        String one = widened(left, type);
        String two = widened(right, type);
        if (operator.equals("/") && SqlTypes.isInteger(type)) {
            return "(" + one + " // " + two + ")";
        }
        String text = "(" + one + " " + operator + " " + two + ")";
        return type == SqlTypes.REAL ? "CAST(" + text + " AS FLOAT)" : text;
    }

    static String modulus(String left, String right, SqlType type) {
        String text = "(" + left + " % " + right + ")";
        return type instanceof SqlType.Decimal ? "CAST(" + text + " AS " + name(type) + ")" : text;
    }

    private static boolean isInterval(SqlType type) {
        return type == SqlType.Simple.INTERVAL_DAY_TO_SECOND || type == SqlType.Simple.INTERVAL_YEAR_TO_MONTH;
    }

    private static String name(SqlType type) {
        return DuckDbTypes.name(type)
                .orElseThrow(() -> new NotOnDuckDbException("DuckDB has no type for `" + type + "`"));
    }

    /** DuckDB computes small integers, and decimals beside doubles, in the operands' own type. */
    private static String widened(Printed operand, SqlType type) {
        boolean small = operand.type() == SqlTypes.TINYINT || operand.type() == SqlTypes.SMALLINT;
        boolean toFloating = (type == SqlTypes.DOUBLE || type == SqlTypes.REAL)
                && !operand.type().equals(type);
        if ((small && operand.type() != type) || toFloating) {
            return "CAST(" + operand.text() + " AS " + name(type) + ")";
        }
        return operand.text();
    }

    private static String temporal(String operator, Printed left, Printed right, SqlType type) {
        String one = left.instant();
        String two = right.instant();
        if (operator.equals("-") && left.type() == SqlTypes.DATE && right.type() == SqlTypes.DATE) {
            return "(CAST(" + one + " AS TIMESTAMP) - CAST(" + two + " AS TIMESTAMP))";
        }
        requireMilliseconds(operator, left.type());
        requireMilliseconds(operator, right.type());
        String text = "(" + one + " " + operator + " " + two + ")";
        return type == SqlTypes.DATE ? "CAST" + text.substring(0, text.length() - 1) + " AS DATE)" : text;
    }

    /** Trino's intervals are whole milliseconds. */
    private static void requireMilliseconds(String operator, SqlType type) {
        boolean finer =
                operator.equals("-") && type instanceof SqlType.Timestamp timestamp && timestamp.precision() > 3;
        if (finer) {
            throw new NotOnDuckDbException("Trino cuts the difference to milliseconds; use `date_diff`");
        }
    }

    private static String decimal(PrintedCall context, String operator, Printed left, Printed right, SqlType type) {
        return switch (operator) {
            case "/" -> quotient(context, left, right, type);
            case "%" -> modulus(left.text(), right.text(), type);
            case "*" -> product(left, right, type);
            default -> "(" + left.text() + " " + operator + " " + right.text() + ")";
        };
    }

    /** A product of two short decimals overflows in DuckDB when it needs more than 18 digits, so one of them is widened. */
    private static String product(Printed left, Printed right, SqlType type) {
        SqlType.Decimal one = asDecimal(left.type());
        SqlType.Decimal two = asDecimal(right.type());
        boolean overflows = one.precision() <= SHORT_DECIMAL
                && two.precision() <= SHORT_DECIMAL
                && one.precision() + two.precision() > SHORT_DECIMAL;
        if (!overflows) {
            return "(" + left.text() + " * " + right.text() + ")";
        }
        return "CAST(CAST(" + left.text() + " AS DECIMAL(19, " + one.scale() + ")) * " + right.text() + " AS "
                + name(type) + ")";
    }

    /**
     * An exact quotient, rounded half up at the result's scale. DuckDB divides decimals as doubles, so the division is done on
     * whole numbers: both operands without their decimal point, the dividend with as many digits more as the result needs.
     */
    static String quotient(PrintedCall context, Printed left, Printed right, SqlType type) {
        SqlType.Decimal one = asDecimal(left.type());
        SqlType.Decimal two = asDecimal(right.type());
        SqlType.Decimal result = (SqlType.Decimal) type;
        int shift = result.scale() + two.scale() - one.scale();
        String dividend = unscaled(left, one) + (shift > 0 ? " * " + power(shift) : "");
        return context.once(
                "(" + dividend + ")",
                unscaled(right, two),
                (n, d) -> "CAST(CAST((2 * " + n + " + sign(" + n + ") * abs(" + d + ")) // (2 * " + d + ") AS DECIMAL("
                        + LONG_DECIMAL + ", 0))" + (result.scale() > 0 ? " * " + fraction(result.scale()) : "") + " AS "
                        + name(type) + ")");
    }

    private static String unscaled(Printed value, SqlType.Decimal type) {
        String wide = "CAST(" + value.text() + " AS "
                + (type.scale() == 0 ? "HUGEINT)" : "DECIMAL(38, " + type.scale() + "))");
        return type.scale() == 0 ? wide : "CAST(" + wide + " * " + power(type.scale()) + " AS HUGEINT)";
    }

    private static String power(int digits) {
        return "1" + "0".repeat(digits);
    }

    private static String fraction(int digits) {
        return "0." + "0".repeat(digits - 1) + "1";
    }

    /** The decimal that a whole number becomes beside a decimal. */
    static SqlType.Decimal asDecimal(SqlType type) {
        if (type instanceof SqlType.Decimal decimal) {
            return decimal;
        }
        if (type == SqlTypes.TINYINT) {
            return new SqlType.Decimal(3, 0);
        }
        if (type == SqlTypes.SMALLINT) {
            return new SqlType.Decimal(5, 0);
        }
        return new SqlType.Decimal(type == SqlTypes.INTEGER ? 10 : 19, 0);
    }

    /** A comparison of two values; the order of those with nulls inside is left to Trino. */
    static String comparison(String operator, Printed left, Printed right) {
        boolean equality = operator.equals("=") || operator.equals("<>");
        if (equality && NestedEquality.applies(left.type()) && left.type().equals(right.type())) {
            String equal = "(" + NestedEquality.equal(left.text(), right.text(), left.type()) + ")";
            return operator.equals("=") ? equal : "(NOT " + equal + ")";
        }
        requireComparable(left.type());
        return "(" + left.text() + " " + operator + " " + right.text() + ")";
    }

    static void requireComparable(SqlType type) {
        if (type instanceof SqlType.Array || type instanceof SqlType.Map || type instanceof SqlType.Row) {
            throw new NotOnDuckDbException("DuckDB takes nulls inside of arrays, maps and rows for equal");
        }
        if (type == SqlTypes.JSON) {
            throw new NotOnDuckDbException("DuckDB compares JSON as it is spelt");
        }
    }
}
