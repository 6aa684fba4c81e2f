package io.graphc.compiler.resolve;

import io.graphc.plan.SourceTable;
import io.graphc.project.SourceTableSpec;

/** A source table as written, and as one tenant has it. */
public record BoundSource(SourceTableSpec spec, SourceTable table) {}
