package io.graphc.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many rows of an element type a policy may take out or add before the run fails, or how many its tests let pass.
 *
 * @param amount rows, or percent of the rows; not negative
 */
public record RejectLimit(BigDecimal amount, boolean percent) {
    private static final int PERCENT_DIGITS = 2;
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final Pattern WRITTEN = Pattern.compile("\\d{1,15}(\\.\\d{1,6})?\\s*%|\\d{1,15}");

    public static RejectLimit ofRows(long rows) {
        return new RejectLimit(BigDecimal.valueOf(rows), false);
    }

    /** Whether so many of all rows are few enough. */
    public boolean allows(long taken, long rows) {
        return taken <= most(rows);
    }

    /** The most rows of so many that are few enough. */
    public long most(long rows) {
        BigDecimal most = percent ? amount.multiply(BigDecimal.valueOf(rows)).movePointLeft(PERCENT_DIGITS) : amount;
        return most.setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    /** The form that a manifest keeps: {@code 25} or {@code 0.1%}. */
    @Override
    public String toString() {
        return amount.toPlainString() + (percent ? "%" : "");
    }

    /** A part of one, written {@code 0.05}, in percent. */
    public static RejectLimit ofShare(String share) {
        return new RejectLimit(
                new BigDecimal(share).movePointRight(PERCENT_DIGITS).stripTrailingZeros(), true);
    }

    /** What people write: a whole number, or a percentage of at most all; empty for anything else. */
    public static Optional<RejectLimit> read(String text) {
        String written = text.strip();
        if (!WRITTEN.matcher(written).matches()) {
            return Optional.empty();
        }
        RejectLimit limit = parse(written.replaceAll("\\s", ""));
        return limit.percent() && limit.amount().compareTo(ALL) > 0 ? Optional.empty() : Optional.of(limit);
    }

    /** Reads {@link #toString}'s form; throws an {@link IllegalArgumentException} for another. */
    public static RejectLimit parse(String text) {
        boolean percent = text.endsWith("%");
        return new RejectLimit(new BigDecimal(percent ? text.substring(0, text.length() - 1) : text), percent);
    }
}
