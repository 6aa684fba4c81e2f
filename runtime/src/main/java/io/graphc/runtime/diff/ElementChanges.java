package io.graphc.runtime.diff;

import io.graphc.diagnostic.Diagnostic;
import java.util.Optional;

/**
 * What a load would do with one element type, as a plan shows it.
 *
 * @param refusal why a run would refuse the deletes
 */
public record ElementChanges(ElementDifference difference, DifferenceSamples samples, Optional<Diagnostic> refusal) {}
