package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.Version;
import io.graphc.cli.report.Report;
import io.graphc.compiler.SourceReading;
import io.graphc.compiler.SourceReading.DeclaredSource;
import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.SourceFreshness;
import io.graphc.plan.manifest.TargetFolders;
import io.graphc.runtime.catalog.SourceCatalogs;
import io.graphc.runtime.catalog.TableCatalog;
import io.graphc.runtime.catalog.TableCatalogs;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.freshness.FreshnessCheck;
import io.graphc.runtime.freshness.FreshnessResult;
import io.graphc.runtime.freshness.FreshnessResult.Status;
import io.graphc.runtime.freshness.FreshnessRun;
import io.graphc.runtime.freshness.SourcesJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells how old the newest rows of sources are. */
@Command(
        name = "freshness",
        description = "Tell how old the newest rows of sources with a `freshness` are, and write target/sources.json.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc source freshness --select source:raw"})
public final class SourceFreshnessCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where to write the outcome. Default: sources.json in the target folder, one for each tenant.")
    private Optional<Path> output = Optional.empty();

    public SourceFreshnessCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        selection.checkUse(spec.commandLine());
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        Optional<SourceReading> read = compilation.sources();
        if (read.filter(reading -> !reading.hasErrors()).isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        SourceReading reading = read.get();
        if (output.isPresent() && reading.tenants().size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--output names one file for " + reading.tenants().size()
                            + " tenants: choose one with --tenant, or leave it out");
        }
        DiagnosticBag bag = new DiagnosticBag();
        List<CompiledProject> projects =
                reading.tenants().stream().map(TenantSources::empty).toList();
        Optional<Map<Optional<String>, SortedSet<String>>> selected =
                selection.of(projects, compilation.scene(reading), bag);
        report.diagnostics(bag.sorted());
        if (selected.isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        boolean bad = false;
        for (TenantSources tenant : reading.tenants()) {
            SortedSet<String> own = selected.get().getOrDefault(tenant.tenant(), Collections.emptySortedSet());
            bad |= check(tenant, own, compilation, compilation.targetFolder(reading));
        }
        return bad ? ExitCode.ERRORS.number() : ExitCode.SUCCESS.number();
    }

    private Path file(TenantSources tenant, Path targetFolder) {
        return output.map(invocation.workingDirectory()::resolve)
                .orElseGet(() -> TargetFolders.of(targetFolder, tenant.tenant()).resolve("sources.json"));
    }

    /** Checks one tenant's sources; whether one of them is stale or not known. */
    private boolean check(
            TenantSources tenant, SortedSet<String> selected, ProjectCompilation compilation, Path targetFolder) {
        Report report = compilation.report();
        Map<DeclaredSource, SourceFreshness> limited = new LinkedHashMap<>();
        for (DeclaredSource source : tenant.sources()) {
            if (selected.contains(source.table().id())) {
                source.freshness().filter(SourceFreshness::isLimited).ifPresent(limits -> limited.put(source, limits));
            }
        }
        Instant started = invocation.clock().instant();
        List<FreshnessResult> results = limited.isEmpty() ? List.of() : run(tenant, limited, compilation, targetFolder);
        Instant ended = invocation.clock().instant();
        String prefix = tenant.tenant().map(name -> name + ": ").orElse("");
        for (FreshnessResult result : results) {
            report.progress(prefix + result.status().word().toUpperCase(Locale.ROOT) + " freshness of "
                    + result.table().label());
        }
        List<Diagnostic> problems = compilation
                .warnings()
                .judge(results.stream()
                        .flatMap(result -> result.problem().stream())
                        .toList());
        report.diagnostics(problems);
        report.verdict(problems, 0);
        if (limited.isEmpty()) {
            report.line(prefix + "no source has a `freshness`");
        }
        new SourcesJson(Version.current(), UUID.randomUUID().toString())
                .write(results, ended, Duration.between(started, ended), file(tenant, targetFolder));
        return problems.stream().anyMatch(Diagnostic::isError)
                || results.stream()
                        .anyMatch(result -> result.status() == Status.ERROR || result.status() == Status.RUNTIME_ERROR);
    }

    private List<FreshnessResult> run(
            TenantSources tenant,
            Map<DeclaredSource, SourceFreshness> limited,
            ProjectCompilation compilation,
            Path targetFolder) {
        Path folder = compilation.directory();
        Optional<TableCatalog> catalog = TableCatalogs.ofService(tenant.engine(), folder);
        try (SourceCatalogs catalogs = new SourceCatalogs(folder);
                OnDemand engine = new OnDemand(folder, tenant.empty())) {
            FreshnessCheck check = new FreshnessCheck(
                    engine,
                    catalog,
                    catalogs.of(tenant.engine(), targetFolder),
                    folder,
                    invocation.clock(),
                    compilation.asOf());
            int threads = Math.max(1, options.threads.orElse(tenant.engine().threads()));
            FreshnessRun run = new FreshnessRun(check, threads);
            limited.forEach((source, limits) -> run.add(source.table(), limits));
            return run.results();
        } finally {
            catalog.ifPresent(TableCatalog::close);
        }
    }

    /** The engine, opened by the first who needs it. */
    private static final class OnDemand implements Supplier<QueryEngine>, AutoCloseable {
        private final Path folder;
        private final CompiledProject project;
        private @Nullable QueryEngine open;

        private OnDemand(Path folder, CompiledProject project) {
            this.folder = folder;
            this.project = project;
        }

        @Override
        public synchronized QueryEngine get() {
            QueryEngine engine = open;
            if (engine == null) {
                engine = new Engines(folder).create(project);
                open = engine;
                engine.open(project);
            }
            return engine;
        }

        @Override
        public synchronized void close() {
            if (open != null) {
                open.close();
            }
        }
    }
}
