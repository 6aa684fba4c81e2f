package io.graphc.project.yaml;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A single value. Plain (unquoted) text is read by the core schema of YAML 1.2: only {@code true} and {@code false} are
 * booleans, {@code yes}, {@code no}, {@code on} and {@code off} are text, dates are text. Quoted and block text is text.
 *
 * @param content its text, with the written place of every character
 * @param plain whether it was written without quotes and not as a block
 */
public record YamlScalar(SourceSpan span, MappedText content, boolean plain) implements YamlNode {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");

    public String text() {
        return content.text();
    }

    public Located<String> located() {
        return Located.of(text(), span);
    }

    public boolean isNull() {
        return plain
                && switch (text()) {
                    case "", "~", "null", "Null", "NULL" -> true;
                    default -> false;
                };
    }

    public boolean isBoolean() {
        return plain
                && switch (text()) {
                    case "true", "True", "TRUE", "false", "False", "FALSE" -> true;
                    default -> false;
                };
    }

    public boolean isInteger() {
        return startsLikeNumber()
                && (INTEGER.matcher(text()).matches()
                        || OCTAL.matcher(text()).matches()
                        || HEXADECIMAL.matcher(text()).matches());
    }

    public boolean isNumber() {
        return startsLikeNumber() && (isInteger() || DECIMAL.matcher(text()).matches());
    }

    /** Most values are words: they need no pattern. */
    private boolean startsLikeNumber() {
        return plain && !text().isEmpty() && "+-.0123456789".indexOf(text().charAt(0)) >= 0;
    }

    /** Whether it holds a template that is rendered later, so that its final text is not known yet. */
    public boolean isTemplate() {
        return text().contains("{{") || text().contains("{%");
    }

    @Override
    public String kind() {
        if (isNull()) {
            return "nothing";
        }
        if (isBoolean()) {
            return "true or false";
        }
        return isNumber() ? "a number" : "text";
    }

    @Override
    public @Nullable Object toValue() {
        if (isNull()) {
            return null;
        }
        if (isBoolean()) {
            return text().charAt(0) == 't' || text().charAt(0) == 'T';
        }
        if (isInteger()) {
            return integer();
        }
        return isNumber() ? new BigDecimal(text()) : text();
    }

    private Object integer() {
        String text = text();
        BigInteger value;
        if (text.startsWith("0o")) {
            value = new BigInteger(text.substring(2), 8);
        } else if (text.startsWith("0x")) {
            value = new BigInteger(text.substring(2), 16);
        } else {
            value = new BigInteger(text);
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : new BigDecimal(value);
    }
}
