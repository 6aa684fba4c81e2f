package io.graphc.runtime.emit;

import io.graphc.plan.RenderedText;
import io.graphc.plan.WrittenPlace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that a graph does not run, and would not run a second time either. */
public final class RefusedStatementException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final transient List<String> candidates;

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
