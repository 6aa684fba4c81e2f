package io.graphc.compiler.mapping;

import io.graphc.project.RelationshipSpec;
import java.util.List;

/**
 * A relationship type between two node types, its mappings bound to their relations and to the nodes at its ends.
 *
 * @param specs its mappings, one or more
 * @param id {@code relationship.<project>.<type>}, longer where a type connects several pairs
 */
record MappedRelationship(
        List<RelationshipSpec> specs, String id, MappedElement element, MappedNode start, MappedNode end) {
    MappedRelationship {
        specs = List.copyOf(specs);
    }

    /** The first of its mappings. */
    RelationshipSpec spec() {
        return specs.get(0);
    }
}
