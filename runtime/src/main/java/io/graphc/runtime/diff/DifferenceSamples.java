package io.graphc.runtime.diff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A few elements of each kind of change, the first ones by id, with their values.
 *
 * @param updates those that are neither moved nor emptied
 * @param emptied nodes whose rows are gone and that relationships make
 * @param changedProperties in how many updates each property differs, those alone that differ in one; the labels of nodes among
 *     them
 * @param again those of the updates that are as they were loaded, but that a load wrote which has not ended well: what the target
 *     has of them is not known
 */
public record DifferenceSamples(
        List<Sample> inserts,
        List<Sample> updates,
        List<Sample> emptied,
        List<Sample> deletes,
        Map<String, Long> changedProperties,
        long again) {
    /** No samples. */
    public static final DifferenceSamples NONE =
            new DifferenceSamples(List.of(), List.of(), List.of(), List.of(), Map.of(), 0);

    public DifferenceSamples {
        inserts = List.copyOf(inserts);
        updates = List.copyOf(updates);
        emptied = List.copyOf(emptied);
        deletes = List.copyOf(deletes);
        changedProperties = Collections.unmodifiableMap(new LinkedHashMap<>(changedProperties));
    }

    /**
     * One element.
     *
     * @param values for an insert its properties, for an update those that change, for a delete none
     */
    public record Sample(String id, List<Value> values) {
        public Sample {
            values = List.copyOf(values);
        }
    }

    /**
     * A property before and after; empty where it has no value. Long values are cut. The labels of a node are one, too, with
     * {@code ;} between them.
     *
     * @param types its types in words, where they differ
     */
    public record Value(String property, Optional<String> before, Optional<String> after, Optional<TypeChange> types) {}

    /** What type a property had and has. */
    public record TypeChange(String before, String after) {}
}
