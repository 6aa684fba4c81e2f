package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * An end of a relationship. A part that is absent was missing or wrong, and has been reported.
 *
 * @param node the label of a node type
 * @param key columns of the relationship's relation that hold the node's key, in the order of the node's key
 */
public record EndpointSpec(Optional<Located<String>> node, List<Located<String>> key, SourceSpan span) {
    public EndpointSpec {
        key = List.copyOf(key);
    }
}
