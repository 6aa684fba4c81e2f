package io.graphc.compiler.mapping;

import io.graphc.project.NodeSpec;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.List;

/**
 * A node type, its mappings bound to their relations.
 *
 * @param specs its mappings, one or more
 */
record MappedNode(List<NodeSpec> specs, MappedElement element) {
    MappedNode {
        specs = List.copyOf(specs);
    }

    /** The first of its mappings. */
    NodeSpec spec() {
        return specs.get(0);
    }

    /** The labels that a node may have besides those that all nodes of the type have. */
    List<String> optionalLabels() {
        return LabelMapper.declared(specs);
    }

    /** Where its key is written. */
    SourceSpan keySpan() {
        if (!spec().key().isEmpty()) {
            return EndpointMapper.spanOf(spec().key());
        }
        return spec().id().map(Located::span).orElse(spec().span());
    }

    /** Where a part of its key is written. */
    SourceSpan keySpan(int part) {
        return part < spec().key().size() ? spec().key().get(part).span() : keySpan();
    }
}
