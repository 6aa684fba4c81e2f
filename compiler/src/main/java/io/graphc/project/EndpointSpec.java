package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * An end of a relationship. A part that is absent was missing or wrong, and has been reported.
 *
 * @param node the label of a node type; required where there are no choices
 * @param key columns of the relationship's relation that hold the node's key, in the order of the node's key; empty where it
 *     is for graphc to find them
 * @param id the column that holds the node's id, in place of its key
 * @param anyOf the ends of which each row has one, in place of a node
 */
public record EndpointSpec(
        Optional<Located<String>> node,
        List<Located<String>> key,
        Optional<Located<String>> id,
        List<EndpointSpec> anyOf,
        SourceSpan span) {
    public EndpointSpec {
        key = List.copyOf(key);
        anyOf = List.copyOf(anyOf);
    }

    /** The ends that a row can have: this one, or those of which it has one. */
    public List<EndpointSpec> choices() {
        return anyOf.isEmpty() ? List.of(this) : anyOf;
    }
}
