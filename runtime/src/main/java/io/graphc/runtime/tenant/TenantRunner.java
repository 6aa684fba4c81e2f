package io.graphc.runtime.tenant;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.manifest.TargetFolders;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.Step;
import io.graphc.runtime.result.RunResults;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs the compiled projects of several tenants. Each has its own runner, engine, graph writer and results; what goes wrong
 * with one does not touch another. Tenants of one database file share the open database and keep apart by their schemas.
 */
public final class TenantRunner {
    private final Function<CompiledProject, ProjectRunner> runners;
    private final Function<CompiledProject, RunOptions> options;
    private final RunResults results;
    private final Path targetFolder;
    private final Clock clock;
    private final Consumer<RunReport> ended;
    private final Set<ProjectRunner> running = ConcurrentHashMap.newKeySet();
    private final Map<Step, Step> steps = new ConcurrentHashMap<>();
    private final Map<String, String> words = new ConcurrentHashMap<>();
    private Pauses pauses = Pauses.none();
    private volatile boolean cancelled;
    private volatile boolean failed;

    /**
     * A runner for tenants.
     *
     * @param runners makes the runner of a tenant, with a listener of its own
     * @param options how a tenant is run
     * @param targetFolder {@code tenants/<name>/run_results.json} lie in it
     */
    public TenantRunner(
            Function<CompiledProject, ProjectRunner> runners,
            Function<CompiledProject, RunOptions> options,
            RunResults results,
            Path targetFolder) {
        this(runners, options, results, targetFolder, Clock.systemUTC(), report -> {});
    }

    /**
     * A runner for tenants.
     *
     * @param runners makes the runner of a tenant, with a listener of its own
     * @param options how a tenant is run
     * @param targetFolder {@code tenants/<name>/run_results.json} lie in it
     * @param clock times tenants that are not run
     * @param ended hears of the end of each run, from the thread that it ran on
     */
    public TenantRunner(
            Function<CompiledProject, ProjectRunner> runners,
            Function<CompiledProject, RunOptions> options,
            RunResults results,
            Path targetFolder,
            Clock clock,
            Consumer<RunReport> ended) {
        this.clock = clock;
        this.ended = ended;
        this.runners = runners;
        this.options = options;
        this.results = results;
        this.targetFolder = targetFolder;
    }

    /**
     * Makes pauses between tenants.
     *
     * @param every how many tenants run between two of them
     * @param pause what is done while no tenant runs, from a thread that is to run one
     */
    public TenantRunner pausing(int every, Runnable pause) {
        pauses = new Pauses(every, pause);
        return this;
    }

    /**
     * Runs all tenants.
     *
     * @param projects one for each tenant, asked for when it has its turn; one without a tenant writes its results into the
     *     target folder itself
     * @param atOnce how many tenants run at the same time
     */
    public TenantReport run(List<CompiledProject> projects, int atOnce) {
        return run(projects, atOnce, project -> false);
    }

    /**
     * Runs tenants until one fails.
     *
     * @param stopping told of a tenant whose turn comes after another one failed: whether it is left alone
     */
    public TenantReport run(List<CompiledProject> projects, int atOnce, Predicate<CompiledProject> stopping) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, atOnce));
        List<Future<RunReport>> runs = new ArrayList<>();
        for (int i = 0; i < projects.size(); i++) {
            int tenant = i;
            runs.add(workers.submit(() -> run(projects.get(tenant), stopping)));
        }
        workers.shutdown();
        List<RunReport> reports = new ArrayList<>();
        List<RuntimeException> bugs = new ArrayList<>();
        for (Future<RunReport> run : runs) {
            try {
                reports.add(await(run));
            } catch (RuntimeException bug) {
                // The others are not to be left running behind a call that has ended.
                bugs.add(bug);
            }
        }
        if (!bugs.isEmpty()) {
            throw bugs.get(0);
        }
        return new TenantReport(reports);
    }

    private RunReport run(CompiledProject project, Predicate<CompiledProject> stopping) {
        if (failed && stopping.test(project)) {
            RunReport left = leave(
                    project.name(), project.tenant(), options.apply(project).mode());
            ended.accept(left);
            return left;
        }
        ProjectRunner runner = runners.apply(project);
        running.add(runner);
        if (cancelled) {
            runner.cancel();
        }
        try {
            RunReport report = pauses.run(() -> runner.run(project, options.apply(project)));
            // A plan changes nothing: what the run before it left undone can still be retried.
            if (report.mode() != RunMode.PLAN) {
                RunReport done = report;
                report = written(done, () -> results.write(done, project, file(project.tenant())));
            }
            failed |= !report.succeeded();
            ended.accept(report);
            return report.sharing(
                    step -> steps.computeIfAbsent(step, first -> first),
                    word -> words.computeIfAbsent(word, first -> first));
        } finally {
            running.remove(runner);
        }
    }

    /** Notes that a tenant was to be run and was not, so that a retry runs all of it. */
    public RunReport leave(String project, Optional<String> tenant, RunMode mode) {
        Instant now = clock.instant();
        RunReport report = new RunReport(
                project, tenant, mode, now, now, List.of(), List.of(), List.of(), List.of(), List.of(), "", List.of(),
                true);
        return mode == RunMode.PLAN ? report : written(report, () -> results.write(report, file(tenant)));
    }

    /** What cannot be written for one tenant is that tenant's problem. */
    private static RunReport written(RunReport report, Runnable writing) {
        try {
            writing.run();
            return report;
        } catch (GraphcException e) {
            return report.with(e.diagnostic());
        }
    }

    private Path file(Optional<String> tenant) {
        return TargetFolders.of(targetFolder, tenant).resolve("run_results.json");
    }

    private static RunReport await(Future<RunReport> run) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return run.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException bug) {
                        throw bug;
                    }
                    throw new AssertionError(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops every run, from any thread. */
    public void cancel() {
        cancelled = true;
        running.forEach(ProjectRunner::cancel);
    }
}
