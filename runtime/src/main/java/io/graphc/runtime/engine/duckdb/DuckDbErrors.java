package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.GraphcException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBFunctions;

/** DuckDB's errors as diagnostics: its own words stay, what its driver wraps around them goes. */
final class DuckDbErrors {
    private static final Pattern WRAPPING = Pattern.compile("^(?:(?:java|org)\\.[\\w.$]+(?:Exception|Error): "
            + "|(?:Invalid (?:Input )?Error: )?(?:Attempting to execute an )?unsuccessful or closed pending query result\\s*"
            + "(?:Error: )?|Invalid Error: )");
    private static final Pattern DISK_FULL = Pattern.compile(
            "file \"(?<file>[^\"]*)\"[^:]*: (?<reason>No space left on device|File too large|Disk quota exceeded)");
    /** What DuckDB puts aside may take no more than the disk has room for, unless a setting says so. */
    private static final String SPILL_FULL = "failed to offload data block";

    private static final int NOTE_LENGTH = 400;

    private DuckDbErrors() {}

    /** What DuckDB says, without the class names of its driver and without the echo of the statement. */
    static String text(Throwable error) {
        String text =
                error.getMessage() == null ? "no message" : error.getMessage().strip();
        String before;
        do {
            before = text;
            text = WRAPPING.matcher(text).replaceFirst("").strip();
        } while (!text.equals(before));
        int echo = text.indexOf("\n\nLINE ");
        return Excerpt.ofLines(echo < 0 ? text : text.substring(0, echo), NOTE_LENGTH);
    }

    /** The line of the statement that DuckDB points at, as {@code LINE 3: select ...}; empty where it points at none. */
    static Optional<String> echo(Throwable error) {
        String text = error.getMessage() == null ? "" : error.getMessage();
        int echo = text.indexOf("\n\nLINE ");
        return echo < 0
                ? Optional.empty()
                : text.substring(echo).strip().lines().findFirst();
    }

    static boolean isInterrupt(Throwable error) {
        return error.getMessage() != null && error.getMessage().contains("INTERRUPT");
    }

    static GraphcException cancelled(String what, Throwable error) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.QUERY_FAILED, what + " was cancelled")
                        .build(),
                error);
    }

    /** A query that DuckDB refused or broke off. */
    static GraphcException queryFailed(String what, Throwable error) {
        if (isInterrupt(error)) {
            return cancelled(what, error);
        }
        Optional<String> full = diskFull(text(error));
        if (full.isPresent()) {
            // Names no statement and no file: all that run at the time, and come after, fail for this one reason.
            return new GraphcException(
                    Diagnostic.of(DiagnosticCode.ENGINE_DISK_FULL, "DuckDB has no room left on its disk")
                            .note(full.get())
                            .help("make room, or set another `path` or the setting `temp_directory` in the profile, and"
                                    + " run again")
                            .build(),
                    error);
        }
        Diagnostic.Builder builder = Diagnostic.of(
                        DiagnosticCode.QUERY_FAILED, what + " stopped with an error of DuckDB")
                .note("DuckDB: " + text(error));
        echo(error).ifPresent(line -> builder.note("in the statement: " + Excerpt.of(line, NOTE_LENGTH)));
        return new GraphcException(builder.build(), error);
    }

    /** Where there is no room, if that is what DuckDB says. */
    private static Optional<String> diskFull(String text) {
        Matcher full = DISK_FULL.matcher(text);
        if (full.find()) {
            Path folder = Path.of(full.group("file")).getParent();
            return Optional.of("in `" + (folder == null ? "." : folder) + "`: " + full.group("reason"));
        }
        return text.contains(SPILL_FULL)
                ? Optional.of(
                        "what DuckDB puts aside has reached `max_temp_directory_size`, by default what the disk of"
                                + " `temp_directory` has room for")
                : Optional.empty();
    }

    /** An action on DuckDB; its driver throws two kinds of exceptions. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws SQLException;
    }

    /** Runs an action; what DuckDB throws becomes {@link DiagnosticCode#QUERY_FAILED}. */
    static <T> T guard(String what, Action<T> action) {
        try {
            return action.run();
        } catch (SQLException | DuckDBFunctions.FunctionException e) {
            throw queryFailed(what, e);
        }
    }
}
