package io.graphc.compiler.context;

import io.graphc.plan.Column;
import java.util.List;
import java.util.Optional;

/** The columns of relations as far as they are known: declared, found in the catalog, or told from a model's SQL. */
@FunctionalInterface
public interface RelationColumns {
    /** The columns of a source, seed or model by its id; empty while they are not known. */
    Optional<List<Column>> columns(String id);
}
