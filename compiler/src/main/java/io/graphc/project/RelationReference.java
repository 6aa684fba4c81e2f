package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.SourceSpan;

/** The relation that a mapping reads: {@code ref('model')} or {@code source('source', 'table')}. */
public sealed interface RelationReference {
    /** The whole call. */
    SourceSpan span();

    /** A model or seed of the project. */
    record Model(Located<String> name, SourceSpan span) implements RelationReference {}

    /** A table of a source. */
    record Source(Located<String> source, Located<String> table, SourceSpan span) implements RelationReference {}
}
