package io.graphc.compiler.datatest;

import io.graphc.compiler.query.Fragment;
import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.source.SourceSpan;
import java.util.Optional;

/**
 * What a test looks at: a column, or an expression in its place.
 *
 * @param name as it is written
 */
record Tested(String name, String sql, SourceSpan span, Optional<Column> column) implements Fragment {
    static Tested column(Column column, SourceSpan span) {
        return new Tested(column.name(), RelationName.quote(column.name()), span, Optional.of(column));
    }

    static Tested expression(String sql, SourceSpan span) {
        return new Tested(sql, "(" + sql + SqlText.closing(sql), span, Optional.empty());
    }

    @Override
    public void addTo(SqlText text) {
        text.add(sql, span);
    }
}
