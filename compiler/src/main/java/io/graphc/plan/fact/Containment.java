package io.graphc.plan.fact;

import io.graphc.plan.Proof;

/** Every value of a column, nulls aside, is also a value of a relation's column. */
public record Containment(TableColumn column, Proof proof) {}
