package io.graphc.compiler;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.CompiledProject;
import io.graphc.project.ProjectSpec;
import java.util.List;
import java.util.Optional;

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

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** The projects of all tenants without errors. */
    public List<CompiledProject> projects() {
        return tenants.stream().flatMap(result -> result.project().stream()).toList();
    }
}
