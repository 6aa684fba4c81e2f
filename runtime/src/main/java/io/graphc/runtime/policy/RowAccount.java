package io.graphc.runtime.policy;

import io.graphc.plan.CheckPlan;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the rows of one element type before any was written: {@code rows + made = accepted + merged + rejected}.
 *
 * @param rows what the element query gave
 * @param made nodes that were added because relationships start or end at them
 * @param merged rows that went into another of the same key, or gave way to it
 * @param rejected rows that were left out, by reason
 * @param droppedValues values that were left out of rows that stayed
 */
public record RowAccount(long rows, long made, long merged, Map<RejectReason, Long> rejected, long droppedValues) {
    public RowAccount {
        EnumMap<RejectReason, Long> sorted = new EnumMap<>(RejectReason.class);
        sorted.putAll(rejected);
        rejected = Collections.unmodifiableMap(sorted);
    }

    /** All of so many rows accepted. */
    public static RowAccount of(long rows) {
        return new RowAccount(rows, 0, 0, Map.of(), 0);
    }

    /** The number of rows that were left out. */
    public long rejectedRows() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What the other end's check rejected, because one policy and its limit are for both ends. */
    long rejectedAtEnds(CheckPlan.Kind kind) {
        return kind == CheckPlan.Kind.START_EXISTS || kind == CheckPlan.Kind.END_EXISTS
                ? rejected.getOrDefault(RejectReason.MISSING_START, 0L)
                        + rejected.getOrDefault(RejectReason.MISSING_END, 0L)
                : 0;
    }

    /** The number of rows that the staged table holds now. */
    public long accepted() {
        return rows + made - merged - rejectedRows();
    }

    RowAccount withMade(long count) {
        return new RowAccount(rows, made + count, merged, rejected, droppedValues);
    }

    RowAccount withMerged(long count) {
        return new RowAccount(rows, made, merged + count, rejected, droppedValues);
    }

    RowAccount withRejected(RejectReason reason, long count) {
        EnumMap<RejectReason, Long> more = new EnumMap<>(RejectReason.class);
        more.putAll(rejected);
        more.merge(reason, count, Long::sum);
        return new RowAccount(rows, made, merged, more, droppedValues);
    }

    RowAccount withDropped(long values) {
        return new RowAccount(rows, made, merged, rejected, droppedValues + values);
    }
}
