package io.graphc.runtime.emit;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.OptionalLong;

/** What values of other types become in properties of type string and of the integer types, the same on every target. */
public final class PropertyText {
    private PropertyText() {}

    /** The value as text: numbers in full, times in ISO form (instants in UTC), bytes in hexadecimal. */
    public static String of(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Double number) {
            return DecimalText.of(number.doubleValue());
        }
        if (value instanceof Float number) {
            return DecimalText.of(number.floatValue());
        }
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        if (value instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
        }
        return value.toString();
    }

    /** A number as a whole number; empty where it has a fraction or lies outside the range. */
    public static OptionalLong whole(Object value, long min, long max) {
        BigDecimal number = new BigDecimal(value.toString());
        boolean fits = number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(min)) >= 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0;
        return fits ? OptionalLong.of(number.longValueExact()) : OptionalLong.empty();
    }
}
