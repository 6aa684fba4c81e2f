package io.graphc.runtime.catalog;

import io.graphc.plan.RelationName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The tables and views of an engine as they are. Names are as the engine keeps them; lists are in their order. What cannot
 * be asked is a {@link io.graphc.diagnostic.GraphcException}. Safe to use from several threads.
 */
public interface TableCatalog extends AutoCloseable {
    /** What is asked, as a message names it, such as {@code the Glue catalog of eu-central-1}. */
    String place();

    /** The schemas (databases of Glue). */
    List<String> schemas();

    /**
     * The tables and views of a schema whose names are wanted; empty when there is no such schema.
     *
     * @param wanted asked with each name before the table is looked at
     */
    Optional<List<CatalogTable>> tables(String schema, Predicate<String> wanted);

    /** A table or view; empty when it is not there. */
    Optional<CatalogTable> table(RelationName relation);

    @Override
    void close();
}
