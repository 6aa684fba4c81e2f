package io.graphc.compiler.sql.duckdb;

import java.util.Map;

/**
 * A date format of Trino, MySQL's or Joda-Time's letters, as the format of DuckDB's {@code strftime} and {@code strptime}.
 *
 * @param text DuckDB's format
 * @param hasFraction true when it has a fraction of a second
 * @param hasShortYear true when it has a year of two digits
 */
record DateFormat(String text, boolean hasFraction, boolean hasShortYear) {
    private static final Map<Character, String> MYSQL = Map.ofEntries(
            Map.entry('a', "%a"),
            Map.entry('b', "%b"),
            Map.entry('c', "%-m"),
            Map.entry('d', "%d"),
            Map.entry('e', "%-d"),
            Map.entry('f', "%g000"),
            Map.entry('H', "%H"),
            Map.entry('h', "%I"),
            Map.entry('I', "%I"),
            Map.entry('i', "%M"),
            Map.entry('j', "%j"),
            Map.entry('k', "%-H"),
            Map.entry('l', "%-I"),
            Map.entry('M', "%B"),
            Map.entry('m', "%m"),
            Map.entry('p', "%p"),
            Map.entry('r', "%I:%M:%S %p"),
            Map.entry('S', "%S"),
            Map.entry('s', "%S"),
            Map.entry('T', "%H:%M:%S"),
            Map.entry('v', "%V"),
            Map.entry('W', "%A"),
            Map.entry('x', "%G"),
            Map.entry('Y', "%Y"),
            Map.entry('y', "%y"),
            Map.entry('%', "%%"));
    private static final Map<String, String> JODA = Map.ofEntries(
            Map.entry("yyyy", "%Y"),
            Map.entry("y", "%Y"),
            Map.entry("YYYY", "%Y"),
            Map.entry("yy", "%y"),
            Map.entry("M", "%-m"),
            Map.entry("MM", "%m"),
            Map.entry("MMM", "%b"),
            Map.entry("MMMM", "%B"),
            Map.entry("d", "%-d"),
            Map.entry("dd", "%d"),
            Map.entry("D", "%-j"),
            Map.entry("DDD", "%j"),
            Map.entry("H", "%-H"),
            Map.entry("HH", "%H"),
            Map.entry("h", "%-I"),
            Map.entry("hh", "%I"),
            Map.entry("m", "%-M"),
            Map.entry("mm", "%M"),
            Map.entry("s", "%-S"),
            Map.entry("ss", "%S"),
            Map.entry("SSS", "%g"),
            Map.entry("a", "%p"),
            Map.entry("E", "%a"),
            Map.entry("EE", "%a"),
            Map.entry("EEE", "%a"),
            Map.entry("EEEE", "%A"),
            Map.entry("ww", "%V"),
            Map.entry("xxxx", "%G"));

    /** @param reading true for a format to read by, which must name the year: the engines' years without one differ */
    static DateFormat ofMysql(String format, boolean reading) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            if (format.charAt(at) != '%') {
                text.append(format.charAt(at));
                at++;
                continue;
            }
            String known = at + 1 < format.length() ? MYSQL.get(format.charAt(at + 1)) : null;
            if (known == null) {
                throw new NotOnDuckDbException("the date format has a part that is not translated: `"
                        + format.substring(at, Math.min(at + 2, format.length())) + "`");
            }
            text.append(reading && known.equals("%g000") ? "%f" : known);
            at += 2;
        }
        return checked(text.toString(), reading);
    }

    static DateFormat ofJoda(String format, boolean reading) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char letter = format.charAt(at);
            int end = at + 1;
            if (letter == '\'') {
                end = quoted(format, at, text);
            } else if (Character.isLetter(letter)) {
                while (end < format.length() && format.charAt(end) == letter) {
                    end++;
                }
                text.append(joda(format.substring(at, end)));
            } else {
                text.append(letter == '%' ? "%%" : String.valueOf(letter));
            }
            at = end;
        }
        return checked(text.toString(), reading);
    }

    private static String joda(String letters) {
        String known = JODA.get(letters);
        if (known == null) {
            throw new NotOnDuckDbException("the date format has a part that is not translated: `" + letters + "`");
        }
        return known;
    }

    /** Text between apostrophes; two of them are one. */
    private static int quoted(String format, int start, StringBuilder text) {
        if (format.startsWith("''", start)) {
            text.append('\'');
            return start + 2;
        }
        int at = start + 1;
        while (at < format.length()) {
            if (format.startsWith("''", at)) {
                text.append('\'');
                at += 2;
            } else if (format.charAt(at) == '\'') {
                return at + 1;
            } else {
                text.append(format.charAt(at) == '%' ? "%%" : String.valueOf(format.charAt(at)));
                at++;
            }
        }
        return at;
    }

    private static DateFormat checked(String text, boolean reading) {
        boolean shortYear = text.contains("%y");
        if (reading && !text.contains("%Y") && !shortYear) {
            throw new NotOnDuckDbException("the date format has no year; Trino takes 1970, DuckDB takes 1900");
        }
        boolean halfDay = text.contains("%I") || text.contains("%-I");
        if (reading && (text.contains("%V") || text.contains("%G") || halfDay != text.contains("%p"))) {
            throw new NotOnDuckDbException("DuckDB cannot read this date format as Trino does");
        }
        return new DateFormat(text, text.contains("%f") || text.contains("%g"), shortYear);
    }
}
