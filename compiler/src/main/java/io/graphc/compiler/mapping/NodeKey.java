package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.plan.Column;
import io.graphc.project.NodeSpec;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a relation are the key of nodes that come from it.
 *
 * @param relation by its label
 */
record NodeKey(String relation, List<String> columns) {
    NodeKey {
        columns = List.copyOf(columns);
    }

    /** The keys of a node's mappings. */
    static List<NodeKey> of(MappedNode node) {
        return node.element().parts().stream()
                .map(rows -> new NodeKey(
                        rows.relation().label(),
                        rows.key().stream().map(Column::name).toList()))
                .toList();
    }

    /** The key that a mapping writes; empty where it has mistakes. */
    static Optional<NodeKey> of(NodeSpec spec) {
        List<String> columns = NodeIds.writtenKey(spec);
        return spec.from().filter(from -> !columns.isEmpty()).map(from -> new NodeKey(from.label(), columns));
    }

    /** The columns of the relation that has them; empty where it lacks one. */
    Optional<List<Column>> in(BoundRelation found) {
        List<Column> key =
                columns.stream().flatMap(name -> found.column(name).stream()).toList();
        return key.size() == columns.size() ? Optional.of(key) : Optional.empty();
    }
}
