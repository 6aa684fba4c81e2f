package io.graphc.compiler.unittest;

import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.query.Relations;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ModelSpec;
import io.graphc.source.SourceFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What unit tests are planned in.
 *
 * @param project the project's name
 * @param models the models that take part, by their ids
 * @param relations finds the relations that were checked, ephemeral models among them
 * @param checker checks queries for the project's own engine
 * @param asOf the instant that the project is compiled at
 * @param reads ids of what a model reads, by the model's id
 * @param ownIds labels of the nodes whose ids do not follow from their keys
 * @param seeds the file of a seed, by the seed's id; empty for what is no seed, or a file that cannot be read
 */
public record UnitTestContext(
        String project,
        Map<String, ModelSpec> models,
        ProjectNames names,
        Relations relations,
        TenantTemplates templates,
        QueryChecker checker,
        Instant asOf,
        Function<String, List<String>> reads,
        Set<String> ownIds,
        Function<String, Optional<SourceFile>> seeds,
        DiagnosticSink sink) {
    /** Whether the ids of a node mapping do not follow from its key. */
    boolean hasOwnIds(String label) {
        return ownIds.contains(label);
    }
}
