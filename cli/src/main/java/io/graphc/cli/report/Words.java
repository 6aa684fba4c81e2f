package io.graphc.cli.report;

import java.time.Duration;
import java.util.Locale;

/** Numbers and durations as people read them. */
public final class Words {
    private static final int THOUSAND = 1000;
    private static final String UNITS = "kMGTPE";

    private Words() {}

    /** {@code 1 model}, {@code 2 models}, {@code 12,345 models}. */
    public static String count(long number, String noun) {
        String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return number(number) + " " + (number == 1 ? noun : plural);
    }

    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 512 B}, {@code 1.5 MB}: in steps of a thousand, as Athena's bill counts. */
    public static String bytes(long number) {
        if (number < THOUSAND) {
            return number + " B";
        }
        double rest = number;
        int unit = -1;
        while (rest >= THOUSAND && unit < UNITS.length() - 1) {
            rest /= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", rest, UNITS.charAt(unit));
    }

    /** {@code 12 s}, {@code 4 min}, {@code 2 h 5 min}. */
    public static String time(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** Seconds with two decimals, as dbt prints them. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2fs", duration.toMillis() / 1000.0);
    }
}
