package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of a source or seed are not as they are declared; whoever knows where they are declared shows them there. */
public final class SourceColumnsException extends GraphcException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> columns;

    /**
     * Made with the names of the columns.
     *
     * @param columns the most important one first
     */
    public SourceColumnsException(Diagnostic diagnostic, List<String> columns, @Nullable Throwable cause) {
        super(diagnostic, cause);
        this.columns = List.copyOf(columns);
    }

    public List<String> columns() {
        return columns;
    }
}
