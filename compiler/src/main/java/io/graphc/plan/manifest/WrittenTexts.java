package io.graphc.plan.manifest;

import java.util.Optional;

/** The texts of a project as people wrote them, which a run does not need and a manifest shows. */
@FunctionalInterface
public interface WrittenTexts {
    /** For those who have none at hand. */
    WrittenTexts NONE = id -> Optional.empty();

    /** The text of the file of a model, templates not rendered. */
    Optional<String> text(String id);
}
