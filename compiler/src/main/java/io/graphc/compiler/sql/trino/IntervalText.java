package io.graphc.compiler.sql.trino;

import io.trino.sql.tree.IntervalLiteral.IntervalField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of interval constants: numbers for the fields from the first to the last, of which those at the end can be left
 * out. As observed on Trino 435, which takes an empty text for nothing.
 */
final class IntervalText {
    private static final Pattern MONTHS = Pattern.compile("[+-]?\\d*(-\\d+)?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    /** The fields that are counted from one to the next by {@link #index}. */
    private static final List<IntervalField> FIELDS =
            List.of(IntervalField.DAY, IntervalField.HOUR, IntervalField.MINUTE, IntervalField.SECOND);

    /** What stands before each field from day to second. */
    private static final String[] SEPARATORS = {"", " ", ":", ":"};

    private IntervalText() {}

    static boolean isInterval(String text, IntervalField start, Optional<IntervalField> end) {
        IntervalField last = end.orElse(start);
        boolean months = start.compareTo(IntervalField.MONTH) <= 0;
        if (last.compareTo(start) < 0 || months != (last.compareTo(IntervalField.MONTH) <= 0)) {
            return false;
        }
        Pattern pattern =
                months && start != last ? MONTHS : fields(months ? 0 : index(start), months ? 0 : index(last));
        return pattern.matcher(text).matches() && hasSmallNumbers(text);
    }

    private static int index(IntervalField field) {
        return FIELDS.indexOf(field);
    }

    private static Pattern fields(int first, int last) {
        StringBuilder pattern = new StringBuilder("[+-]?\\d*");
        for (int index = first + 1; index <= last; index++) {
            pattern.append("(?:").append(SEPARATORS[index]).append("\\d").append(index == 1 ? "*" : "+");
        }
        if (last == SEPARATORS.length - 1) {
            pattern.append("(?:\\.\\d*)?");
        }
        return Pattern.compile(pattern.append(")?".repeat(last - first)).toString());
    }

    private static boolean hasSmallNumbers(String text) {
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            if (new BigDecimal(number.group()).compareTo(MOST) > 0) {
                return false;
            }
        }
        return true;
    }
}
