package io.graphc.compiler.query;

import java.util.List;
import java.util.Optional;

/** All relations of a project by their names, for hints at those that a query cannot see. Safe to share between threads. */
public interface KnownRelations {
    /** The names of all relations, as users write them. */
    List<String> labels();

    /**
     * How a template names a relation that SQL names directly, such as {@code source('raw', 'users')}.
     *
     * @param nameParts catalogue, schema and table as written, the leading ones left out where the query leaves them out
     */
    Optional<String> call(List<String> nameParts);
}
