package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.Numbers;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.Rendering;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How one value is laid out in a formatted text: what {@code %5.2f} and {@code {:>8,}} say alike. Immutable.
 *
 * @param fill the character that fills up to the width
 * @param align {@code <}, {@code >}, {@code ^}, {@code =} behind the sign, or a blank for the default of the kind
 * @param sign {@code +}, a blank, or {@code -}
 * @param precision -1 where none was given
 * @param type the letter of the kind, or 0
 */
record FieldFormat(char fill, char align, char sign, int width, boolean grouped, int precision, char type) {
    static final int WIDEST = 10_000;

    String format(Object value, Rendering rendering) {
        if (width > WIDEST || precision > WIDEST) {
            throw TemplateFailure.limit("a format can be at most " + WIDEST + " characters wide");
        }
        boolean number = type != 's' && (Numbers.isNumber(value) || value instanceof Boolean);
        String text;
        String mark = "";
        if ((number && (type != 0 || !(value instanceof Boolean))) || isNumberType()) {
            Object numeric = numeric(value);
            boolean negative = ((Number) numeric).doubleValue() < 0;
            mark = negative ? "-" : (sign == '-' ? "" : String.valueOf(sign));
            text = digits(numeric);
        } else {
            String printed = type == 'r' ? Printer.represent(value) : Printer.print(value);
            boolean cut = precision >= 0 && precision < printed.codePointCount(0, printed.length());
            text = cut ? printed.substring(0, printed.offsetByCodePoints(0, precision)) : printed;
        }
        rendering.countCharacters(Math.max(width, text.length()));
        return pad(mark, text, number);
    }

    private boolean isNumberType() {
        return "dixXobeEfFgG%".indexOf(type) >= 0 && type != 0;
    }

    private Object numeric(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (!Numbers.isNumber(value)) {
            throw TemplateFailure.error("the format `" + type + "` needs a number, found " + Values.kind(value));
        }
        return value;
    }

    private String digits(Object value) {
        return switch (type) {
            case 'd', 'i' -> group(integer(value).toString());
            case 'x' -> integer(value).toString(16);
            case 'X' -> integer(value).toString(16).toUpperCase(Locale.ROOT);
            case 'o' -> integer(value).toString(8);
            case 'b' -> integer(value).toString(2);
            case 'f', 'F' -> fixed(value, precision < 0 ? 6 : precision);
            case '%' -> fixed(Numbers.toDouble(value) * 100, precision < 0 ? 6 : precision) + "%";
            case 'e', 'E' -> scientific(value);
            default -> plain(value);
        };
    }

    private String plain(Object value) {
        if (value instanceof Double number && precision >= 0) {
            BigDecimal rounded =
                    new BigDecimal(number).abs().round(new MathContext(Math.max(precision, 1), RoundingMode.HALF_EVEN));
            return Numbers.print(rounded.doubleValue()).replaceAll("\\.0$", "");
        }
        String printed = Printer.print(value);
        return group(printed.startsWith("-") ? printed.substring(1) : printed);
    }

    private static BigInteger integer(Object value) {
        if (value instanceof Double number) {
            if (number.isNaN() || number.isInfinite()) {
                throw TemplateFailure.error("the format needs a finite number");
            }
            return new BigDecimal(number).toBigInteger().abs();
        }
        return new BigInteger(value.toString()).abs();
    }

    private String fixed(Object value, int places) {
        if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
            return Numbers.print(Math.abs(number));
        }
        BigDecimal exact = value instanceof Double number ? new BigDecimal(number) : new BigDecimal(value.toString());
        return group(exact.abs().setScale(places, RoundingMode.HALF_EVEN).toPlainString());
    }

    private String scientific(Object value) {
        double number = Math.abs(Numbers.toDouble(value));
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Numbers.print(number);
        }
        String pattern = "%." + (precision < 0 ? 6 : precision) + (type == 'E' ? "E" : "e");
        return String.format(Locale.ROOT, pattern, number);
    }

    private String group(String digits) {
        if (!grouped) {
            return digits;
        }
        int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder out = new StringBuilder(digits);
        for (int at = end - 3; at > 0; at -= 3) {
            out.insert(at, ',');
        }
        return out.toString();
    }

    private String pad(String mark, String text, boolean number) {
        int missing = width - text.codePointCount(0, text.length()) - mark.length();
        if (missing <= 0) {
            return mark + text;
        }
        String filling = String.valueOf(fill).repeat(missing);
        char side = align == ' ' ? (number ? '>' : '<') : align;
        return switch (side) {
            case '<' -> mark + text + filling;
            case '^' -> filling.substring(0, missing / 2) + mark + text + filling.substring(missing / 2);
            case '=' -> mark + filling + text;
            default -> filling + mark + text;
        };
    }
}
