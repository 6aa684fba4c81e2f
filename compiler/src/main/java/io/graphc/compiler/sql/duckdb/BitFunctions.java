package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.math.BigInteger;

/** Rewrites of shifts, of counting bits and of numbers in other bases; wide numbers stand in for unsigned ones. */
final class BitFunctions {
    private static final String NEGATIVE = "a negative shift is an error";
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private BitFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.tolerant("bitwise_left_shift", NEGATIVE, BitFunctions::left)
                .tolerant("bitwise_right_shift", NEGATIVE, BitFunctions::right)
                .tolerant("bitwise_right_shift_arithmetic", NEGATIVE, BitFunctions::arithmetic)
                .exact("bit_count", BitFunctions::count)
                .exact("from_base", BitFunctions::fromBase);
    }

    private static int bits(SqlType type) {
        if (type == SqlTypes.TINYINT) {
            return 8;
        }
        if (type == SqlTypes.SMALLINT) {
            return 16;
        }
        return type == SqlTypes.INTEGER ? 32 : 64;
    }

    /** The number of places, at most that of the type. */
    private static String places(PrintedCall call, int most) {
        if (call.constant(1).isPresent()) {
            int places = call.integer(1, "shift");
            if (places < 0) {
                throw call.refuse("the shift must not be negative");
            }
            return String.valueOf(Math.min(places, most));
        }
        return call.once(
                call.text(1),
                text -> "CASE WHEN " + text + " < 0 THEN " + DuckDbText.failure("a negative shift") + " WHEN " + text
                        + " > " + most + " THEN " + most + " ELSE " + text + " END");
    }

    private static String wide(String text) {
        return "CAST(" + text + " AS HUGEINT)";
    }

    /** The number that a pattern of bits stands for in the call's type. */
    private static String signed(PrintedCall call, String pattern) {
        String half = BigInteger.TWO.pow(bits(call.type()) - 1).toString();
        return call.castToResult("xor(" + pattern + ", " + wide(half) + ") - " + half);
    }

    private static String left(PrintedCall call) {
        int bits = bits(call.type());
        String places = places(call, bits);
        return call.once(
                places,
                shift -> signed(
                        call,
                        "((" + wide(call.text(0)) + " & ((" + wide("1") + " << (" + bits + " - " + shift
                                + ")) - 1)) << " + shift + ")"));
    }

    private static String right(PrintedCall call) {
        int bits = bits(call.type());
        String mask = BigInteger.TWO.pow(bits).subtract(BigInteger.ONE).toString();
        return signed(call, "((" + wide(call.text(0)) + " & " + wide(mask) + ") >> " + places(call, bits) + ")");
    }

    private static String arithmetic(PrintedCall call) {
        return call.castToResult("CAST(" + call.text(0) + " AS BIGINT) >> " + places(call, bits(call.type()) - 1));
    }

    private static String count(PrintedCall call) {
        int bits = call.integer(1, "number of bits");
        if (bits < 2 || bits > 64) {
            throw call.refuse("`bit_count` takes 2 to 64 bits");
        }
        String value = "CAST(" + call.text(0) + " AS BIGINT)";
        if (bits == 64) {
            return "CAST(bit_count(" + value + ") AS BIGINT)";
        }
        long half = 1L << (bits - 1);
        return call.once(
                value,
                text -> "CASE WHEN " + text + " BETWEEN " + -half + " AND " + (half - 1) + " THEN CAST(bit_count("
                        + text
                        + " & " + (half * 2 - 1) + ") AS BIGINT) WHEN " + text + " IS NOT NULL THEN "
                        + DuckDbText.failure("more bits than " + bits) + " END");
    }

    private static String fromBase(PrintedCall call) {
        int radix = call.integer(1, "radix");
        if (radix < 2 || radix > 36) {
            throw call.refuse("the radix of `from_base` is 2 to 36");
        }
        String digits = DIGITS.substring(0, radix);
        String sum = call.names().next();
        String digit = call.names().next();
        return call.once(
                "lower(" + call.text(0) + ")",
                text -> "CASE WHEN regexp_full_match(" + text + ", '[+-]?[" + digits + "]+') THEN CAST(list_reduce("
                        + "regexp_extract_all(" + text + ", '[0-9a-z]'), lambda " + sum + ", " + digit + ": " + sum
                        + " * " + radix + " + instr('" + digits + "', " + digit + ") - 1, " + wide("0")
                        + ") * CASE WHEN starts_with(" + text + ", '-') THEN -1 ELSE 1 END AS BIGINT) WHEN " + text
                        + " IS NOT NULL THEN " + DuckDbText.failure("not a number of base " + radix) + " END");
    }
}
