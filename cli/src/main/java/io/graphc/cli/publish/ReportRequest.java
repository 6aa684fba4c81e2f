package io.graphc.cli.publish;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A report that someone asked for.
 *
 * @param file where it goes; empty for the usual place of its kind
 */
public record ReportRequest(Kind kind, Optional<String> file) {
    /** The kinds of reports. */
    public enum Kind {
        /** XML in the dialect of JUnit that build servers read. */
        JUNIT,
        /** SARIF 2.1.0, which code scanning and editors read. */
        SARIF,
        /** Annotations of files in the log of a GitHub workflow. */
        GITHUB,
        /** A summary for a pull request. */
        MARKDOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /** Reads {@code junit} or {@code junit=target/junit.xml}; empty where that names no kind of report. */
    public static Optional<ReportRequest> parse(String text) {
        int sign = text.indexOf('=');
        String word = sign < 0 ? text : text.substring(0, sign);
        Optional<String> file = sign < 0 ? Optional.empty() : Optional.of(text.substring(sign + 1));
        return Kind.of(word)
                .filter(kind -> file.isEmpty() || !(file.get().isBlank() || kind == Kind.GITHUB))
                .map(kind -> new ReportRequest(kind, file));
    }

    /** The words for kinds. */
    public static List<String> words() {
        return Arrays.stream(Kind.values()).map(Kind::word).toList();
    }
}
