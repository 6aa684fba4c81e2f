package io.graphc.compiler.sql.constant;

import java.util.Optional;

/** The formats of dates: MySQL's of {@code date_format}, Joda's of {@code format_datetime}. */
final class FormatText {
    private static final String UNSUPPORTED = "DUuVwX";
    private static final String LETTERS = "GCYxwEeyDMdaKhHkmsSzZ";
    private static final String ZONE_LETTERS = "zZ";

    private FormatText() {}

    /** {@code date_format} and {@code date_parse}. */
    static Optional<Fault> percent(String format) {
        if (format.isEmpty() || format.equals("%")) {
            return Optional.of(Fault.of("the format is empty").help("for example `%Y-%m-%d %H:%i:%s`"));
        }
        for (int i = 0; i + 1 < format.length(); i++) {
            if (format.charAt(i) == '%') {
                char letter = format.charAt(++i);
                if (UNSUPPORTED.indexOf(letter) >= 0) {
                    return Optional.of(Fault.of("Trino has no `%" + letter + "` in formats")
                            .note("MySQL's `%D`, `%U`, `%u`, `%V`, `%w` and `%X` are not supported"));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * {@code format_datetime} and {@code parse_datetime}.
     *
     * @param zoneless true where a value without time zone is shown
     */
    static Optional<Fault> letters(String format, boolean zoneless) {
        if (format.isEmpty()) {
            return Optional.of(Fault.of("the format is empty").help("for example `yyyy-MM-dd HH:mm:ss`"));
        }
        boolean quoted = false;
        for (int i = 0; i < format.length(); i++) {
            char letter = format.charAt(i);
            if (letter == '\'') {
                quoted = !quoted;
            } else if (!quoted && isLetter(letter)) {
                if (LETTERS.indexOf(letter) < 0) {
                    return Optional.of(unknown(letter));
                }
                if (zoneless && ZONE_LETTERS.indexOf(letter) >= 0) {
                    return Optional.of(Fault.of("`" + letter + "` asks for a time zone, but the value has none")
                            .help("give it one: `with_timezone(..., 'UTC')`"));
                }
            }
        }
        return Optional.empty();
    }

    private static Fault unknown(char letter) {
        return Fault.of("`" + letter + "` stands for nothing in this format")
                .note("letters are Joda's, for example `yyyy-MM-dd HH:mm:ss.SSS`; formats with `%` are those of"
                        + " `date_format` and `date_parse`")
                .help("plain text stands in quotes, doubled inside of SQL: `yyyy-MM-dd''" + letter + "''HH:mm`");
    }

    private static boolean isLetter(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    }
}
