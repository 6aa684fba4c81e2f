package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.Terminal;
import io.graphc.cli.Version;
import io.graphc.cli.publish.Findings;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.RunSummary;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.resolve.Inputs;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.RelationName;
import io.graphc.plan.manifest.ManifestFolder;
import io.graphc.plan.select.Selection;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.result.RunResults;
import io.graphc.runtime.tenant.TenantReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
import java.util.stream.Stream;
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

    /** Whether there is anything to do; asked before the project is compiled. */
    boolean prepare(ProjectCompilation compilation, Report report) {
        return true;
    }

    /** The part of what is selected that is worked on. */
    Map<CompiledProject, SortedSet<String>> narrow(Map<CompiledProject, SortedSet<String>> selected) {
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
        inputs.checkUse(spec.commandLine(), selection.state);
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        return reporting.around(spec.commandLine(), invocation, compilation, findings -> work(compilation, findings));
    }

    private int work(ProjectCompilation compilation, Findings findings) {
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
        Optional<Map<CompiledProject, SortedSet<String>>> selected = select(compiled, compilation, report, findings);
        if (selected.isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        sayWhatIsLeftOut(compiled, report);
        Map<CompiledProject, SortedSet<String>> parts = narrow(selected.get());
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
        return execute(last, parts, compilation.directory(), findings, report);
    }

    private int execute(
            CompilationResult compiled,
            Map<CompiledProject, SortedSet<String>> parts,
            Path directory,
            Findings findings,
            Report report) {
        if (compiled.hasErrors() && parts.isEmpty()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        TenantReport ran = run(compiled, parts, directory, report);
        findings.ran(ran);
        summarize(ran, compiled, report);
        answer(ran);
        if (compiled.hasErrors()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
        }
        return exitCode(ran, compiled).number();
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
                before.projects().stream().map(CompiledProject::tenant).collect(Collectors.toSet());
        after.tenants().stream()
                .filter(tenant -> tenant.project().isEmpty() && sound.contains(tenant.tenant()))
                .flatMap(tenant -> tenant.tenant().stream())
                .forEach(tenant -> report.line(leftOut(tenant)));
        deferred.values()
                .forEach(relations -> report.progress(Words.count(relations.size(), "relation") + " of `"
                        + deferredFrom() + "` stand in for what is not built"));
    }

    private String deferredFrom() {
        return inputs.deferState.or(() -> selection.state).orElseThrow();
    }

    private Map<String, Map<String, RelationName>> deferred(
            Map<CompiledProject, SortedSet<String>> selected, Path directory) {
        String folder = deferredFrom();
        ManifestFolder state = new ManifestFolder(invocation.workingDirectory().resolve(folder), folder);
        return new Deferral(state, new Engines(directory), inputs.favorState).of(selected);
    }

    /** The same parts of the projects as they were compiled again; a tenant that then has errors is left out, and reported. */
    private static Map<CompiledProject, SortedSet<String>> rebound(
            Map<CompiledProject, SortedSet<String>> selected, CompilationResult again) {
        Map<Optional<String>, SortedSet<String>> byTenant = new LinkedHashMap<>();
        selected.forEach((project, ids) -> byTenant.put(project.tenant(), ids));
        Map<CompiledProject, SortedSet<String>> rebound = new LinkedHashMap<>();
        again.projects().stream()
                .filter(project -> byTenant.containsKey(project.tenant()))
                .forEach(project -> rebound.put(project, byTenant.getOrDefault(project.tenant(), new TreeSet<>())));
        return rebound;
    }

    /** The selected ids of each project; empty when a selector is wrong, which has been reported. */
    private Optional<Map<CompiledProject, SortedSet<String>>> select(
            CompilationResult compiled, ProjectCompilation compilation, Report report, Findings findings) {
        DiagnosticBag bag = new DiagnosticBag();
        Map<CompiledProject, SortedSet<String>> selected = new LinkedHashMap<>();
        Optional<Map<CompiledProject, Selection>> found =
                selection.of(compiled.projects(), compilation.scene(compiled), bag);
        findings.problems(bag.sorted());
        report.diagnostics(bag.sorted());
        report.verdict(bag.sorted(), 0);
        found.ifPresent(all -> all.forEach((project, part) -> {
            selected.put(project, inputs.withoutHistory(project, part.ids()));
            narrowed |= part.ids().size() < Selection.all(project).ids().size();
        }));
        return found.map(all -> selected);
    }

    /** One tenant's errors stop that tenant only; that must not go unseen. */
    private static void sayWhatIsLeftOut(CompilationResult compiled, Report report) {
        for (CompilationResult.TenantResult tenant : compiled.tenants()) {
            if (tenant.project().isEmpty()) {
                report.line(leftOut(tenant.tenant().orElse("")));
            }
        }
    }

    private static String leftOut(String tenant) {
        return "tenant " + tenant + " has errors and is not run";
    }

    private TenantReport run(
            CompilationResult compiled,
            Map<CompiledProject, SortedSet<String>> selected,
            Path directory,
            Report report) {
        List<CompiledProject> projects = List.copyOf(selected.keySet());
        RunResults results = new RunResults(Version.current(), UUID.randomUUID().toString(), arguments());
        return new TenantRuns(invocation, directory, directory.resolve(targetPath(compiled)), report, results)
                .run(projects, compiled, project -> runOptions(project, selected, compiled), mode(), pace(projects));
    }

    private TenantRuns.Pace pace(List<CompiledProject> projects) {
        int threads = options.threads.orElseGet(() -> projects.stream()
                .mapToInt(project -> project.engine().threads())
                .max()
                .orElse(1));
        int atOnce = Math.max(1, Math.min(projects.size(), tenantOptions.atOnce.orElse(threads)));
        return new TenantRuns.Pace(atOnce, threads, failFast && !tenantOptions.keepGoing);
    }

    private RunOptions runOptions(
            CompiledProject project, Map<CompiledProject, SortedSet<String>> selected, CompilationResult compiled) {
        String folder = project.tenant()
                .map(name -> targetPath(compiled) + "/tenants/" + name + "/compiled")
                .orElse(targetPath(compiled) + "/compiled");
        RunOptions made = RunOptions.of(mode())
                .withThreads(Math.max(1, options.threads.orElse(project.engine().threads())))
                .withFailFast(failFast)
                .withFullRefresh(fullRefresh)
                .withCompiledFolder(folder)
                .withRejectsFolder(targetPath(compiled) + "/rejects"
                        + project.tenant().map(name -> "/" + name).orElse(""));
        made = adapt(made);
        return selectsAll() ? made : made.withSelected(selected.getOrDefault(project, new TreeSet<>()));
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
        arguments.putAll(selection.arguments());
        arguments.putAll(inputs.arguments());
        adapt(RunOptions.of(mode()).withFailFast(failFast).withFullRefresh(fullRefresh))
                .flags()
                .forEach((name, value) -> arguments.put(name, value.toString()));
        return arguments;
    }

    /** The words behind all tenants; one that did not compile failed as well. */
    private static void summarize(TenantReport ran, CompilationResult compiled, Report report) {
        RunSummary summary = new RunSummary(report);
        ran.tenants().forEach(summary::print);
        if (compiled.tenants().size() > 1) {
            List<String> failed = new ArrayList<>(ran.failed());
            compiled.tenants().stream()
                    .filter(tenant -> tenant.project().isEmpty())
                    .forEach(tenant -> failed.add(tenant.tenant().orElse("")));
            Collections.sort(failed);
            report.line("");
            report.line(Words.count(ran.tenants().size() - ran.failed().size(), "tenant") + " succeeded"
                    + (failed.isEmpty() ? "" : ", " + failed.size() + " failed: " + String.join(", ", failed)));
        }
    }

    /** An environment that failed is worth another try, so it has a code of its own, unless the project is wrong too. */
    private static ExitCode exitCode(TenantReport ran, CompilationResult compiled) {
        if (compiled.hasErrors()) {
            return ExitCode.ERRORS;
        }
        if (ran.succeeded()) {
            return ExitCode.SUCCESS;
        }
        if (ran.failed().size() < ran.tenants().size()) {
            // What others reach is there: it is this tenant that needs a look.
            return ExitCode.ERRORS;
        }
        Stream<Diagnostic> errors = ran.tenants().stream()
                .map(RunReport::allDiagnostics)
                .flatMap(List::stream)
                .filter(Diagnostic::isError);
        return errors.map(error -> ExitCode.of(error.code()))
                .reduce((left, right) -> left == right ? left : ExitCode.ERRORS)
                .orElse(ExitCode.ERRORS);
    }
}
