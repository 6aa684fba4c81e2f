package io.graphc.compiler.template.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Python's arithmetic. {@code +} and {@code *} also join and repeat text and lists. */
public final class Arithmetic {
    private static final int MOST_BITS = 65_536;

    private Arithmetic() {}

    /** {@code left + right}; text without a place of its own is placed at the call. */
    public static Object add(Object left, Object right, CallArguments place) {
        if (left instanceof Long a && right instanceof Long b) {
            long sum = a + b;
            return ((a ^ sum) & (b ^ sum)) < 0 ? big(a).add(big(b)) : (Object) sum;
        }
        if (Texts.isText(left) && Texts.isText(right)) {
            place.rendering()
                    .countCharacters(
                            (long) Texts.of(left).length() + Texts.of(right).length());
            return Texts.concatenate(List.of(left, right), place.origin());
        }
        if (left instanceof List<?> a
                && right instanceof List<?> b
                && left instanceof Tuple == right instanceof Tuple) {
            place.rendering().countElements((long) a.size() + b.size());
            List<Object> joined = new ArrayList<>(a);
            joined.addAll(b);
            return left instanceof Tuple ? Tuple.of(joined) : joined;
        }
        Optional<Object> object =
                operand(left, TemplateOperand::plus, right).or(() -> operand(right, TemplateOperand::plus, left));
        if (object.isPresent()) {
            return object.get();
        }
        Object a = number(left, left, right, "+");
        Object b = number(right, left, right, "+");
        if (a instanceof Double || b instanceof Double) {
            return Numbers.toDouble(a) + Numbers.toDouble(b);
        }
        return Numbers.integer(big(a).add(big(b)));
    }

    public static Object subtract(Object left, Object right) {
        if (left instanceof Set<?> a && right instanceof Set<?> b) {
            Set<Object> rest = new LinkedHashSet<>(a);
            b.forEach(rest::remove);
            return rest;
        }
        Optional<Object> object = operand(left, TemplateOperand::minus, right);
        if (object.isPresent()) {
            return object.get();
        }
        Object a = number(left, left, right, "-");
        Object b = number(right, left, right, "-");
        if (a instanceof Double || b instanceof Double) {
            return Numbers.toDouble(a) - Numbers.toDouble(b);
        }
        return Numbers.integer(big(a).subtract(big(b)));
    }

    public static Object multiply(Object left, Object right, CallArguments place) {
        if (Texts.isText(left) || left instanceof List<?>) {
            return repeat(left, right, place);
        }
        if (Texts.isText(right) || right instanceof List<?>) {
            return repeat(right, left, place);
        }
        Optional<Object> object =
                operand(left, TemplateOperand::times, right).or(() -> operand(right, TemplateOperand::times, left));
        if (object.isPresent()) {
            return object.get();
        }
        Object a = number(left, left, right, "*");
        Object b = number(right, left, right, "*");
        if (a instanceof Double || b instanceof Double) {
            return Numbers.toDouble(a) * Numbers.toDouble(b);
        }
        BigInteger x = big(a);
        BigInteger y = big(b);
        checkBits((long) x.bitLength() + y.bitLength());
        return Numbers.integer(x.multiply(y));
    }

    private static Object repeat(Object value, Object times, CallArguments place) {
        Object number = number(times, value, times, "*");
        if (!(number instanceof Long count)) {
            throw mismatch(value, times, "*");
        }
        int repeats = (int) Math.min(Math.max(count, 0), Integer.MAX_VALUE);
        if (value instanceof List<?> list) {
            place.rendering().countElements((long) list.size() * repeats);
            List<Object> repeated = new ArrayList<>();
            for (int i = 0; i < repeats && !list.isEmpty(); i++) {
                repeated.addAll(list);
            }
            return value instanceof Tuple ? Tuple.of(repeated) : repeated;
        }
        place.rendering().countCharacters((long) Texts.of(value).length() * repeats);
        String repeated = Texts.of(value).repeat(Texts.of(value).isEmpty() ? 0 : repeats);
        return value instanceof Text && repeats > 0 ? Texts.withCharacters(value, repeated) : repeated;
    }

    private static Optional<Object> operand(
            Object left, BiFunction<TemplateOperand, Object, Optional<Object>> operator, Object right) {
        return left instanceof TemplateOperand operand ? operator.apply(operand, right) : Optional.empty();
    }

    /** True division: always a float. */
    public static Object divide(Object left, Object right) {
        Optional<Object> object = operand(left, TemplateOperand::dividedBy, right);
        if (object.isPresent()) {
            return object.get();
        }
        double a = Numbers.toDouble(number(left, left, right, "/"));
        double b = Numbers.toDouble(number(right, left, right, "/"));
        if (b == 0) {
            throw divisionByZero();
        }
        return a / b;
    }

    public static Object floorDivide(Object left, Object right) {
        Object a = number(left, left, right, "//");
        Object b = number(right, left, right, "//");
        if (a instanceof Double || b instanceof Double) {
            double y = Numbers.toDouble(b);
            if (y == 0) {
                throw divisionByZero();
            }
            return Math.floor(Numbers.toDouble(a) / y);
        }
        if (big(b).signum() == 0) {
            throw divisionByZero();
        }
        BigInteger[] parts = big(a).divideAndRemainder(big(b));
        boolean round = parts[1].signum() != 0 && parts[1].signum() != big(b).signum();
        return Numbers.integer(round ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    /** Remainder with the sign of the divisor. */
    public static Object modulo(Object left, Object right) {
        Object a = number(left, left, right, "%");
        Object b = number(right, left, right, "%");
        if (a instanceof Double || b instanceof Double) {
            double x = Numbers.toDouble(a);
            double y = Numbers.toDouble(b);
            if (y == 0) {
                throw divisionByZero();
            }
            double rest = x % y;
            return rest != 0 && (rest < 0) != (y < 0) ? rest + y : (Object) rest;
        }
        BigInteger divisor = big(b);
        if (divisor.signum() == 0) {
            throw divisionByZero();
        }
        BigInteger rest = big(a).remainder(divisor);
        return Numbers.integer(rest.signum() != 0 && rest.signum() != divisor.signum() ? rest.add(divisor) : rest);
    }

    public static Object power(Object left, Object right) {
        Object a = number(left, left, right, "**");
        Object b = number(right, left, right, "**");
        if (a instanceof Double || b instanceof Double || big(b).signum() < 0) {
            double base = Numbers.toDouble(a);
            if (base == 0 && Numbers.toDouble(b) < 0) {
                throw divisionByZero();
            }
            double result = Math.pow(base, Numbers.toDouble(b));
            if (Double.isNaN(result) && base < 0) {
                throw TemplateFailure.error("a negative number has no power with a fraction");
            }
            return result;
        }
        BigInteger base = big(a);
        if (base.abs().bitLength() <= 1) {
            boolean negative = base.signum() < 0 && big(b).testBit(0);
            boolean one = base.signum() != 0 || big(b).signum() == 0;
            return one ? (negative ? -1L : 1L) : 0L;
        }
        checkBits(big(b).bitLength() > 20 ? Long.MAX_VALUE : base.bitLength() * big(b).longValue());
        return Numbers.integer(base.pow(big(b).intValue()));
    }

    public static Object negate(Object value) {
        Object number = number(value, value, value, "-");
        return number instanceof Double a
                ? (Object) (-a)
                : Numbers.integer(big(number).negate());
    }

    /** Unary plus: the number itself. */
    public static Object plus(Object value) {
        return number(value, value, value, "+");
    }

    private static BigInteger big(Object integer) {
        return Numbers.big(integer);
    }

    private static void checkBits(long bits) {
        if (bits > MOST_BITS) {
            throw TemplateFailure.limit("the number has more than " + MOST_BITS + " binary digits");
        }
    }

    private static TemplateFailure divisionByZero() {
        return TemplateFailure.error("division by zero");
    }

    private static Object number(Object value, Object left, Object right, String operator) {
        Object number = Numbers.asNumber(value);
        if (number == null) {
            throw mismatch(left, right, operator);
        }
        return number;
    }

    private static TemplateFailure mismatch(Object left, Object right, String operator) {
        if (left instanceof Undefined undefined) {
            return undefined.failure();
        }
        if (right instanceof Undefined undefined) {
            return undefined.failure();
        }
        String kinds = left == right ? Values.kind(left) : Values.kind(left) + " and " + Values.kind(right);
        TemplateFailure failure = TemplateFailure.error("`" + operator + "` cannot be applied to " + kinds);
        boolean text = Texts.isText(left) || Texts.isText(right);
        return text && operator.equals("+") ? failure.help("join values as text with `~`") : failure;
    }
}
