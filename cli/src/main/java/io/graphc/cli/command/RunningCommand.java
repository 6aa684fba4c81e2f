package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.Terminal;
import io.graphc.cli.Version;
import io.graphc.cli.publish.Findings;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.compiler.resolve.Inputs;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.WarningPolicy;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.RelationName;
import io.graphc.plan.TimeWindow;
import io.graphc.plan.manifest.ManifestFolder;
import io.graphc.plan.select.Selection;
import io.graphc.runtime.BatchChoice;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.result.RunResults;
import io.graphc.runtime.tenant.TenantReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code run}, {@code test}, {@code build} and {@code plan} have in common: all of it but the mode. */
abstract class RunningCommand implements Callable<Integer> {
    private final Invocation invocation;
    private final RunMode mode;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private TenantOptions tenantOptions = new TenantOptions();

    @Mixin
    private ReportOptions reporting = new ReportOptions();

    @Mixin
    private InputOptions inputs = new InputOptions();

    @Option(
            names = {"-x", "--fail-fast"},
            description = "Start nothing new after the first failure.")
    private boolean failFast;

    @Option(
            names = {"-f", "--full-refresh"},
            description = "Build the tables of incremental models anew, and write the whole graph again.")
    private boolean fullRefresh;

    /** Whether a selector that is the default leaves something out. */
    private boolean narrowed;

    /** Whether something beside the runs themselves is wrong. */
    private boolean failed;

    RunningCommand(Invocation invocation, RunMode mode) {
        this.invocation = invocation;
        this.mode = mode;
    }

    /** What of the project is done. */
    RunMode mode() {
        return mode;
    }

    /** Options of one command alone. */
    RunOptions adapt(RunOptions made) {
        return made;
    }

    /** The batches of an earlier run that are made again, by model. */
    Map<String, List<TimeWindow>> batchesAgain(CompiledProject project) {
        return Map.of();
    }

    /** Whether there is anything to do; asked before the project is compiled. */
    boolean prepare(ProjectCompilation compilation, Report report) {
        return true;
    }

    /** The part of what is selected that is worked on. */
    List<TenantPart> narrow(List<TenantPart> selected) {
        return selected;
    }

    /** Whether nothing was left out by selectors. */
    boolean selectsAll() {
        return selection.isAll() && !narrowed && !inputs.isPart();
    }

    final ProjectOptions options() {
        return options;
    }

    final InputOptions inputs() {
        return inputs;
    }

    final SelectionOptions selection() {
        return selection;
    }

    final ParameterException wrongUse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Prints what was asked for, when all is done. */
    void answer(TenantReport ran) {}

    final Terminal terminal() {
        return invocation.terminal();
    }

    @Override
    public final Integer call() {
        if (options.threads.filter(count -> count < 1).isPresent()) {
            throw wrongUse("--threads: expected 1 or more");
        }
        if (tenantOptions.atOnce.filter(count -> count < 1).isPresent()) {
            throw wrongUse("--tenant-threads: expected 1 or more");
        }
        selection.checkUse(spec.commandLine());
        checkInputs(false);
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Interrupt interrupt = Interrupt.watch();
        try {
            return reporting.around(
                    spec.commandLine(), invocation, compilation, findings -> work(compilation, findings, interrupt));
        } finally {
            terminal().flush();
            interrupt.forget();
        }
    }

    /** Refuses options that contradict each other; again when there are others, such as those of an earlier run. */
    final void checkInputs(boolean alsoFullRefresh) {
        inputs.checkUse(spec.commandLine(), selection.state, fullRefresh || alsoFullRefresh);
        if (inputs.eventTimeStart.isPresent() && (mode() == RunMode.TEST || mode() == RunMode.SNAPSHOT)) {
            throw wrongUse("--event-time-start says which batches of models are made, and `" + mode().word()
                    + "` makes no models");
        }
    }

    private int work(ProjectCompilation compilation, Findings findings, Interrupt interrupt) {
        Report report = compilation.report();
        if (!prepare(compilation, report)) {
            return ExitCode.SUCCESS.number();
        }
        Inputs read = read(compilation);
        CompilationResult compiled = compilation.reading(read).compileAndWrite();
        findings.compiled(compiled);
        report.diagnostics(compiled.diagnostics());
        if (compiled.hasErrors() && compiled.projects().isEmpty()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        Optional<List<TenantPart>> selected = select(compiled, compilation, report, findings);
        if (selected.isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        sayWhatIsLeftOut(compiled, report);
        List<TenantPart> parts = narrow(selected.get());
        CompilationResult last = compiled;
        if (inputs.defer) {
            Map<String, Map<String, RelationName>> deferred = deferred(parts, compilation.directory());
            if (!deferred.isEmpty()) {
                last = compilation.reading(read.withDeferred(deferred)).compileAndWrite();
                sayWhatDeferralDid(compiled, last, deferred, report);
                findings.compiled(last);
                parts = rebound(parts, last);
            }
        }
        return execute(last, parts, compilation, findings, report, interrupt);
    }

    private int execute(
            CompilationResult compiled,
            List<TenantPart> parts,
            ProjectCompilation compilation,
            Findings findings,
            Report report,
            Interrupt interrupt) {
        if (compiled.hasErrors() && parts.isEmpty()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        TenantReport ran = run(compiled, parts, compilation, report, interrupt);
        findings.ran(ran);
        RunVerdict verdict = new RunVerdict(ran, compiled);
        verdict.print(report);
        answer(ran);
        if (compiled.hasErrors()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
        }
        return failed && ran.succeeded()
                ? ExitCode.ERRORS.number()
                : verdict.exitCode().number();
    }

    /** What is read; asked for when the mode is known. */
    private Inputs read(ProjectCompilation compilation) {
        if (mode() == RunMode.SNAPSHOT && inputs.isPart()) {
            throw wrongUse(
                    "--empty and --sample read a part of the rows: a snapshot would take the others for deleted");
        }
        return inputs.inputs(compilation.asOf(), spec.commandLine());
    }

    /** What reads other relations is compiled again, and may be wrong then: a tenant that is must not go unseen. */
    private void sayWhatDeferralDid(
            CompilationResult before,
            CompilationResult after,
            Map<String, Map<String, RelationName>> deferred,
            Report report) {
        Set<Diagnostic> told = new HashSet<>(before.diagnostics());
        report.diagnostics(after.diagnostics().stream()
                .filter(problem -> !told.contains(problem))
                .toList());
        Set<Optional<String>> sound =
                before.sound().stream().map(TenantResult::tenant).collect(Collectors.toSet());
        after.tenants().stream()
                .filter(tenant -> tenant.stored().isEmpty() && sound.contains(tenant.tenant()))
                .flatMap(tenant -> tenant.tenant().stream())
                .forEach(tenant -> report.line(leftOut(tenant)));
        deferred.values()
                .forEach(relations -> report.progress(Words.count(relations.size(), "relation") + " of `"
                        + deferredFrom() + "` stand in for what is not built"));
    }

    private String deferredFrom() {
        return inputs.deferState.or(() -> selection.state).orElseThrow();
    }

    private Map<String, Map<String, RelationName>> deferred(List<TenantPart> selected, Path directory) {
        String folder = deferredFrom();
        ManifestFolder state = new ManifestFolder(invocation.workingDirectory().resolve(folder), folder);
        return new Deferral(state, new Engines(directory), inputs.favorState).of(selected);
    }

    /** The same parts of the projects as they were compiled again; a tenant that then has errors is left out, and reported. */
    private static List<TenantPart> rebound(List<TenantPart> selected, CompilationResult again) {
        Map<Optional<String>, SortedSet<String>> byTenant = new LinkedHashMap<>();
        selected.forEach(part -> byTenant.put(part.tenant(), part.ids()));
        return again.sound().stream()
                .filter(tenant -> byTenant.containsKey(tenant.tenant()))
                .map(tenant -> new TenantPart(tenant, byTenant.getOrDefault(tenant.tenant(), new TreeSet<>())))
                .toList();
    }

    /** What is selected of each project; empty when a selector is wrong, which has been reported. */
    private Optional<List<TenantPart>> select(
            CompilationResult compiled, ProjectCompilation compilation, Report report, Findings findings) {
        DiagnosticBag bag = new DiagnosticBag();
        // Most tenants have the same, which is kept once.
        Map<SortedSet<String>, SortedSet<String>> same = new HashMap<>();
        Iterator<TenantResult> tenants = compiled.sound().iterator();
        List<TenantPart> parts = new ArrayList<>();
        boolean right = selection.each(compiled.projects(), compilation.scene(compiled), bag, (project, found) -> {
            narrowed |= found.ids().size() < Selection.all(project).ids().size();
            SortedSet<String> ids = inputs.withoutHistory(project, found.ids());
            parts.add(new TenantPart(tenants.next(), same.computeIfAbsent(ids, first -> first)));
        });
        findings.problems(bag.sorted());
        report.diagnostics(bag.sorted());
        report.verdict(bag.sorted(), 0);
        return right ? Optional.of(parts) : Optional.empty();
    }

    /** One tenant's errors stop that tenant only; that must not go unseen. */
    private static void sayWhatIsLeftOut(CompilationResult compiled, Report report) {
        for (TenantResult tenant : compiled.tenants()) {
            if (tenant.stored().isEmpty()) {
                report.line(leftOut(tenant.tenant().orElse("")));
            }
        }
    }

    private static String leftOut(String tenant) {
        return "tenant " + tenant + " has errors and is not run";
    }

    private TenantReport run(
            CompilationResult compiled,
            List<TenantPart> selected,
            ProjectCompilation compilation,
            Report report,
            Interrupt interrupt) {
        Path directory = compilation.directory();
        WarningPolicy warnings = compilation.warnings();
        Map<Optional<String>, SortedSet<String>> ids = new HashMap<>();
        selected.forEach(part -> ids.put(part.tenant(), part.ids()));
        RunResults results = new RunResults(Version.current(), UUID.randomUUID().toString(), arguments());
        TenantRuns runs = new TenantRuns(
                invocation, directory, directory.resolve(targetPath(compiled)), report, results, interrupt);
        TenantReport ran = runs.run(
                selected.stream().map(TenantPart::of).toList(),
                compiled,
                project -> runOptions(project, ids, compiled).withWarnings(warnings),
                mode(),
                pace(selected));
        List<Diagnostic> lost = warnings.judge(runs.lost());
        report.diagnostics(lost);
        failed = lost.stream().anyMatch(Diagnostic::isError);
        return ran;
    }

    private TenantRuns.Pace pace(List<TenantPart> parts) {
        int threads = options.threads.orElseGet(
                () -> parts.stream().mapToInt(TenantPart::threads).max().orElse(1));
        int atOnce = Math.max(1, Math.min(parts.size(), tenantOptions.atOnce.orElse(threads)));
        return new TenantRuns.Pace(atOnce, threads, failFast && !tenantOptions.keepGoing);
    }

    private RunOptions runOptions(
            CompiledProject project, Map<Optional<String>, SortedSet<String>> ids, CompilationResult compiled) {
        String folder = targetPath(compiled)
                + project.tenant().map(name -> "/tenants/" + name).orElse("") + "/compiled/" + project.name();
        RunOptions made = RunOptions.of(mode())
                .withThreads(Math.max(1, options.threads.orElse(project.engine().threads())))
                .withFailFast(failFast)
                .withFullRefresh(fullRefresh)
                .withTarget(options.target)
                .withCompiledFolder(folder)
                .withRejectsFolder(targetPath(compiled) + "/rejects"
                        + project.tenant().map(name -> "/" + name).orElse(""));
        made = adapt(made)
                .withBatches(
                        new BatchChoice(inputs.batches(spec.commandLine()), inputs.isPart(), batchesAgain(project)));
        return selectsAll() ? made : made.withSelected(ids.getOrDefault(project.tenant(), new TreeSet<>()));
    }

    private static String targetPath(CompilationResult compiled) {
        return compiled.project()
                .map(project -> project.settings().targetPath().value())
                .orElse("target");
    }

    /** What the call asked for, for the results; neither variables nor paths, which may hold secrets. */
    private Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("which", mode().word());
        options.target.ifPresent(value -> arguments.put("target", value));
        options.graphTarget.ifPresent(value -> arguments.put("graph_target", value));
        if (options.warnError) {
            arguments.put("warn_error", "true");
        }
        options.warnErrorOptions.ifPresent(value -> arguments.put("warn_error_options", value));
        arguments.putAll(selection.arguments());
        arguments.putAll(inputs.arguments());
        adapt(RunOptions.of(mode()).withFailFast(failFast).withFullRefresh(fullRefresh))
                .flags()
                .forEach((name, value) -> arguments.put(name, value.toString()));
        return arguments;
    }
}
