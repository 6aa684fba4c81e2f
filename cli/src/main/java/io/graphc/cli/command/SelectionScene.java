package io.graphc.cli.command;

import io.graphc.diagnostic.WarningPolicy;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.impact.StateComparison;
import io.graphc.plan.manifest.ManifestFolder;
import io.graphc.plan.manifest.TargetFolders;
import io.graphc.plan.select.SelectionContext;
import io.graphc.plan.select.SelectionDoubts;
import io.graphc.plan.select.SelectionExpression;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import io.graphc.runtime.result.EarlierResults;
import io.graphc.source.Located;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What selectors can look at beside the compiled project.
 *
 * @param directory the project's folder
 * @param target the folder for artifacts
 * @param workingDirectory what paths of the command line start from
 * @param warnings which warnings about selectors are errors
 */
record SelectionScene(
        Path directory, Path target, Path workingDirectory, Optional<ProjectSpec> written, WarningPolicy warnings) {
    /** What an expression asks for beside the project; only that is read. */
    SelectionContext context(CompiledProject project, SelectionExpression expression, Optional<String> state) {
        Optional<String> forState = state.filter(folder -> SelectionDoubts.uses(expression, "state"::equals));
        Optional<EarlierResults> earlier =
                state.map(folder -> results(workingDirectory.resolve(folder), folder, project));
        return new SelectionContext(
                forState.map(folder -> compared(folder, project)).orElseGet(StateComparison::none),
                earlier.filter(results -> SelectionDoubts.uses(expression, "result"::equals))
                        .flatMap(EarlierResults::statuses),
                earlier.filter(results -> SelectionDoubts.uses(expression, "source_status"::equals))
                        .flatMap(results -> fresher(results, project)),
                tags(project));
    }

    private StateComparison compared(String folder, CompiledProject project) {
        return new ManifestFolder(workingDirectory.resolve(folder), folder)
                .read(project.tenant())
                .map(before -> StateComparison.of(before, project))
                .orElseGet(() -> StateComparison.allNew(project));
    }

    private static EarlierResults results(Path folder, String shown, CompiledProject project) {
        return new EarlierResults(
                TargetFolders.of(folder, project.tenant()),
                shown + project.tenant().map(tenant -> "/tenants/" + tenant).orElse(""));
    }

    /** The sources that have newer rows than before, or that nobody looked at before. */
    private Optional<Set<String>> fresher(EarlierResults before, CompiledProject project) {
        Optional<Map<String, Instant>> then = before.loadedAt();
        Optional<Map<String, Instant>> now =
                results(target, target.getFileName().toString(), project).loadedAt();
        if (then.isEmpty() || now.isEmpty()) {
            return Optional.empty();
        }
        Set<String> fresher = new TreeSet<>();
        now.get().forEach((id, loaded) -> {
            Instant old = then.get().get(id);
            if (old == null || loaded.isAfter(old)) {
                fresher.add(id);
            }
        });
        return Optional.of(fresher);
    }

    /** The tags of all tenants. */
    Set<String> tenantTags() {
        Set<String> tags = new TreeSet<>();
        written.ifPresent(spec ->
                spec.tenants().forEach(tenant -> tenant.tags().forEach(tag -> tags.add(tag.value()))));
        return tags;
    }

    private List<String> tags(CompiledProject project) {
        return written.stream()
                .flatMap(spec -> spec.tenants().stream())
                .filter(tenant ->
                        project.tenant().filter(tenant.name().value()::equals).isPresent())
                .map(TenantSpec::tags)
                .flatMap(List::stream)
                .map(Located::value)
                .toList();
    }
}
