package io.graphc.plan.lineage;

import io.graphc.plan.LineageKind;

/** One step through a lineage graph: the column it leads to, and what the earlier of both has to do with the later one. */
public record Step(ColumnId column, LineageKind kind) {}
