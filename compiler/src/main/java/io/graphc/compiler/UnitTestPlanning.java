package io.graphc.compiler;

import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.query.Parallel;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.resolve.BoundProject;
import io.graphc.compiler.resolve.BoundSeed;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.compiler.unittest.UnitTestContext;
import io.graphc.compiler.unittest.UnitTestPlanner;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.UnitTest;
import io.graphc.project.ModelSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans the unit tests of a project, when its models and mappings are planned. */
final class UnitTestPlanning {
    private final TenantBinding tenant;
    private final TenantTemplates templates;
    private final RelationFinder relations;
    private final QueryChecker checker;
    private final Parallel parallel;
    private final DiagnosticSink sink;

    UnitTestPlanning(
            TenantBinding tenant,
            TenantTemplates templates,
            RelationFinder relations,
            QueryChecker checker,
            Parallel parallel,
            DiagnosticSink sink) {
        this.tenant = tenant;
        this.templates = templates;
        this.relations = relations;
        this.checker = checker;
        this.parallel = parallel;
        this.sink = sink;
    }

    List<UnitTest> plan(BoundProject bound, ModelRendering.Outcome rendered, List<ModelPlan> plans, GraphPlan graph) {
        ProjectSpec project = tenant.project();
        if (project.unitTests().isEmpty()) {
            return List.of();
        }
        Map<String, ModelSpec> models = new TreeMap<>();
        rendered.models().forEach(model -> models.put(model.id(), model.spec()));
        Map<String, List<String>> reads = new TreeMap<>();
        plans.forEach(plan -> reads.put(plan.id(), plan.dependsOn()));
        Set<String> labels = new TreeSet<>();
        Set<String> ownIds = new TreeSet<>();
        project.nodes().forEach(node -> {
            labels.add(node.label().value());
            if (node.id().isPresent() && !node.key().isEmpty()) {
                ownIds.add(node.label().value());
            }
        });
        Set<String> types = new TreeSet<>();
        project.relationships()
                .forEach(relationship -> types.add(relationship.type().value()));
        UnitTestContext context = new UnitTestContext(
                tenant.projectName(),
                models,
                rendered.names(),
                relations,
                templates,
                checker,
                checker.asOf(),
                id -> reads.getOrDefault(id, List.of()),
                ownIds,
                id -> seed(bound, id),
                sink);
        return new UnitTestPlanner(context, graph, labels, types).plan(project.unitTests(), parallel);
    }

    /** The rows of a seed; a file that cannot be read, or that is no common CSV, has none here. */
    private Optional<SourceFile> seed(BoundProject bound, String id) {
        for (BoundSeed seed : bound.seeds()) {
            if (seed.plan().id().equals(id) && seed.plan().file().delimiter().equals(",")) {
                try {
                    byte[] bytes = tenant.disk().read(seed.spec().file());
                    return Optional.of(new SourceFile(seed.spec().path(), new String(bytes, StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    // Whoever loads the seed reports it.
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
