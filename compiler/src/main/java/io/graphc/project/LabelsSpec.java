package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.List;

/**
 * Labels by the value of a column, as a node mapping writes them.
 *
 * @param choices the values for which there is a label; values for which there is none are not allowed
 * @param span the map that says it
 */
public record LabelsSpec(Located<String> column, List<Choice> choices, SourceSpan span) {
    public LabelsSpec {
        choices = List.copyOf(choices);
    }

    /** A value of the column and the label of the nodes that have it. */
    public record Choice(Located<String> value, Located<String> label) {}
}
