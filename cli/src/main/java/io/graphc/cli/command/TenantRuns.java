package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.cli.report.ProgressPrinter;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Statements;
import io.graphc.cli.report.TenantTable;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantFiles;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.Turns;
import io.graphc.runtime.diff.HeldGraph;
import io.graphc.runtime.diff.StateSurvey;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.result.RunResults;
import io.graphc.runtime.tenant.TenantReport;
import io.graphc.runtime.tenant.TenantRunner;
import io.graphc.runtime.tenant.TenantSummary;
import io.graphc.runtime.unittest.UnitTests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs the tenants of one call beside each other, and writes down what came of each. */
final class TenantRuns {
    /** Opening a database that holds hundreds of tenants takes about as long as the run of one. */
    private static final int TENANTS_OF_AN_OPEN_DATABASE = 20;

    private final Invocation invocation;
    private final Path directory;
    private final Path target;
    private final Report report;
    private final RunResults results;
    private final Interrupt interrupt;
    private final List<Diagnostic> lost = new ArrayList<>();

    /**
     * The runs of one call.
     *
     * @param target the project's target folder
     * @param results what is written of each run
     * @param interrupt stops them
     */
    TenantRuns(
            Invocation invocation,
            Path directory,
            Path target,
            Report report,
            RunResults results,
            Interrupt interrupt) {
        this.invocation = invocation;
        this.directory = directory;
        this.target = target;
        this.report = report;
        this.results = results;
        this.interrupt = interrupt;
    }

    /**
     * How they are run.
     *
     * @param atOnce how many tenants run at once
     * @param threads how many of their steps
     * @param stopsAll whether the first tenant that fails keeps others from beginning
     */
    record Pace(int atOnce, int threads, boolean stopsAll) {}

    /**
     * Runs projects.
     *
     * @param sound the tenants that are run; the project of each is in memory while it has its turn
     * @param compiled what they come from; its tenants without a project failed before they began
     */
    TenantReport run(
            List<TenantResult> sound,
            CompilationResult compiled,
            Function<CompiledProject, RunOptions> options,
            RunMode mode,
            Pace pace) {
        GraphWriters writers = new GraphWriters(directory);
        Engines engines = new Engines(directory);
        List<CompiledProject> projects = CompilationResult.projects(sound);
        List<String> names =
                sound.stream().map(tenant -> tenant.tenant().orElse("")).toList();
        Optional<TenantTable> table = !report.verbose() && TenantTable.fits(report, names.size())
                ? Optional.of(new TenantTable(report, names))
                : Optional.empty();
        Turns turns = pace.atOnce() == 1 ? Turns.unlimited() : Turns.of(pace.threads());
        Consumer<RunReport> ended =
                table.<Consumer<RunReport>>map(shown -> shown::ended).orElse(run -> {});
        UnitTests unitTests = new UnitTests(directory);
        TenantRunner tenants = new TenantRunner(
                        project -> new ProjectRunner(
                                        directory,
                                        engines,
                                        writers,
                                        invocation.clock(),
                                        listener(project, table),
                                        turns)
                                .sharing(unitTests),
                        options,
                        results,
                        target,
                        invocation.clock(),
                        ended)
                .pausing(share(sound) ? TENANTS_OF_AN_OPEN_DATABASE : Integer.MAX_VALUE, engines::closeUnused);
        interrupt.cancels(tenants::cancel);
        Runnable letGo = engines.linger();
        try {
            TenantReport ran = tenants.run(projects, pace.atOnce(), project -> pace.stopsAll());
            notCompiled(compiled, tenants, mode);
            writeSummary(ran, compiled, mode);
            findLost(sound, compiled, engines);
            return ran;
        } finally {
            letGo.run();
            unitTests.close();
        }
    }

    /** Whether tenants have a database in common, which is open as long as they run. */
    private static boolean share(List<TenantResult> sound) {
        return places(sound).size() < sound.size();
    }

    private static Map<String, EngineTarget> places(List<TenantResult> sound) {
        Map<String, EngineTarget> places = new LinkedHashMap<>();
        sound.forEach(tenant -> {
            EngineTarget engine = tenant.stored().orElseThrow().engine();
            places.putIfAbsent(engine.place(), engine);
        });
        return places;
    }

    private RunListener listener(CompiledProject project, Optional<TenantTable> table) {
        String tenant = project.tenant().orElse("");
        return table.map(shown -> shown.listener(tenant))
                .orElseGet(() -> new ProgressPrinter(
                        report,
                        project.tenant(),
                        invocation.clock(),
                        report.verbose() ? Statements.of(project) : Statements.NONE));
    }

    /** A retry is to run all of a tenant that did not compile. */
    private void notCompiled(CompilationResult compiled, TenantRunner tenants, RunMode mode) {
        String project =
                compiled.project().map(spec -> spec.settings().name().value()).orElse("");
        for (TenantResult tenant : compiled.tenants()) {
            if (tenant.stored().isEmpty() && tenant.tenant().isPresent()) {
                report.diagnostics(tenants.leave(project, tenant.tenant(), mode).diagnostics());
            }
        }
    }

    private void writeSummary(TenantReport ran, CompilationResult compiled, RunMode mode) {
        if (mode == RunMode.PLAN
                || compiled.tenants().stream()
                        .noneMatch(tenant -> tenant.tenant().isPresent())) {
            return;
        }
        List<TenantSummary.Line> lines = new ArrayList<>();
        ran.tenants().forEach(run -> lines.add(TenantSummary.Line.of(run)));
        compiled.tenants().stream()
                .filter(tenant -> tenant.stored().isEmpty())
                .forEach(tenant ->
                        lines.add(TenantSummary.Line.notCompiled(tenant.tenant().orElse(""))));
        TenantSummary.write(lines, results, invocation.clock().instant(), target.resolve("tenants.json"));
    }

    /** What a file that somebody deleted leaves in the graph must not be forgotten; asked where it costs next to nothing. */
    private void findLost(List<TenantResult> sound, CompilationResult compiled, Engines engines) {
        if (sound.isEmpty()) {
            return;
        }
        CompiledProject any = sound.get(0).stored().orElseThrow().project();
        if (!any.engine().type().equals("duckdb")) {
            return;
        }
        List<EngineTarget> places = new ArrayList<>();
        if (!any.engine().isOfOneTenant()) {
            places.addAll(places(sound).values());
        }
        List<HeldGraph> held = new ArrayList<>();
        places.forEach(place -> held.addAll(held(TenantStates.bare(any, place), engines)));
        try {
            for (TenantDatabases.Ownerless found :
                    new TenantDatabases(directory, compiled.project()).ownerless(any.engine())) {
                held(TenantStates.bare(any, found.engine()), engines).stream()
                        .filter(graph -> graph.tenant().equals(found.tenant()))
                        .forEach(held::add);
            }
        } catch (GraphcException e) {
            // The run is over, and as good as it was.
            Diagnostic.Builder warning =
                    Diagnostic.of(DiagnosticCode.STATE_UNREAD, e.diagnostic().message());
            e.diagnostic().notes().forEach(warning::note);
            lost.add(warning.build());
        }
        lost.addAll(lost(held, compiled.project(), any.name()));
    }

    private static List<HeldGraph> held(CompiledProject bare, Engines engines) {
        try (QueryEngine engine = engines.create(bare)) {
            engine.open(bare);
            return new StateSurvey(engine, bare.name(), List.of()).all().held();
        } catch (GraphcException e) {
            // Whoever needed the engine has told of it; `tenant list` tells of a file that is no database.
            return List.of();
        }
    }

    /** What was found of tenants that have no file any more. */
    List<Diagnostic> lost() {
        return List.copyOf(lost);
    }

    /**
     * A warning for each tenant that a graph holds elements of and that has no file, and one for what it holds of the time
     * before the project had tenants.
     */
    static List<Diagnostic> lost(List<HeldGraph> held, Optional<ProjectSpec> project, String name) {
        Set<String> known = names(project);
        List<Diagnostic> told = new ArrayList<>();
        if (!known.isEmpty()) {
            ofNoTenant(held, name).ifPresent(told::add);
        }
        Map<String, List<HeldGraph>> lost = new LinkedHashMap<>();
        for (HeldGraph graph : held) {
            boolean own = graph.project().equals(name) && !graph.tenant().isEmpty();
            if (own && !known.contains(graph.tenant())) {
                lost.computeIfAbsent(graph.tenant(), tenant -> new ArrayList<>())
                        .add(graph);
            }
        }
        lost.forEach((tenant, graphs) -> {
            Diagnostic.Builder problem = Diagnostic.of(
                    DiagnosticCode.STATE_WITHOUT_TENANT,
                    "tenant `" + tenant + "` has no file any more, but its elements are in the graph");
            graphs.forEach(graph -> problem.note(counts(graph)));
            told.add(problem.help("`graphc tenant remove " + tenant + "` deletes them; or put its file back")
                    .build());
        });
        return told;
    }

    private static String counts(HeldGraph graph) {
        return graph.nodes() + " nodes and " + graph.relationships() + " relationships in `" + graph.place()
                + "`, graph output `" + graph.output() + "`";
    }

    /** No run of a project with tenants works on what was loaded when it had none. */
    private static Optional<Diagnostic> ofNoTenant(List<HeldGraph> held, String name) {
        List<HeldGraph> own = held.stream()
                .filter(graph -> graph.project().equals(name) && graph.tenant().isEmpty())
                .filter(graph -> graph.nodes() + graph.relationships() > 0)
                .toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.STATE_WITHOUT_TENANT,
                "what was loaded before the project had tenants is still in the graph, and of no tenant");
        own.forEach(graph -> problem.note(counts(graph)));
        return Optional.of(problem.help("`graphc explain GC8021` tells how to delete it; its tables stay, too")
                .build());
    }

    /** All tenants that have a file, also one that cannot be read. */
    static Set<String> names(Optional<ProjectSpec> project) {
        Set<String> names = new TreeSet<>();
        project.ifPresent(spec -> {
            spec.tenants().forEach(tenant -> names.add(tenant.name().value()));
            spec.tenantFiles().unread().forEach(file -> names.add(TenantFiles.stem(file)));
        });
        return names;
    }
}
