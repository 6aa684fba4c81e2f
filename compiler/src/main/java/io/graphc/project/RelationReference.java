package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.Optional;

/** The relation that a mapping reads: {@code ref('model')} or {@code source('source', 'table')}. */
public sealed interface RelationReference {
    /** The whole call. */
    SourceSpan span();

    /** The relation's name as users write it: {@code model}, or {@code source.table}. */
    String label();

    /**
     * A model or seed of the project or of a package.
     *
     * @param packageName the project or package that it is said to belong to
     */
    record Model(Optional<Located<String>> packageName, Located<String> name, SourceSpan span)
            implements RelationReference {
        @Override
        public String label() {
            return name.value();
        }
    }

    /** A table of a source. */
    record Source(Located<String> source, Located<String> table, SourceSpan span) implements RelationReference {
        @Override
        public String label() {
            return source.value() + "." + table.value();
        }
    }
}
