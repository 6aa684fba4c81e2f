package io.graphc.compiler.mapping;

import io.graphc.project.NodeSpec;
import io.graphc.source.SourceSpan;

/**
 * A node type, its mappings bound to their relations.
 *
 * @param spec the first of its mappings
 */
record MappedNode(NodeSpec spec, MappedElement element) {
    /** Where its key is written. */
    SourceSpan keySpan() {
        return spec.key().isEmpty() ? spec.span() : EndpointMapper.spanOf(spec.key());
    }

    /** Where a part of its key is written. */
    SourceSpan keySpan(int part) {
        return part < spec.key().size() ? spec.key().get(part).span() : keySpan();
    }
}
