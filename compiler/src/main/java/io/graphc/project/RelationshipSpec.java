package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A relationship type as mapped. A part that is required and absent here was missing or wrong, and has been reported.
 *
 * @param from where its rows come from; absent where they are those of the start node
 * @param fromWritten whether the mapping says where they come from, perhaps wrongly
 * @param where a SQL condition on those rows
 * @param start required
 * @param end required
 * @param key optional columns that tell parallel relationships between two nodes apart
 * @param undirected whether it says the same of both ends
 * @param scope {@code tenant} or {@code global}
 * @param properties absent when all columns but those of the endpoints are properties
 * @param span the item of the list it was written as
 */
public record RelationshipSpec(
        Located<String> type,
        Optional<Located<String>> description,
        Optional<RelationReference> from,
        boolean fromWritten,
        Optional<Located<MappedText>> where,
        Optional<EndpointSpec> start,
        Optional<EndpointSpec> end,
        List<Located<String>> key,
        Optional<Located<Boolean>> undirected,
        Optional<Located<String>> scope,
        Optional<List<PropertySpec>> properties,
        PoliciesSpec policies,
        List<Located<String>> tags,
        List<DataTestSpec> dataTests,
        SourceSpan span) {
    public RelationshipSpec {
        key = List.copyOf(key);
        properties = properties.map(List::copyOf);
        tags = List.copyOf(tags);
        dataTests = List.copyOf(dataTests);
    }

    public boolean isUndirected() {
        return undirected.filter(Located::value).isPresent();
    }
}
