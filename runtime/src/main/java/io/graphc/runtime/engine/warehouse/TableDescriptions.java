package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.RelationName;
import java.util.Optional;

/** Tells what relations are. Safe to use from several threads. */
@FunctionalInterface
public interface TableDescriptions extends AutoCloseable {
    /** What a relation is; empty where there is none of that name. */
    Optional<TableDescription> of(RelationName relation);

    @Override
    default void close() {}
}
