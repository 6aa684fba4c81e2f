package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.Arithmetic;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.Comparison;
import io.graphc.compiler.template.value.Numbers;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** Filters on numbers. */
final class NumberFilters {
    private static final int MOST_DIGITS = 4_000;

    private NumberFilters() {}

    static OperationTable table() {
        return new OperationTable()
                .add("abs", (value, a) -> Comparison.compare(value, 0L) < 0 ? Arithmetic.negate(value) : value)
                .add("int", NumberFilters::toInteger, "default?", "base?")
                .add("float", NumberFilters::toFloat, "default?")
                .add("round", NumberFilters::round, "precision?", "method?");
    }

    private static Object toInteger(Object value, BoundArguments a) {
        requireDefined(value);
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Double number) {
            return number.isNaN() || number.isInfinite()
                    ? a.value("default", 0L)
                    : Numbers.integer(new BigDecimal(number).toBigInteger());
        }
        if (Numbers.isNumber(value)) {
            return value;
        }
        if (Texts.isText(value)) {
            String text = Texts.of(value);
            Optional<Object> whole = integer(text, a.integer("base", 10));
            if (whole.isPresent()) {
                return whole.get();
            }
            Optional<Double> number = parse(text);
            if (number.isPresent() && !number.get().isNaN() && !number.get().isInfinite()) {
                return Numbers.integer(new BigDecimal(number.get()).toBigInteger());
            }
        }
        return a.value("default", 0L);
    }

    private static void requireDefined(Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
    }

    /** An integer as Python reads it. */
    static Optional<Object> integer(String written, int base) {
        String text = written.strip().replaceAll("(?<=[0-9a-zA-Z])_(?=[0-9a-zA-Z])", "");
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        int radix = base == 0 ? 10 : base;
        String prefix = digits.length() > 2 ? digits.substring(0, 2).toLowerCase(Locale.ROOT) : "";
        int prefixed = prefix.equals("0x") ? 16 : prefix.equals("0o") ? 8 : prefix.equals("0b") ? 2 : 0;
        if (prefixed != 0 && (base == 0 || base == prefixed)) {
            radix = prefixed;
            digits = digits.substring(2);
        }
        if (radix < 2 || radix > 36 || digits.isEmpty() || digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), radix) < 0) {
                return Optional.empty();
            }
        }
        BigInteger number = new BigInteger(digits, radix);
        return Optional.of(Numbers.integer(text.startsWith("-") ? number.negate() : number));
    }

    /** A float as Python reads it. */
    static Optional<Double> parse(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        double sign = text.startsWith("-") ? -1 : 1;
        if (unsigned.equals("inf") || unsigned.equals("infinity")) {
            return Optional.of(sign * Double.POSITIVE_INFINITY);
        }
        if (unsigned.equals("nan")) {
            return Optional.of(Double.NaN);
        }
        // Java would take "1d" and "0x1p3" as well
        boolean plain =
                !unsigned.isEmpty() && unsigned.chars().allMatch(c -> (c >= '0' && c <= '9') || ".e+-".indexOf(c) >= 0);
        try {
            return plain ? Optional.of(Double.parseDouble(text)) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Object toFloat(Object value, BoundArguments a) {
        requireDefined(value);
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        if (Numbers.isNumber(value)) {
            return Numbers.toDouble(value);
        }
        Object fallback = a.value("default", 0.0);
        return Texts.isText(value)
                ? parse(Texts.of(value)).map(number -> (Object) number).orElse(fallback)
                : fallback;
    }

    private static Object round(Object value, BoundArguments a) {
        requireDefined(value);
        int precision = a.integer("precision", 0);
        String method = a.text("method", "common");
        if (Math.abs(precision) > 400) {
            throw TemplateFailure.error("`precision` is too large").at(a.span("precision"));
        }
        Object number = value instanceof Boolean flag ? (flag ? 1L : 0L) : value;
        if (!Numbers.isNumber(number)) {
            throw TemplateFailure.error("`round` needs a number, found " + Values.kind(value));
        }
        if (number instanceof Double special && (special.isNaN() || special.isInfinite())) {
            return number;
        }
        return switch (method) {
            case "common" -> common(number, precision);
            case "ceil" -> scaled(number, precision, RoundingMode.CEILING);
            case "floor" -> scaled(number, precision, RoundingMode.FLOOR);
            default ->
                throw TemplateFailure.error("`method` must be `common`, `ceil` or `floor`")
                        .at(a.span("method"));
        };
    }

    private static Object common(Object number, int precision) {
        if (number instanceof Double value) {
            return new BigDecimal(value)
                    .setScale(precision, RoundingMode.HALF_EVEN)
                    .doubleValue();
        }
        if (precision >= 0) {
            return number;
        }
        return Numbers.integer(new BigDecimal(number.toString())
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toBigInteger());
    }

    private static Object scaled(Object number, int precision, RoundingMode mode) {
        double power = Math.pow(10, precision);
        double scaled = Numbers.toDouble(number) * power;
        double rounded = mode == RoundingMode.CEILING ? Math.ceil(scaled) : Math.floor(scaled);
        return rounded / power;
    }
}
