package io.graphc.compiler;

import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.compiler.cache.AnalysisCache;
import io.graphc.compiler.cache.BuildIdentity;
import io.graphc.compiler.context.ProjectTemplates;
import io.graphc.compiler.query.SharedAnalyses;
import io.graphc.compiler.sql.SqlFrontend;
import io.graphc.compiler.sql.trino.TrinoSqlFrontend;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import io.graphc.project.ProjectLoader;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a project folder: reads its files once, then binds, renders and checks it for each tenant. Every mistake of
 * every tenant is reported in one run; nothing is written but the cache, where the options ask for one. Safe to share between threads.
 */
public final class GraphCompiler {
    private final SqlFrontend frontend;

    /** A compiler that reads SQL by Trino's grammar. */
    public GraphCompiler() {
        this(TrinoSqlFrontend.create());
    }

    public GraphCompiler(SqlFrontend frontend) {
        this.frontend = frontend;
    }

    public CompilationResult compile(CompileOptions options) {
        if (options.effort().threads() > 1) {
            FrontendWarmUp.start(frontend);
        }
        DiagnosticBag bag = new DiagnosticBag();
        Optional<ProjectSpec> loaded = new ProjectLoader(
                        options.directory(),
                        options.profileDirectories(),
                        options.surroundings().disk())
                .load(bag);
        if (loaded.isEmpty()) {
            return new CompilationResult(loaded, List.of(), bag.sorted(), 0);
        }
        ProjectSpec project = loaded.get();
        ProjectTemplates templates =
                ProjectTemplates.parse(project, options.surroundings().disk(), bag);
        boolean sound = !bag.hasErrors();
        List<Optional<TenantSpec>> tenants = tenants(project, options, bag);
        AnalysisCache cache = cache(project, options);
        TenantCompilations compilations = new TenantCompilations(project, options, frontend, templates, bag);
        List<TenantResult> results =
                compilations.compile(tenants, new SharedAnalyses(cache, tenants.size() > 1)).stream()
                        .map(result -> sound ? result : new TenantResult(result.tenant(), Optional.empty()))
                        .toList();
        save(cache, bag);
        return new CompilationResult(
                loaded, results, bag.sorted(), compilations.unchecked().size());
    }

    private static AnalysisCache cache(ProjectSpec project, CompileOptions options) {
        Optional<String> build = options.effort().cached() ? BuildIdentity.current() : Optional.empty();
        Path target =
                options.directory().resolve(project.settings().targetPath().value());
        return build.map(identity -> AnalysisCache.in(target.resolve("cache"), identity))
                .orElseGet(AnalysisCache::inMemory);
    }

    private static void save(AnalysisCache cache, DiagnosticBag bag) {
        try {
            cache.save();
        } catch (IOException e) {
            Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "the cache of the compilation cannot be written")
                    .severity(Severity.WARNING)
                    .note(String.valueOf(e.getMessage()))
                    .help("make the target folder writable, or compile with `--no-cache`")
                    .report(bag);
        }
    }

    /** The tenants to compile, sorted by name; one that is none for a project without tenants. */
    static List<Optional<TenantSpec>> tenants(ProjectSpec project, CompileOptions options, DiagnosticBag bag) {
        List<String> names = project.tenants().stream()
                .map(tenant -> tenant.name().value())
                .sorted()
                .toList();
        for (String wanted : options.choices().tenants()) {
            if (!names.contains(wanted)) {
                Diagnostic.Builder unknown =
                        Diagnostic.of(DiagnosticCode.UNKNOWN_TENANT, "tenant `" + wanted + "` not found");
                if (names.isEmpty()) {
                    unknown.note("the project has no tenants");
                } else {
                    unknown.hint(wanted, names, "tenants of the project");
                }
                unknown.report(bag);
            }
        }
        if (project.tenants().isEmpty()) {
            return options.choices().tenants().isEmpty() ? List.of(Optional.empty()) : List.of();
        }
        return project.tenants().stream()
                .filter(tenant -> options.choices().tenants().isEmpty()
                        || options.choices().tenants().contains(tenant.name().value()))
                .sorted(Comparator.comparing(tenant -> tenant.name().value()))
                .map(Optional::of)
                .toList();
    }
}
