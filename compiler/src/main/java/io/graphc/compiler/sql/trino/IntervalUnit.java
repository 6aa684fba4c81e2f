package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The word behind the number of an interval, where it is none of Trino's units: the parser takes it for a name. */
final class IntervalUnit {
    private static final List<String> UNITS = List.of("year", "month", "day", "hour", "minute", "second");
    private static final Pattern INTERVAL =
            Pattern.compile("(?is)\\binterval\\s*[+-]?\\s*'[^']*'\\s*([a-z]\\w*)\\s*\\z");
    /** Units of other databases. */
    private static final Pattern FOREIGN =
            Pattern.compile("(?i)(?:week|quarter|decade|century|centurie|(?:milli|micro|nano)second)s?");

    private static final int LONGEST_INTERVAL = 200;

    private IntervalUnit() {}

    /** Where a unit that there is not ends the text before an offset: from and to, or nothing. */
    static int[] unknownBefore(String sql, int offset) {
        int from = Math.max(0, offset - LONGEST_INTERVAL);
        Matcher interval = INTERVAL.matcher(sql.substring(from, offset));
        boolean unknown = interval.find() && isMeantAsUnit(interval.group(1));
        return unknown ? new int[] {from + interval.start(1), from + interval.end(1)} : new int[0];
    }

    /** Any name can stand there as an alias, and the query can go on there. */
    private static boolean isMeantAsUnit(String word) {
        return !UNITS.contains(word.toLowerCase(Locale.ROOT))
                && (FOREIGN.matcher(word).matches()
                        || !Spelling.nearest(word, UNITS).isEmpty());
    }

    static Diagnostic.Builder unknown(String word) {
        List<String> near = Spelling.nearest(word, UNITS);
        return Diagnostic.of(DiagnosticCode.SQL_SYNTAX, "`" + word + "` is no unit of an interval")
                .help(
                        near.isEmpty()
                                ? "units of an interval are `year`, `month`, `day`, `hour`, `minute` and `second`; a week is"
                                        + " `interval '7' day`"
                                : "did you mean " + Spelling.alternatives(near) + "?");
    }
}
