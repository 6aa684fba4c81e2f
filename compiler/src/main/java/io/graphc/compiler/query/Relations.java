package io.graphc.compiler.query;

import io.graphc.project.RelationReference;
import java.util.Optional;

/** Finds the relations that YAML names. Safe to share between threads. */
public interface Relations {
    /** Empty when there is none, or when it has errors of its own; the former is reported. */
    Optional<BoundRelation> find(RelationReference reference);

    /** A relation without errors, by its id. */
    Optional<BoundRelation> byId(String id);
}
