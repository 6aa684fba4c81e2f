package io.graphc.runtime.engine.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.engine.StatementFailedException;
import io.trino.jdbc.$internal.client.ErrorInfo;
import io.trino.jdbc.$internal.client.FailureException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trino's errors as diagnostics: its own words stay, with the error's name and the query's id. */
final class TrinoErrors {
    private static final Pattern QUERY_FAILED = Pattern.compile("^Query failed \\(#([^)]*)\\): (.*)$", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("^line (\\d{1,7}):(\\d{1,7}): (.*)$", Pattern.DOTALL);
    private static final int NOTE_LENGTH = 400;

    private final String place;

    /** @param place where the cluster is */
    TrinoErrors(String place) {
        this.place = place;
    }

    static GraphcException cancelled(String what, SQLException error) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.QUERY_FAILED, what + " was cancelled")
                        .build(),
                error);
    }

    /**
     * What became of a statement.
     *
     * @param sql the text that whoever sent it knows
     * @param linesBefore how many lines stand before it in what was sent
     */
    GraphcException of(String what, String sql, SQLException error, int linesBefore) {
        String text =
                error.getMessage() == null ? "no message" : error.getMessage().strip();
        Matcher failed = QUERY_FAILED.matcher(text);
        if (!failed.matches()) {
            return connection(what, text, error);
        }
        String message = failed.group(2).strip();
        Matcher placed = PLACE.matcher(message);
        boolean known = placed.matches();
        Optional<ErrorInfo> kind = kind(error);
        String words = shortened(known ? placed.group(3) : message);
        Diagnostic.Builder builder = Diagnostic.of(code(kind), what + " stopped with an error of Trino")
                .note("Trino: " + words
                        + kind.map(found -> " (" + found.getName() + ")").orElse(""))
                .note("query " + failed.group(1));
        int line = known ? Integer.parseInt(placed.group(1)) - linesBefore : 0;
        return line < 1
                ? new GraphcException(builder.build(), error)
                : new StatementFailedException(builder.build(), sql, line, Integer.parseInt(placed.group(2)), error);
    }

    private static DiagnosticCode code(Optional<ErrorInfo> kind) {
        return kind.filter(found -> found.getName().equals("PERMISSION_DENIED")).isPresent()
                ? DiagnosticCode.NOT_ALLOWED_ON_ENGINE
                : DiagnosticCode.QUERY_FAILED;
    }

    /** The driver keeps what the server says of the error in the cause. */
    static Optional<ErrorInfo> kind(SQLException error) {
        return error.getCause() instanceof FailureException failure
                ? Optional.ofNullable(failure.getFailureInfo().getErrorInfo())
                : Optional.empty();
    }

    /** There was no answer that is one of Trino's. */
    private GraphcException connection(String what, String text, SQLException error) {
        if (text.contains("Authentication failed") || text.contains("Unauthorized")) {
            return new GraphcException(
                    Diagnostic.of(DiagnosticCode.ENGINE_REFUSES_LOGIN, "Trino at " + place + " refuses the login")
                            .note("Trino: " + shortened(text))
                            .help("look at `method`, `user` and the password or token of the target")
                            .build(),
                    error);
        }
        if (isOfNetwork(error)) {
            return new GraphcException(
                    Diagnostic.of(DiagnosticCode.ENGINE_UNREACHABLE, "Trino at " + place + " does not answer")
                            .note(shortened(deepest(error)))
                            .help(
                                    "look at `host`, `port` and `http_scheme` of the target, and whether the cluster runs")
                            .build(),
                    error);
        }
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.QUERY_FAILED, what + " stopped with an error of Trino's driver")
                        .note(shortened(text))
                        .build(),
                error);
    }

    /** The driver refuses the settings before it asks anybody. */
    static GraphcException settings(TrinoProfile profile, SQLException error) {
        return new GraphcException(
                Diagnostic.of(
                                DiagnosticCode.UNREADABLE_PROFILE,
                                "the settings of target `" + profile.target() + "` do not fit together")
                        .note("the driver of Trino: " + shortened(String.valueOf(error.getMessage())))
                        .build(),
                error);
    }

    private static boolean isOfNetwork(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        String text = String.valueOf(error.getMessage());
        return text.contains("Error executing query") || text.contains("Error fetching next");
    }

    private static String deepest(Throwable error) {
        Throwable last = error;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage() == null ? error.getMessage() : last.getMessage());
    }

    private static String shortened(String words) {
        return Excerpt.ofLines(words, NOTE_LENGTH);
    }
}
