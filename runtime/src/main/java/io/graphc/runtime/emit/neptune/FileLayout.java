package io.graphc.runtime.emit.neptune;

import io.graphc.plan.ElementPlan;

/**
 * What files of one kind for one element type are like.
 *
 * @param folder their folder in the load set
 * @param kind {@code node} or {@code relationship}
 * @param header the first line of each
 */
record FileLayout(ElementPlan element, String folder, String kind, String header) {}
