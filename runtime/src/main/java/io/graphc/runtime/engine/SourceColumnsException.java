package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.Spelling;
import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of a source or seed are not as they are declared; whoever knows where they are declared shows them there. */
public final class SourceColumnsException extends GraphcException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN_COLUMNS = 20;

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

    /**
     * A declared column that has another type where the rows are.
     *
     * @param what the source or seed, as messages call it
     * @param where where the rows are
     */
    public static SourceColumnsException otherType(String what, Column declared, SqlType actual, String where) {
        return new SourceColumnsException(
                Diagnostic.of(
                                DiagnosticCode.RESULT_DIFFERS,
                                "column `" + declared.name() + "` of " + what + " is declared " + declared.type()
                                        + ", but it is " + actual + " in " + where)
                        .help("declare it as `" + actual + "` and convert it in a model")
                        .build(),
                List.of(declared.name()),
                null);
    }

    /**
     * Declared columns that are not where the rows are.
     *
     * @param what the source or seed, as messages call it
     * @param where where the rows are
     * @param there the columns there
     */
    public static SourceColumnsException missing(String what, List<String> missing, String where, List<String> there) {
        Diagnostic.Builder builder = Diagnostic.of(
                DiagnosticCode.RESULT_DIFFERS,
                missing.size() == 1
                        ? "column `" + missing.get(0) + "` of " + what + " is not in " + where
                        : "columns " + Spelling.listing(missing) + " of " + what + " are not in " + where);
        if (missing.size() == 1) {
            builder.hint(missing.get(0), there, "the columns there are");
        } else {
            builder.note("the columns there are: "
                    + Spelling.listing(there.stream().limit(SHOWN_COLUMNS).toList()));
        }
        return new SourceColumnsException(builder.build(), missing, null);
    }

    public List<String> columns() {
        return columns;
    }
}
