package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * The rows of another relation that hold the values of a property. A part that is absent was missing or wrong, and has been
 * reported.
 *
 * @param from the relation of these rows; required
 * @param on what leads from a row of the mapping to them; required
 * @param orderBy columns of these rows, {@code desc} behind those that go down; for lists
 */
public record ChildSpec(
        Optional<RelationReference> from, List<ColumnPair> on, List<Located<String>> orderBy, SourceSpan span) {
    public ChildSpec {
        on = List.copyOf(on);
        orderBy = List.copyOf(orderBy);
    }

    /**
     * Two columns that hold the same value.
     *
     * @param parent a column of the mapping's relation
     * @param child a column of the other relation
     */
    public record ColumnPair(Located<String> parent, Located<String> child) {}
}
