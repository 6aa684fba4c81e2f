package io.graphc.cli.command;

import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.plan.CompiledProject;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The part of a tenant's project that a command works on.
 *
 * @param of the tenant, whose project compiled
 * @param ids what is selected
 */
record TenantPart(TenantResult of, SortedSet<String> ids) {
    Optional<String> tenant() {
        return of.tenant();
    }

    /** The project, for as long as the tenant has its turn. */
    CompiledProject project() {
        return of.project().orElseThrow();
    }

    /** How many threads the project's engine is to have. */
    int threads() {
        return of.stored().orElseThrow().engine().threads();
    }
}
