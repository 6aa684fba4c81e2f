package io.graphc.compiler.resolve;

import io.graphc.plan.SeedPlan;
import io.graphc.project.SeedSpec;

/** A seed as written, and as one tenant has it. */
public record BoundSeed(SeedSpec spec, SeedPlan plan) {}
