package io.graphc.compiler.mapping;

import io.graphc.project.RelationshipSpec;

/**
 * A relationship type between two node types, its mappings bound to their relations and to the nodes at its ends.
 *
 * @param spec the first of its mappings
 * @param id {@code relationship.<project>.<type>}, longer where a type connects several pairs
 */
record MappedRelationship(RelationshipSpec spec, String id, MappedElement element, MappedNode start, MappedNode end) {}
