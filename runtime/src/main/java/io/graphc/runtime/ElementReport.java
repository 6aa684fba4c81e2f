package io.graphc.runtime;

import io.graphc.plan.ElementPlan;
import java.util.OptionalLong;

/**
 * What was done with the elements of one type. The runner has checked that {@code rows = created + updated + unchanged +
 * rejected}.
 *
 * @param rows rows that the element query gave
 * @param counted elements of the type on the target afterwards, where they were counted
 */
public record ElementReport(
        ElementPlan element,
        long rows,
        long created,
        long updated,
        long unchanged,
        long rejected,
        OptionalLong counted) {}
