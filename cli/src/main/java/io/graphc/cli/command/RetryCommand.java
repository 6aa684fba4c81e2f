package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.compiler.CompilationResult;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.TimeWindow;
import io.graphc.plan.manifest.TargetFolders;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.result.LastRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Run again what failed or was skipped. */
@Command(
        name = "retry",
        description =
                "Run again what failed or was skipped in the last run, with that run's arguments and those given now.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What succeeded is left as it is: its tables are not built again.",
            "Variables and paths are not kept: give --vars and --profiles-dir again.",
            "Example: graphc retry"
        })
public final class RetryCommand extends RunningCommand {
    @Option(
            names = "--allow-deletes",
            description = "Delete any number of elements that the project has no more, whatever max_delete says.")
    private boolean allowDeletes;

    private final Map<Optional<String>, LastRun> last = new LinkedHashMap<>();
    private Map<String, String> arguments = Map.of();
    private RunMode mode = RunMode.RUN;

    public RetryCommand(Invocation invocation) {
        super(invocation, RunMode.RUN);
    }

    @Override
    RunMode mode() {
        return mode;
    }

    /** What this call asks for is added to what the last one did. */
    @Override
    RunOptions adapt(RunOptions made) {
        return made.withAllowDeletes(allowDeletes || flag("allow_deletes"))
                .withFullRefresh(made.fullRefresh() || flag("full_refresh"))
                .withFailFast(made.failFast() || flag("fail_fast"));
    }

    private boolean flag(String name) {
        return Boolean.parseBoolean(arguments.get(name));
    }

    /** Reads what the last run left; the arguments that choose a target must be known before the project is compiled. */
    @Override
    boolean prepare(ProjectCompilation compilation, Report report) {
        if (!selection().isAll()) {
            throw wrongUse("retry takes no --select and its like: what failed or was skipped is run again");
        }
        CompilationResult compiled = compilation.compile();
        Path folder = compilation.targetFolder(compiled);
        for (CompilationResult.TenantResult result : compiled.tenants()) {
            Path own = TargetFolders.of(folder, result.tenant());
            LastRun.read(own.resolve("run_results.json")).ifPresent(run -> last.put(result.tenant(), run));
        }
        keepTheLatest();
        if (last.isEmpty()) {
            report.line("nothing failed in the last run, or there was none");
            if (hasBatches(compiled)) {
                report.line("batches that earlier runs left open are made by the next `graphc run`");
            }
            return false;
        }
        LastRun failed = last.values().iterator().next();
        mode = failed.mode();
        arguments = failed.arguments();
        options().target = options().target.or(() -> Optional.ofNullable(arguments.get("target")));
        options().graphTarget = options().graphTarget.or(() -> Optional.ofNullable(arguments.get("graph_target")));
        if (!options().warnError && options().warnErrorOptions.isEmpty()) {
            options().warnError = flag("warn_error");
            options().warnErrorOptions = Optional.ofNullable(arguments.get("warn_error_options"));
            compilation.readWarnings();
        }
        selection().repeat(arguments);
        inputs().empty |= flag("empty");
        inputs().eventTimeStart =
                inputs().eventTimeStart.or(() -> Optional.ofNullable(arguments.get("event_time_start")));
        inputs().eventTimeEnd = inputs().eventTimeEnd.or(() -> Optional.ofNullable(arguments.get("event_time_end")));
        inputs().sample = inputs().sample.or(() -> Optional.ofNullable(arguments.get("sample")));
        checkInputs(flag("full_refresh"));
        // What is left is known by its ids; what it was chosen by, a state, say, may be gone.
        selection().whole =
                last.values().stream().noneMatch(run -> run.unfinished().isEmpty());
        if (selection().whole) {
            report.progress("what succeeded in the last run is left as it is: its tables are not built again");
        }
        return true;
    }

    private static boolean hasBatches(CompilationResult compiled) {
        return compiled.projects().stream()
                .flatMap(project -> project.models().stream())
                .anyMatch(model -> model.openBatches().isPresent());
    }

    /** Tenants may have run last in calls of their own, with other arguments: the last call alone is repeated. */
    private void keepTheLatest() {
        last.values().stream()
                .max(Comparator.comparing(LastRun::generatedAt))
                .map(LastRun::invocation)
                .ifPresent(latest ->
                        last.values().removeIf(run -> !run.invocation().equals(latest) || run.success()));
    }

    /** Of what was selected then, what did not end well; a run that failed before its first step is done whole. */
    @Override
    List<TenantPart> narrow(List<TenantPart> selected) {
        List<TenantPart> left = new ArrayList<>();
        for (TenantPart part : selected) {
            LastRun run = last.get(part.tenant());
            if (run != null) {
                SortedSet<String> again = new TreeSet<>(part.ids());
                if (!run.unfinished().isEmpty()) {
                    again.retainAll(run.unfinished());
                }
                left.add(new TenantPart(part.of(), again));
            }
        }
        return left;
    }

    @Override
    Map<String, List<TimeWindow>> batchesAgain(CompiledProject project) {
        return Optional.ofNullable(last.get(project.tenant()))
                .map(LastRun::batches)
                .orElse(Map.of());
    }

    @Override
    boolean selectsAll() {
        return false;
    }
}
