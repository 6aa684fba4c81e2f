package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import java.util.Optional;

/** A query came to an end that is not a good one. */
final class FailedQueryException extends GraphcException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> manifest;

    /**
     * The end of a query.
     *
     * @param manifest the object that lists the files that it wrote or was about to write, where Athena tells of one
     */
    FailedQueryException(Diagnostic diagnostic, Optional<String> manifest) {
        super(diagnostic);
        this.manifest = manifest;
    }

    Optional<String> manifest() {
        return manifest;
    }

    /** The same failure with a further note. */
    FailedQueryException noted(String note) {
        return new FailedQueryException(diagnostic().noted(note), manifest);
    }
}
