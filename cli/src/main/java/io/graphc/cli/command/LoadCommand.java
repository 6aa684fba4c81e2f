package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.CompiledProject;
import io.graphc.runtime.emit.neptune.NeptuneWriter;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.load.LoadRecord;
import io.graphc.runtime.load.LoadReport;
import io.graphc.runtime.load.neptune.NeptuneLoads;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, cancels and resumes loads that a graph target does by itself, also those of other processes. */
@Command(
        name = "load",
        description = "Show, cancel or resume the loads of a `neptune` graph output.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Only loads that graphc has started for this output are cancelled or resumed.",
            "Example: graphc load status --tenant harbour",
            "         graphc load cancel 6d0a3f0c-5a1e-4f0e-9a51-2f4c2d4b8d11"
        })
public final class LoadCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(index = "0", paramLabel = "ACTION", description = "status, cancel or resume.")
    private Action action = Action.STATUS;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The load, for cancel and resume.")
    private Optional<String> id = Optional.empty();

    /** What is done with a load. */
    enum Action {
        STATUS,
        CANCEL,
        RESUME
    }

    public LoadCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (id.isPresent() == (action == Action.STATUS)) {
            String word = action.name().toLowerCase(Locale.ROOT);
            throw new ParameterException(
                    spec.commandLine(),
                    id.isPresent() ? "`graphc load status` takes no id" : "`graphc load " + word + "` needs an id");
        }
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        CompilationResult compiled = compilation.compile();
        report.diagnostics(compiled.diagnostics());
        if (compiled.projects().isEmpty()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        List<CompiledProject> projects = compiled.projects().stream()
                .filter(project -> project.graphTarget().type().equals("neptune"))
                .toList();
        if (projects.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the graph output " + compiled.projects().get(0).graphTarget()
                            + " does no loads of its own; type `neptune` does");
        }
        int done = action == Action.STATUS
                ? status(projects, compilation.directory())
                : change(projects, compilation.directory(), report);
        // The loads of tenants with errors were not looked at.
        boolean whole = compiled.diagnostics().stream().noneMatch(Diagnostic::isError);
        return whole ? done : Math.max(done, ExitCode.ERRORS.number());
    }

    private int status(List<CompiledProject> projects, Path directory) {
        for (CompiledProject project : projects) {
            try (NeptuneLoads loads = NeptuneWriter.loads(project, directory)) {
                List<LoadRecord> records = loads.records();
                String who = project.tenant().map(tenant -> tenant + ": ").orElse("");
                if (records.isEmpty()) {
                    invocation.terminal().print(who + "no loads");
                }
                for (LoadRecord record : records.subList(0, Math.min(SHOWN, records.size()))) {
                    invocation
                            .terminal()
                            .print(who + "load " + record.load() + ", "
                                    + record.stage().name().toLowerCase(Locale.ROOT) + ", on " + record.endpoint());
                    record.jobs().forEach(job -> invocation.terminal().print("  " + line(job)));
                }
            }
        }
        return ExitCode.SUCCESS.number();
    }

    private static String line(LoadJob job) {
        String errors = job.errors() == 0 ? "" : ", " + Words.count(job.errors(), "entry") + " left out";
        return job.kind() + " " + job.state() + " " + job.knownId().orElse("(no id)") + ", "
                + Words.count(job.records(), "record") + errors + ", " + job.source();
    }

    private int change(List<CompiledProject> projects, Path directory, Report report) {
        String wanted = id.orElseThrow();
        for (int i = 0; i < projects.size(); i++) {
            CompiledProject project = projects.get(i);
            boolean last = i == projects.size() - 1;
            try (NeptuneLoads loads = NeptuneWriter.loads(project, directory)) {
                // The last one says that no record has the load.
                if (last || loads.knows(wanted)) {
                    return action == Action.CANCEL
                            ? cancel(loads, wanted)
                            : resume(loads, wanted, NeptuneWriter.loaderFormat(project.graphTarget()), report);
                }
            }
        }
        return ExitCode.SUCCESS.number();
    }

    private int cancel(NeptuneLoads loads, String wanted) {
        invocation.terminal().print(line(loads.cancel(wanted)));
        return ExitCode.SUCCESS.number();
    }

    private int resume(NeptuneLoads loads, String wanted, String format, Report report) {
        AtomicBoolean stopped = new AtomicBoolean();
        Interrupt interrupt = Interrupt.watch(() -> stopped.set(true));
        try {
            LoadReport resumed = loads.resume(wanted, format, stopped::get);
            resumed.jobs().forEach(job -> invocation.terminal().print(line(job)));
            report.diagnostics(resumed.problems());
            return resumed.problems().stream()
                    .filter(Diagnostic::isError)
                    .findFirst()
                    .map(problem -> ExitCode.of(problem.code()))
                    .orElse(ExitCode.SUCCESS)
                    .number();
        } finally {
            invocation.terminal().flush();
            interrupt.forget();
        }
    }
}
