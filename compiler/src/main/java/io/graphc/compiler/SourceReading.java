package io.graphc.compiler;

import io.graphc.compiler.context.ProjectTemplates;
import io.graphc.compiler.resolve.BoundSource;
import io.graphc.compiler.resolve.DeclaredSources;
import io.graphc.compiler.resolve.Targets;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.WarningPolicy;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.SourceFreshness;
import io.graphc.plan.SourceTable;
import io.graphc.project.ProjectLoader;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project says of its sources, read without compiling what reads them: so that its models may have errors, and no
 * catalog is asked.
 *
 * @param project the project as written; empty when its project file could not be read
 * @param tenants one entry for each tenant whose targets are known, sorted by name; one without a name without tenants
 * @param diagnostics what is wrong with the project's YAML files, targets and sources
 */
public record SourceReading(Optional<ProjectSpec> project, List<TenantSources> tenants, List<Diagnostic> diagnostics) {
    public SourceReading {
        tenants = List.copyOf(tenants);
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * The sources of one tenant.
     *
     * @param empty the tenant's project with its sources and nothing else, for an engine to open
     * @param missing what {@link DeclaredSources#missing} is
     */
    public record TenantSources(
            Optional<String> tenant,
            EngineTarget engine,
            CompiledProject empty,
            List<DeclaredSource> sources,
            Map<String, String> missing) {
        public TenantSources {
            sources = List.copyOf(sources);
            missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        }
    }

    /**
     * A table of a source.
     *
     * @param source as written, and with the columns that are declared
     * @param freshness how old its rows may be; empty where a template in it has errors, which are reported
     */
    public record DeclaredSource(BoundSource source, Optional<SourceFreshness> freshness) {
        public SourceTable table() {
            return source.table();
        }
    }

    /** Reads a project. */
    public static SourceReading of(CompileOptions options) {
        DiagnosticBag bag = new DiagnosticBag();
        Optional<ProjectSpec> loaded = new ProjectLoader(
                        options.directory(),
                        options.profileDirectories(),
                        options.surroundings().disk())
                .load(bag);
        List<TenantSources> tenants = new ArrayList<>();
        if (loaded.isPresent()) {
            // Mistakes in the SQL of models are for those who compile them.
            ProjectTemplates templates =
                    ProjectTemplates.parse(loaded.get(), options.surroundings().disk(), new DiagnosticBag());
            for (Optional<TenantSpec> tenant :
                    new TenantChoice(loaded.get(), options.choices().tenants(), bag).tenants()) {
                read(
                                new TenantSetting(loaded.get(), tenant, options),
                                templates,
                                new ErrorFlag(bag, options.warnings(loaded.get())))
                        .ifPresent(tenants::add);
            }
        }
        WarningPolicy warnings = loaded.map(options::warnings).orElse(WarningPolicy.LENIENT);
        return new SourceReading(loaded, tenants, warnings.judge(bag.sorted()));
    }

    private static Optional<TenantSources> read(TenantSetting setting, ProjectTemplates templates, ErrorFlag sink) {
        Optional<Targets> targets = setting.targets(templates, sink).map(setting::inTenantSchema);
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        TenantBinding binding = setting.binding(targets.get(), setting.templates(templates, targets.get(), sink));
        DeclaredSources declared = DeclaredSources.of(binding, sink);
        List<DeclaredSource> sources = declared.tables().stream()
                .map(source -> new DeclaredSource(source, FreshnessTexts.of(source, binding, sink)))
                .toList();
        Optional<String> tenant = setting.tenant().map(spec -> spec.name().value());
        CompiledProject empty = new CompiledProject(
                binding.projectName(),
                tenant,
                setting.options().asOf(),
                targets.get().engine(),
                targets.get().graph(),
                sources.stream().map(DeclaredSource::table).toList(),
                List.of(),
                List.of(),
                List.of(),
                GraphPlan.empty());
        return Optional.of(new TenantSources(tenant, targets.get().engine(), empty, sources, declared.missing()));
    }

    /** The one tenant of this name, where its targets are known. */
    public Optional<TenantSources> tenant(String name) {
        return tenants.stream()
                .filter(read -> read.tenant().equals(Optional.of(name)))
                .findFirst();
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
