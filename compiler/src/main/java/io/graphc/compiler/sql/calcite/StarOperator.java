package io.graphc.compiler.sql.calcite;

import java.util.List;
import org.apache.calcite.sql.SqlKind;

/**
 * A star of a select list that Calcite does not know: {@code (row).*}, {@code t.* AS (a, b)}, or the star of a relation
 * some of whose columns were merged by USING. The one operand is the row or the star; the validator puts the columns in
 * its place, so that nobody meets it after validation.
 */
public final class StarOperator extends TypedOperator {
    private final List<String> names;
    private final List<String> merged;

    /**
     * @param names the names that the columns get; empty where they keep theirs
     * @param merged the columns to leave out, lower case
     */
    public StarOperator(List<String> names, List<String> merged) {
        super("star " + names + merged, SqlKind.OTHER_FUNCTION);
        this.names = List.copyOf(names);
        this.merged = List.copyOf(merged);
    }

    /** The names that the columns get, or none. */
    public List<String> names() {
        return names;
    }

    List<String> merged() {
        return merged;
    }

    @Override
    protected Typed infer(CallTyping call) {
        return new Typed(call.type(0), call.nullable(0));
    }
}
