package io.graphc.compiler.mapping;

import io.graphc.plan.Column;
import io.graphc.project.RelationshipSpec;
import java.util.List;

/**
 * A relationship mapping bound to its relation and to the nodes at its ends.
 *
 * @param id {@code relationship.<project>.<type>}, longer where a type connects several pairs
 * @param startKey the columns that hold the key of the start node
 * @param endKey the columns that hold the key of the end node
 */
record MappedRelationship(
        RelationshipSpec spec,
        String id,
        MappedElement element,
        MappedNode start,
        List<Column> startKey,
        MappedNode end,
        List<Column> endKey) {
    MappedRelationship {
        startKey = List.copyOf(startKey);
        endKey = List.copyOf(endKey);
    }
}
