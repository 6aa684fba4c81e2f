package io.graphc.compiler.mapping;

import io.graphc.project.NodeSpec;

/**
 * A node type, its mappings bound to their relations.
 *
 * @param spec the first of its mappings
 */
record MappedNode(NodeSpec spec, MappedElement element) {}
