package io.graphc.testkit.neptune;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** The property types of Gremlin CSV and the texts that they take. */
enum NeptuneType {
    BOOL,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    STRING,
    DATE;

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|NaN|[+-]?Infinity");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MINUTE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}");
    private static final Pattern SECOND = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{3})?Z?");

    /** The type of that name, in any case. */
    static NeptuneType named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "bool", "boolean" -> BOOL;
            case "byte" -> BYTE;
            case "short" -> SHORT;
            case "int" -> INT;
            case "long" -> LONG;
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            case "string" -> STRING;
            case "date", "datetime" -> DATE;
            default -> throw new IllegalArgumentException("unknown type `" + name + "`");
        };
    }

    /**
     * The value: {@code Boolean}, a number, {@code String} or, for dates and times, {@code Instant}. The loader takes any
     * text for a Bool; only {@code true} and {@code false} mean what they say, so nothing else passes here.
     */
    Object parse(String text) {
        return switch (this) {
            case BOOL -> bool(text);
            case BYTE -> Byte.valueOf(whole(text));
            case SHORT -> Short.valueOf(whole(text));
            case INT -> Integer.valueOf(whole(text));
            case LONG -> Long.valueOf(whole(text));
            case FLOAT -> Float.valueOf(number(text));
            case DOUBLE -> Double.valueOf(number(text));
            case STRING -> string(text);
            case DATE -> instant(text);
        };
    }

    private static Boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("`" + text + "` is neither true nor false");
        }
        return text.equals("true");
    }

    private static String whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("`" + text + "` is no whole number");
        }
        return text;
    }

    private static String number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("`" + text + "` is no number");
        }
        return text;
    }

    private static String string(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("U+0000 in a string");
        }
        if (text.length() > 55_000_000) {
            throw new IllegalArgumentException("string of more than 55 MB");
        }
        return text;
    }

    private static Instant instant(String text) {
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            if (MINUTE.matcher(text).matches() || SECOND.matcher(text).matches()) {
                String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
                return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("`" + text + "` is no date", e);
        }
        throw new IllegalArgumentException("`" + text + "` is no date in a form that Neptune lists");
    }
}
