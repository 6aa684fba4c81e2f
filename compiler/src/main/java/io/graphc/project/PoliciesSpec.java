package io.graphc.project;

import java.util.Optional;

/**
 * The policies of an element type; one that is absent is {@code error}.
 *
 * @param onMissingEndpoint of relationships only
 */
public record PoliciesSpec(
        Optional<PolicySpec> onNullKey,
        Optional<PolicySpec> onBadValue,
        Optional<PolicySpec> onDuplicateKey,
        Optional<PolicySpec> onMissingEndpoint) {
    /** All as they are where nothing is written. */
    public static final PoliciesSpec NONE =
            new PoliciesSpec(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
