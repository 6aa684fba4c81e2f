package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A node type as mapped. A part that is required and absent here was missing or wrong, and has been reported.
 *
 * @param labels at least one; the first one identifies
 * @param labelsFrom labels that a node has or has not, by the values of columns
 * @param from where its rows come from; required
 * @param where a SQL condition on those rows
 * @param key the columns that identify a node; required where there is no id
 * @param id the column or SQL expression that gives its id
 * @param scope {@code tenant} or {@code global}
 * @param properties absent when all columns are properties
 * @param span the item of the list it was written as
 */
public record NodeSpec(
        List<Located<String>> labels,
        List<LabelsSpec> labelsFrom,
        Optional<Located<String>> description,
        Optional<RelationReference> from,
        Optional<Located<MappedText>> where,
        List<Located<String>> key,
        Optional<Located<MappedText>> id,
        Optional<Located<String>> scope,
        Optional<List<PropertySpec>> properties,
        PoliciesSpec policies,
        List<Located<String>> tags,
        List<DataTestSpec> dataTests,
        SourceSpan span) {
    public NodeSpec {
        labels = List.copyOf(labels);
        labelsFrom = List.copyOf(labelsFrom);
        key = List.copyOf(key);
        properties = properties.map(List::copyOf);
        tags = List.copyOf(tags);
        dataTests = List.copyOf(dataTests);
    }

    /** The identifying label. */
    public Located<String> label() {
        return labels.get(0);
    }
}
