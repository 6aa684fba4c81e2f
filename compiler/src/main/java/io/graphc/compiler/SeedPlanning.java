package io.graphc.compiler;

import io.graphc.compiler.hook.HookRendering;
import io.graphc.compiler.resolve.BoundSeed;
import io.graphc.compiler.resolve.NamedResource;
import io.graphc.plan.ModelSource;
import io.graphc.plan.SeedPlan;
import io.graphc.project.SeedSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Completes the plans of seeds: the checksums of their files, and what runs around them. */
record SeedPlanning(HookRendering rendering) {
    /**
     * The plans, sorted by id.
     *
     * @param written what people wrote of each seed, by name
     */
    List<SeedPlan> plan(List<BoundSeed> seeds, Map<String, ModelSource> written) {
        return seeds.stream()
                .map(seed -> seed.plan()
                        .withChecksum(written.getOrDefault(seed.plan().name(), ModelSource.NONE)
                                .body())
                        .with(rendering.render(owner(seed)).plan()))
                .sorted(Comparator.comparing(SeedPlan::id))
                .toList();
    }

    private static HookRendering.Owner owner(BoundSeed seed) {
        SeedSpec spec = seed.spec();
        NamedResource resource =
                new NamedResource("seed", seed.plan().id(), spec.name(), spec.qualifiedName(), spec.path());
        return new HookRendering.Owner(resource, spec.config(), List.of(), false);
    }
}
