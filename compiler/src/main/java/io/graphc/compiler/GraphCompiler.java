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
import io.graphc.diagnostic.WarningPolicy;
import io.graphc.project.ProjectLoader;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

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
        return compile(options, (tenant, macros) -> {});
    }

    /**
     * Compiles, and hands out what calls macros.
     *
     * @param calls told of each tenant by its name, which is empty in a project without tenants; from several threads
     */
    public CompilationResult compile(CompileOptions options, BiConsumer<String, MacroCalls> calls) {
        if (options.effort().threads() > 1) {
            FrontendWarmUp.start(frontend);
        }
        DiagnosticBag read = new DiagnosticBag();
        Optional<ProjectSpec> loaded = new ProjectLoader(
                        options.directory(),
                        options.profileDirectories(),
                        options.surroundings().disk())
                .load(read);
        if (loaded.isEmpty()) {
            return new CompilationResult(loaded, List.of(), read.sorted(), 0);
        }
        ProjectSpec project = options.choices()
                .inline()
                .map(query -> InlineQuery.in(loaded.get(), query))
                .orElse(loaded.get());
        WarningPolicy warnings = options.warnings(project);
        ProjectTemplates templates =
                ProjectTemplates.parse(project, options.surroundings().disk(), read);
        DiagnosticBag bag = new DiagnosticBag();
        TenantChoice choice = new TenantChoice(project, options.choices().tenants(), bag);
        TenantMistakes mistakes = new TenantMistakes(project, warnings.judge(read.sorted()));
        mistakes.of(choice.names()).forEach(bag::report);
        List<Optional<TenantSpec>> tenants = choice.tenants();
        AnalysisCache cache = cache(project, options);
        TenantCompilations compilations = new TenantCompilations(project, options, frontend, templates, bag, calls);
        List<TenantResult> results = new ArrayList<>();
        for (TenantResult result : compilations.compile(tenants, new SharedAnalyses(cache, tenants.size() > 1))) {
            boolean sound = mistakes.isSound(result.tenant().orElse(""));
            results.add(sound ? result : result.refused());
        }
        choice.unread().forEach(name -> results.add(new TenantResult(Optional.of(name), Optional.empty())));
        results.sort(Comparator.comparing(result -> result.tenant().orElse("")));
        save(cache, bag);
        return new CompilationResult(
                loaded,
                results,
                warnings.judge(bag.sorted()),
                compilations.unchecked().size());
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
}
