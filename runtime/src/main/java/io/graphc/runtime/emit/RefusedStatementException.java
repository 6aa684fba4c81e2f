package io.graphc.runtime.emit;

import io.graphc.plan.RenderedText;
import io.graphc.plan.WrittenPlace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that a graph does not run, and would not run a second time either. */
public final class RefusedStatementException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final transient List<String> candidates;
    private final @Nullable String setting;

    /**
     * A refusal.
     *
     * @param message in the words of whoever refuses, on one line
     * @param line the line of the place in the text, from 1; 0 where it is about all of it
     * @param column the column of the place, from 1
     * @param candidates the words that might be meant at the place
     */
    public RefusedStatementException(
            String message, int line, int column, List<String> candidates, @Nullable Throwable cause) {
        super(message, cause);
        this.line = line;
        this.column = column;
        this.candidates = List.copyOf(candidates);
        this.setting = null;
    }

    /**
     * A refusal to go on with a statement.
     *
     * @param most how long it ran
     * @param setting the key of the graph output that says so
     */
    public static RefusedStatementException unending(Duration most, String setting, Throwable cause) {
        long seconds = most.toSeconds();
        return new RefusedStatementException(
                "did not end within " + (seconds == 1 ? "1 second" : seconds + " seconds"), setting, cause);
    }

    private RefusedStatementException(String message, String setting, Throwable cause) {
        super(message, cause);
        this.line = 0;
        this.column = 0;
        this.candidates = List.of();
        this.setting = setting;
    }

    /** The setting that says how long a statement may run, where this one ran longer; {@link #getMessage} is a verb then. */
    public Optional<String> timeLimit() {
        return Optional.ofNullable(setting);
    }

    /** The words that might be meant at the place. */
    public List<String> candidates() {
        return candidates;
    }

    /** Where the fault was written; the beginning of the statement where it has no place of its own. */
    public Optional<WrittenPlace> place(RenderedText text) {
        return line > 0 ? text.place(line, column) : text.start();
    }
}
