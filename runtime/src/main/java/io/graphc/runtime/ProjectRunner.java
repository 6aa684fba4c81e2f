package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriterFactory;
import io.graphc.runtime.emit.TargetKind;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.policy.RejectFiles;
import io.graphc.runtime.policy.RowAccounts;
import io.graphc.runtime.unittest.UnitTests;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs compiled projects. A run goes through these stages: the graph target is opened, so that one that cannot be reached is
 * known in seconds; sources, seeds, models, data tests and the staging of elements go by their dependencies over the
 * workers; all checks of the elements run; only when nothing failed at all, elements are written, nodes first, and committed;
 * at last the target counts what it holds, and tests of the graph run. Everything that is wrong with the data is found in one run.
 *
 * <p>One runner runs one project at a time; {@link #cancel} may come from any thread.
 */
public final class ProjectRunner {
    private static final Set<DiagnosticCode> UNREACHABLE =
            EnumSet.of(DiagnosticCode.TARGET_UNREACHABLE, DiagnosticCode.NEPTUNE_UNREACHABLE);

    private final Path projectFolder;
    private final QueryEngineFactory engines;
    private final GraphWriterFactory writers;
    private final Clock clock;
    private final RunListener listener;
    private final Turns turns;
    private volatile boolean cancelled;
    private volatile @Nullable QueryEngine running;
    private volatile @Nullable GraphWriter writing;
    private volatile @Nullable UnitTests testing;
    private volatile @Nullable UnitTests shared;

    /**
     * A runner.
     *
     * @param projectFolder what messages show lines of, and what relative paths start from
     */
    public ProjectRunner(
            Path projectFolder,
            QueryEngineFactory engines,
            GraphWriterFactory writers,
            Clock clock,
            RunListener listener) {
        this(projectFolder, engines, writers, clock, listener, Turns.unlimited());
    }

    /**
     * A runner that takes turns with others.
     *
     * @param projectFolder what messages show lines of, and what relative paths start from
     */
    public ProjectRunner(
            Path projectFolder,
            QueryEngineFactory engines,
            GraphWriterFactory writers,
            Clock clock,
            RunListener listener,
            Turns turns) {
        this.turns = turns;
        this.projectFolder = projectFolder;
        this.engines = engines;
        this.writers = writers;
        this.clock = clock;
        this.listener = listener;
    }

    /** Takes unit tests that other runners of the same call have, too, in place of its own; whoever made them closes them. */
    public ProjectRunner sharing(UnitTests unitTests) {
        shared = unitTests;
        return this;
    }

    /** Runs a project; what goes wrong is in the report. */
    public RunReport run(CompiledProject project, RunOptions options) {
        Instant start = clock.instant();
        TaskPlan plan = new TaskPlan(project, options);
        RowAccounts accounts = new RowAccounts();
        RejectFiles rejects = new RejectFiles(projectFolder, options.rejectsFolder(), plan.staged());
        SourcePlaces places = new SourcePlaces(projectFolder);
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<StepResult> results = new ArrayList<>();
        GraphPhase graph = new GraphPhase(
                project,
                plan,
                accounts,
                new Refusals(accounts, rejects, places),
                new GraphStatements(project, plan, places),
                options);
        RunSteps steps = new RunSteps(plan, options, places, accounts, rejects, graph::writesMost, graph::former);
        UnitTests ran = shared == null ? new UnitTests(projectFolder) : shared;
        testing = ran;
        List<Task> tasks = new ArrayList<>(
                new UnitTestSteps(plan, ran, places, project.tenant().orElse("")).tasks());
        // Unit tests alone leave the engine of the project in peace, and so the hooks that are for it.
        CompiledProject opened = plan.usesEngine() ? project : UnitTests.nothing();
        try (QueryEngine engine = (plan.usesEngine() ? engines : new DuckDbEngines(projectFolder)).create(opened);
                GraphWriter writer = plan.usesTarget() ? writers.create(project) : null) {
            running = engine;
            writing = writer;
            engine.open(opened);
            try (GraphState state = writer == null ? null : remember(engine, writer, project, options.mode())) {
                clear(rejects, plan, options.mode());
                if (state != null) {
                    graph.use(state);
                }
                Optional<Diagnostic> unreachable = openTarget(writer, project, options.mode());
                unreachable.ifPresent(diagnostics::add);
                if (writer != null && options.mode().writesGraph()) {
                    graph.prepare(writer);
                }
                StepRecorder recorder = new StepRecorder(
                        clock,
                        listener,
                        tasks.size() + steps.count() + graph.count(),
                        turns,
                        project.tenant().orElse(""),
                        options.warnings());
                tasks.addAll(steps.tasks(engine, lastLoad(state), () -> cancelled));
                TaskScheduler scheduler = new TaskScheduler(tasks, recorder, () -> cancelled, options.failFast());
                results.addAll(scheduler.run(options.threads()));
                GraphWriter reached = unreachable.isPresent() ? null : writer;
                Runnable last = () -> graph.run(engine, reached, recorder, results, () -> cancelled);
                if (sharesElements(project)) {
                    // What one tenant has no more another may be about to load.
                    turns.alone(last);
                } else {
                    last.run();
                }
                if (!cancelled) {
                    results.addAll(new HookSteps(engine, places).after(opened.hooks(), results, recorder));
                }
            }
        } catch (GraphcException e) {
            diagnostics.add(e.diagnostic());
        } finally {
            QueryEngine used = running;
            if (used != null) {
                diagnostics.addAll(used.notices());
            }
            running = null;
            writing = null;
            testing = null;
            if (shared == null) {
                ran.close();
            }
        }
        diagnostics.addAll(graph.notices());
        return new RunReport(
                project.name(),
                project.tenant(),
                options.mode(),
                start,
                clock.instant(),
                results,
                graph.elements(),
                graph.changes(),
                rejects.written(),
                graph.jobs(),
                graph.location(),
                options.warnings().judge(diagnostics),
                cancelled);
    }

    /**
     * Not before the run has the target: the files may be those of another one. A test run never has it, and so leaves those of
     * types that it does not look at; who looks at no types at all has nothing to say of them.
     */
    private static void clear(RejectFiles rejects, TaskPlan plan, RunMode mode) {
        if (mode == RunMode.TEST) {
            rejects.clearOwn();
        } else if (!plan.staged().isEmpty()) {
            rejects.clear();
        }
    }

    private static boolean sharesElements(CompiledProject project) {
        return project.tenant().isPresent()
                && project.graph().elements().stream().anyMatch(element -> element.scope() == ElementPlan.Scope.GLOBAL);
    }

    /**
     * What the target holds, where the engine can remember it and loads can be differences; a run takes the lease on the
     * target.
     */
    private @Nullable GraphState remember(
            QueryEngine engine, GraphWriter writer, CompiledProject project, RunMode mode) {
        if (writer.kind() != TargetKind.GRAPH) {
            return null;
        }
        Optional<GraphState> state = GraphState.open(engine, project, writer.location(), clock);
        state.ifPresent(mode == RunMode.TEST ? GraphState::look : GraphState::take);
        return state.orElse(null);
    }

    private static Function<String, OptionalLong> lastLoad(@Nullable GraphState state) {
        return state == null ? element -> OptionalLong.empty() : state::lastRows;
    }

    /**
     * Opens the target; a plan leaves it alone. A test run looks at the target only where there is one: that it cannot be
     * reached is then a warning.
     */
    private static Optional<Diagnostic> openTarget(
            @Nullable GraphWriter writer, CompiledProject project, RunMode mode) {
        if (writer == null || mode == RunMode.PLAN) {
            return Optional.empty();
        }
        try {
            writer.open(project);
            return Optional.empty();
        } catch (GraphcException e) {
            if (mode.builds() || !UNREACHABLE.contains(e.diagnostic().code())) {
                throw e;
            }
            Diagnostic reason = e.diagnostic();
            Diagnostic.Builder warning = Diagnostic.of(reason.code(), reason.message())
                    .severity(Severity.WARNING)
                    .note("the elements on the target are not counted");
            reason.notes().forEach(warning::note);
            reason.helps().forEach(warning::help);
            return Optional.of(warning.build());
        }
    }

    /** Stops the run: what runs on the engine or asks files is broken off, what has not started is skipped, nothing more is written. */
    public void cancel() {
        cancelled = true;
        QueryEngine engine = running;
        if (engine != null) {
            engine.cancel();
        }
        GraphWriter writer = writing;
        if (writer != null) {
            writer.cancel();
        }
        UnitTests tests = testing;
        if (tests != null) {
            tests.cancel();
        }
    }
}
