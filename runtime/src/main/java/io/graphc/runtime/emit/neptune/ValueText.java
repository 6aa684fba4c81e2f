package io.graphc.runtime.emit.neptune;

import io.graphc.plan.PropertyType;
import io.graphc.runtime.emit.DecimalText;
import io.graphc.runtime.emit.PropertyText;
import io.graphc.runtime.engine.UtcTime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * The text that stands for a value in Neptune's CSV, for values that are held as objects. {@link PropertyCells} writes the
 * common types without it.
 */
final class ValueText {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private final boolean milliseconds;

    ValueText(boolean milliseconds) {
        this.milliseconds = milliseconds;
    }

    String of(PropertyType type, Object value) {
        return switch (type) {
            case STRING -> PropertyText.of(value);
            case BOOLEAN -> Boolean.toString(Boolean.TRUE.equals(value));
            case BYTE -> integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> integer(value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> integer(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> DecimalText.of(((Number) value).floatValue());
            case DOUBLE -> DecimalText.of(((Number) value).doubleValue());
            case DATE -> day(value);
            case TIME -> DateTimeFormatter.ISO_LOCAL_TIME.format((LocalTime) value);
            case LOCALDATETIME, DATETIME -> instant(value);
        };
    }

    private static String integer(Object value, long min, long max) {
        return Long.toString(PropertyText.whole(value, min, max)
                .orElseThrow(() -> new RefusedValueException(
                        "is " + PropertyText.of(value) + ", expected a whole number from " + min + " to " + max)));
    }

    private static String day(Object value) {
        return inRange(UtcTime.of(value).toLocalDate()).toString();
    }

    private String instant(Object value) {
        LocalDateTime time = UtcTime.of(value);
        inRange(time.toLocalDate());
        boolean fraction = milliseconds && time.get(ChronoField.MILLI_OF_SECOND) != 0;
        return (fraction ? MILLISECONDS : SECONDS).format(time);
    }

    private static LocalDate inRange(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > CsvBuffer.MAX_YEAR) {
            throw new RefusedValueException(CsvBuffer.YEAR_OUT_OF_RANGE);
        }
        return date;
    }
}
