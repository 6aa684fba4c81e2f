package io.graphc.compiler;

import io.graphc.compiler.cache.StoredProject;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.project.ProjectSpec;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What came out of a compilation.
 *
 * @param project the project as written; empty when its project file could not be read
 * @param tenants one entry for each tenant, sorted by name; one without a name in a project without tenants
 * @param diagnostics all problems, sorted by place, what several tenants share once
 * @param uncheckedModels how many models were not checked because something that they read or call has errors
 */
public record CompilationResult(
        Optional<ProjectSpec> project, List<TenantResult> tenants, List<Diagnostic> diagnostics, int uncheckedModels) {
    public CompilationResult {
        tenants = List.copyOf(tenants);
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * A tenant's part.
     *
     * @param tenant its name; empty in a project without tenants
     * @param stored its project; empty when it has errors
     */
    public record TenantResult(Optional<String> tenant, Optional<StoredProject> stored) {
        /** The project, made anew where there are several tenants: ask once, and let go of it when it is done with. */
        public Optional<CompiledProject> project() {
            return stored.map(StoredProject::project);
        }

        /** The same without a project, as of a tenant that has errors. */
        public TenantResult refused() {
            return new TenantResult(tenant, Optional.empty());
        }
    }

    /**
     * The same with what another check finds in the project of each tenant; one with errors has none any more.
     *
     * @param concerned whose projects the check is about; others are not made for it
     */
    public CompilationResult checked(
            Predicate<StoredProject> concerned, Function<CompiledProject, List<Diagnostic>> check) {
        DiagnosticBag bag = new DiagnosticBag();
        diagnostics.forEach(bag::report);
        List<TenantResult> results = new ArrayList<>();
        for (TenantResult result : tenants) {
            List<Diagnostic> found = result.stored()
                    .filter(concerned)
                    .map(StoredProject::project)
                    .map(check)
                    .orElse(List.of());
            found.forEach(bag::report);
            boolean wrong = found.stream().anyMatch(Diagnostic::isError);
            results.add(wrong ? result.refused() : result);
        }
        return new CompilationResult(project, results, bag.sorted(), uncheckedModels);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** The tenants without errors. */
    public List<TenantResult> sound() {
        return tenants.stream().filter(result -> result.stored().isPresent()).toList();
    }

    /**
     * The projects of all tenants without errors. Where there are several, each is made when the list is asked for it, and
     * made anew each time, so that as many are in memory as somebody works on.
     */
    public List<CompiledProject> projects() {
        return projects(sound());
    }

    /** The projects of tenants that have one, in the same way. */
    public static List<CompiledProject> projects(List<TenantResult> sound) {
        return new Projects(
                sound.stream().flatMap(result -> result.stored().stream()).toList());
    }

    /** Of random access, since a stream whose parts are worked on side by side would make all of another list first. */
    private static final class Projects extends AbstractList<CompiledProject> implements RandomAccess {
        private final List<StoredProject> stored;

        Projects(List<StoredProject> stored) {
            this.stored = stored;
        }

        @Override
        public CompiledProject get(int index) {
            return stored.get(index).project();
        }

        @Override
        public int size() {
            return stored.size();
        }
    }
}
