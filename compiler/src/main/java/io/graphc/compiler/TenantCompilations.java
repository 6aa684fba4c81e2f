package io.graphc.compiler;

import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.compiler.cache.StoredProject;
import io.graphc.compiler.context.ProjectTemplates;
import io.graphc.compiler.query.SharedAnalyses;
import io.graphc.compiler.resolve.SeedValues;
import io.graphc.compiler.sql.SqlFrontend;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Compiles a project for its tenants, and tells which of them would overwrite each other's relations. */
final class TenantCompilations {
    private final ProjectSpec project;
    private final CompileOptions options;
    private final SqlFrontend frontend;
    private final ProjectTemplates templates;
    private final DiagnosticBag bag;
    private final BiConsumer<String, MacroCalls> calls;
    private final Set<String> unchecked = new ConcurrentSkipListSet<>();

    TenantCompilations(
            ProjectSpec project,
            CompileOptions options,
            SqlFrontend frontend,
            ProjectTemplates templates,
            DiagnosticBag bag,
            BiConsumer<String, MacroCalls> calls) {
        this.project = project;
        this.options = options;
        this.frontend = frontend;
        this.templates = templates;
        this.bag = bag;
        this.calls = calls;
    }

    private record Compiled(TenantResult result, Optional<TenantOverlaps.Tenant> made) {}

    /** Names of the models that were not checked because something that they read or call has errors. */
    Set<String> unchecked() {
        return unchecked;
    }

    /** The results in the order of the tenants, without a project for those that have errors or overlap with others. */
    List<TenantResult> compile(List<Optional<TenantSpec>> tenants, SharedAnalyses analyses) {
        SharedFindings shared = new SharedFindings(
                analyses, new SeedValues(options.surroundings().disk()));
        List<Compiled> compiled = new ArrayList<>();
        Function<CompiledProject, StoredProject> kept =
                tenants.size() > 1 ? new StoredProject.Packing()::pack : StoredProject::whole;
        Set<String> overlapping;
        try (Workers all = new Workers(options.effort().threads());
                Workers one = new Workers(1)) {
            // The first tenant shares its models out to all threads, and leaves what it found out to the others, which
            // are then compiled side by side.
            tenants.stream().limit(1).forEach(first -> compiled.add(compile(first, shared, all, kept)));
            List<Optional<TenantSpec>> others = tenants.subList(Math.min(1, tenants.size()), tenants.size());
            compiled.addAll(all.map(others, tenant -> compile(tenant, shared, one, kept)));
            overlapping = overlapping(compiled, shared, all);
        }
        return compiled.stream()
                .map(Compiled::result)
                .map(result -> result.tenant().filter(overlapping::contains).isPresent() ? result.refused() : result)
                .toList();
    }

    private Compiled compile(
            Optional<TenantSpec> tenant,
            SharedFindings shared,
            Workers workers,
            Function<CompiledProject, StoredProject> kept) {
        TenantCompiler compiler = new TenantCompiler(project, tenant, options, frontend, shared, workers);
        Optional<StoredProject> stored = compiler.compile(templates, bag).map(kept);
        unchecked.addAll(compiler.unchecked());
        Optional<String> name = tenant.map(spec -> spec.name().value());
        compiler.calls().ifPresent(found -> calls.accept(name.orElse(""), found));
        return new Compiled(new TenantResult(name, stored), compiler.made());
    }

    private Set<String> overlapping(List<Compiled> compiled, SharedFindings shared, Workers workers) {
        List<TenantOverlaps.Tenant> made = new ArrayList<>();
        compiled.forEach(tenant -> tenant.made().ifPresent(made::add));
        // A tenant that nobody asked for is compiled where that is needed to tell what it overwrites, and only there.
        for (TenantSpec neighbour : TenantOverlaps.neighbours(project.tenants(), made)) {
            TenantCompiler compiler =
                    new TenantCompiler(project, Optional.of(neighbour), options, frontend, shared, workers);
            compiler.compile(templates, new DiagnosticBag());
            compiler.made().ifPresent(made::add);
        }
        made.sort(Comparator.comparing(TenantOverlaps.Tenant::name));
        return TenantOverlaps.report(made, bag);
    }
}
