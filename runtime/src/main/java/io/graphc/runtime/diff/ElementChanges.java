package io.graphc.runtime.diff;

import io.graphc.diagnostic.Diagnostic;
import java.util.Optional;

/**
 * What a load would do with one element type, as a plan shows it.
 *
 * @param refusal why a run would refuse the deletes
 * @param anew whether what has not changed is written, too, as it is asked for: a plan tells what has changed all the same
 */
public record ElementChanges(
        ElementDifference difference, DifferenceSamples samples, Optional<Diagnostic> refusal, boolean anew) {
    /** Elements that are written though nothing of them has changed. */
    public long rewritten() {
        return anew ? difference.unchanged() : 0;
    }
}
