package io.graphc.compiler;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.project.ProjectSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
     * @param project empty when this tenant's project has errors
     */
    public record TenantResult(Optional<String> tenant, Optional<CompiledProject> project) {}

    /** The same with what another check finds in each tenant's project; a tenant with errors has no project any more. */
    public CompilationResult checked(Function<CompiledProject, List<Diagnostic>> check) {
        DiagnosticBag bag = new DiagnosticBag();
        diagnostics.forEach(bag::report);
        List<TenantResult> results = new ArrayList<>();
        for (TenantResult result : tenants) {
            List<Diagnostic> found = result.project().map(check).orElse(List.of());
            found.forEach(bag::report);
            boolean wrong = found.stream().anyMatch(Diagnostic::isError);
            results.add(wrong ? new TenantResult(result.tenant(), Optional.empty()) : result);
        }
        return new CompilationResult(project, results, bag.sorted(), uncheckedModels);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** The projects of all tenants without errors. */
    public List<CompiledProject> projects() {
        return tenants.stream().flatMap(result -> result.project().stream()).toList();
    }
}
