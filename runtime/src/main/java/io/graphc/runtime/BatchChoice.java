package io.graphc.runtime;

import io.graphc.plan.TimeWindow;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which batches a run makes of models that are made by batches.
 *
 * @param time the time whose batches are made; empty for the usual ones
 * @param part whether only a part of what the batches read is read, so that all of them are still to be made
 * @param again by the ids of models, the batches of an earlier run that are made again, and no others
 */
public record BatchChoice(Optional<TimeWindow> time, boolean part, Map<String, List<TimeWindow>> again) {
    public static final BatchChoice USUAL = new BatchChoice(Optional.empty(), false, Map.of());

    public BatchChoice {
        again = Collections.unmodifiableMap(new TreeMap<>(again));
    }
}
