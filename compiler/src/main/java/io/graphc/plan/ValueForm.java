package io.graphc.plan;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a value of a type is written in a file of rows, such as a seed: stricter than what an engine's cast takes. */
public final class ValueForm {
    private static final String INTEGER = "[+-]?[0-9]+";
    private static final String FLOATING =
            "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|[+-]?inf(inity)?)";
    private static final String BOOLEAN = "(?i:true|false|t|f|1|0)";
    private static final String DATE = "[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}";
    // Behind the sixth digit DuckDB keeps nothing, so only noughts may stand there.
    private static final String CLOCK = "[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6}0*)?)?";
    private static final String ZONE = "( ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?";

    private static final Pattern DAY = Pattern.compile("([0-9]+)-([0-9]+)-([0-9]+)");
    private static final Pattern WHOLE_PART = Pattern.compile("[+-]?0*([0-9]*)");
    private static final Map<SqlType, Integer> BITS =
            Map.of(SqlTypes.TINYINT, 7, SqlTypes.SMALLINT, 15, SqlTypes.INTEGER, 31, SqlTypes.BIGINT, 63);
    private static final Map<SqlType, Optional<Pattern>> COMPILED = new ConcurrentHashMap<>();

    private ValueForm() {}

    /**
     * The regular expression, for Java and RE2, that a value matches once blanks around it are gone; empty for texts and for
     * types with no such form. What matches need not be a value: {@code 2023-02-30} is none.
     */
    public static Optional<String> pattern(SqlType type) {
        if (SqlTypes.isInteger(type)) {
            return Optional.of(INTEGER);
        }
        if (type == SqlTypes.REAL || type == SqlTypes.DOUBLE) {
            return Optional.of(FLOATING);
        }
        if (type == SqlTypes.BOOLEAN) {
            return Optional.of(BOOLEAN);
        }
        if (type == SqlTypes.DATE) {
            return Optional.of(DATE);
        }
        if (type instanceof SqlType.Decimal decimal) {
            // A lone point is kept out by the cast.
            return Optional.of("[+-]?[0-9]*([.][0-9]{0," + decimal.scale() + "}0*)?");
        }
        if (type instanceof SqlType.Time time) {
            return Optional.of(CLOCK + (time.withZone() ? ZONE : ""));
        }
        if (type instanceof SqlType.Timestamp timestamp) {
            return Optional.of(DATE + "([ T]" + CLOCK + ")?" + (timestamp.withZone() ? ZONE : ""));
        }
        return Optional.empty();
    }

    /** The longest text of a type; empty where any is taken. */
    public static Optional<Integer> length(SqlType type) {
        if (type instanceof SqlType.Varchar varchar && varchar.length().isPresent()) {
            return Optional.of(varchar.length().getAsInt());
        }
        return type instanceof SqlType.Char character ? Optional.of(character.length()) : Optional.empty();
    }

    /**
     * Whether a text is certainly no value of a type. Where the engine alone could tell, it is not.
     *
     * @param text without blanks around it, unless the type is that of texts
     */
    public static boolean isNone(String text, SqlType type) {
        Optional<Integer> longest = length(type);
        if (longest.isPresent()) {
            return text.codePointCount(0, text.length()) > longest.get();
        }
        Optional<Pattern> pattern =
                COMPILED.computeIfAbsent(type, known -> pattern(known).map(Pattern::compile));
        if (pattern.isEmpty()) {
            return false;
        }
        if (!pattern.get().matcher(text).matches()) {
            return true;
        }
        Integer bits = BITS.get(type);
        if (bits != null) {
            return isTooLarge(new BigInteger(text), bits);
        }
        if (type instanceof SqlType.Decimal decimal) {
            Matcher whole = WHOLE_PART.matcher(text);
            return whole.lookingAt() && whole.group(1).length() > decimal.precision() - decimal.scale();
        }
        return isNoDay(text);
    }

    private static boolean isTooLarge(BigInteger value, int bits) {
        return value.bitLength() > bits;
    }

    /** Of a text that begins with a date, whether there is no such day. */
    private static boolean isNoDay(String text) {
        Matcher day = DAY.matcher(text);
        if (!day.lookingAt()) {
            return false;
        }
        try {
            LocalDate.of(
                    Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)), Integer.parseInt(day.group(3)));
            return false;
        } catch (DateTimeException e) {
            return true;
        }
    }
}
