package io.graphc.compiler.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Python's numbers: integers of any size and floats, with Python's printing and rounding. */
public final class Numbers {
    private static final double WHOLE_AS_DIGITS = 1e16;
    private static final int MOST_DIGITS = 17;

    private Numbers() {}

    /** An integer in its only form: a {@link Long} where it fits. */
    public static Object integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    public static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof BigInteger;
    }

    /** The number that a value calculates as; booleans are 1 and 0. */
    static @Nullable Object asNumber(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        return isNumber(value) ? value : null;
    }

    static BigInteger big(Object integer) {
        return integer instanceof BigInteger value ? value : BigInteger.valueOf((Long) integer);
    }

    /** A number as a float; an integer beyond the range of floats is a failure. */
    public static double toDouble(Object number) {
        if (number instanceof Double value) {
            return value;
        }
        if (number instanceof Long value) {
            return value;
        }
        double value = ((BigInteger) number).doubleValue();
        if (Double.isInfinite(value)) {
            throw TemplateFailure.error("the integer is too large to become a float");
        }
        return value;
    }

    /** The order of two numbers by their exact values. */
    static int compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof Double a && right instanceof Double b) {
            return a < b ? -1 : (a > b ? 1 : 0);
        }
        if (isSpecial(left) || isSpecial(right)) {
            return Double.compare(approximate(left), approximate(right));
        }
        return exact(left).compareTo(exact(right));
    }

    private static boolean isSpecial(Object number) {
        return number instanceof Double value && (value.isNaN() || value.isInfinite());
    }

    private static double approximate(Object number) {
        return ((Number) number).doubleValue();
    }

    private static BigDecimal exact(Object number) {
        return number instanceof Double value ? new BigDecimal(value) : new BigDecimal(big(number));
    }

    /** A float as Python prints it: the fewest digits that read back as the same float. */
    public static String print(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < WHOLE_AS_DIGITS) {
            boolean minusZero = value == 0 && 1 / value < 0;
            return (minusZero ? "-" : "") + (long) value + ".0";
        }
        BigDecimal shortest = shortest(value);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        return scientific(shortest, exponent);
    }

    private static String scientific(BigDecimal value, int exponent) {
        String digits = value.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return (value.signum() < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS)).stripTrailingZeros();
    }
}
