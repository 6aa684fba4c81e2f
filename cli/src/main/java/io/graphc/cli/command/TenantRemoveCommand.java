package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.cli.tenant.Columns;
import io.graphc.compiler.SourceReading;
import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.RelationName;
import io.graphc.project.ProjectSpec;
import io.graphc.runtime.GraphRemoval;
import io.graphc.runtime.diff.ElementChanges;
import io.graphc.runtime.diff.ElementDifference;
import io.graphc.runtime.diff.HeldGraph;
import io.graphc.runtime.emit.GraphWriters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a tenant: its elements, its state, its tables, its artifacts, and its file last. */
@Command(
        name = "remove",
        description =
                "Delete a tenant's elements from the graph, then its state, tables, artifacts, and its file last.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is broken off in the middle is finished by the next call. The tenant's file may be gone already.",
            "Example: graphc tenant remove lagoon --dry-run",
            "         graphc tenant remove lagoon --allow-deletes"
        })
public final class TenantRemoveCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(paramLabel = "NAME", description = "The tenant.")
    private String name = "";

    @Option(names = "--allow-deletes", description = "Delete any number of elements, whatever max_delete says.")
    private boolean allowDeletes;

    @Option(names = "--dry-run", description = "Show what would go; change nothing.")
    private boolean dryRun;

    @Option(
            names = "--forget",
            description = "Remove the rest of a tenant that no state knows, whatever a graph holds of it.")
    private boolean forget;

    public TenantRemoveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (name.equals("all")) {
            throw new ParameterException(spec.commandLine(), "`all` is no tenant: tenants are removed one by one");
        }
        options.tenants = List.of();
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        SourceReading all = compilation.readSources();
        if (all.project().isEmpty()) {
            report.diagnostics(all.diagnostics());
            return ExitCode.ERRORS.number();
        }
        TenantRemains remains =
                new TenantRemains(name, all.project().get(), compilation.directory(), compilation.targetFolder(all));
        List<TenantSources> read = all.tenants().isEmpty() ? guests(compilation, remains) : all.tenants();
        TenantStates states = new TenantStates(compilation.directory());
        String project = all.project().get().settings().name().value();
        List<HeldGraph> own = held(states.of(asked(read), all.project()), project);
        List<Diagnostic> unread = compilation.warnings().judge(states.unread());
        report.diagnostics(unread);
        if (unread.stream().anyMatch(Diagnostic::isError)) {
            return ExitCode.ERRORS.number();
        }
        if (remains.isNothing() && own.isEmpty()) {
            report.diagnostics(List.of(unknown(all.project().get())));
            return ExitCode.ERRORS.number();
        }
        // One that cannot be read may be the tenant's.
        boolean looked = states.unread().isEmpty()
                && read.stream().filter(this::mayHold).anyMatch(tenant -> states.isThere(tenant.engine()));
        if (own.isEmpty() && !forget && (remains.ran() || !looked)) {
            report.diagnostics(List.of(stateless(read)));
            return ExitCode.ERRORS.number();
        }
        return remove(compilation, remains, own);
    }

    private int remove(ProjectCompilation compilation, TenantRemains remains, List<HeldGraph> own) {
        Report report = compilation.report();
        Set<String> outputs = outputs(own);
        if (!dryRun && !outputs.isEmpty()) {
            remains.begin();
        }
        boolean done = true;
        for (String output : outputs) {
            done &= removeGraph(output, compilation, remains, own, report);
        }
        if (dryRun) {
            return show(compilation, remains, own, outputs) && done
                    ? ExitCode.SUCCESS.number()
                    : ExitCode.ERRORS.number();
        }
        if (!done) {
            remains.stay();
            return ExitCode.ERRORS.number();
        }
        return finish(compilation, remains, own, report);
    }

    /** Tells what would go beside the graph; whether it would. */
    private boolean show(
            ProjectCompilation compilation, TenantRemains remains, List<HeldGraph> own, Set<String> outputs) {
        Optional<CompiledProject> bare = bare(compilation, remains, own);
        bare.map(CompiledProject::engine).ifPresent(engine -> {
            remains.things(engine).forEach(thing -> invocation.terminal().print("would remove " + thing));
            remains.leftAlone(engine).forEach(thing -> invocation.terminal().print("would leave alone " + thing));
        });
        List<HeldGraph> left =
                own.stream().filter(graph -> !outputs.contains(graph.output())).toList();
        if (!left.isEmpty()) {
            compilation.report().diagnostics(List.of(stillHeld(left)));
        }
        return left.isEmpty() && bare.isPresent();
    }

    /** The tenant's project without elements; empty where it cannot be read, which is reported. */
    private Optional<CompiledProject> bare(ProjectCompilation compilation, TenantRemains remains, List<HeldGraph> own) {
        options.tenants = List.of(name);
        Optional<String> schema =
                own.stream().map(HeldGraph::schema).findFirst().map(TenantRemains::baseSchema);
        SourceReading reading = compilation.readSources(remains.shown(schema));
        Optional<TenantSources> tenant = reading.tenant(name);
        if (tenant.isEmpty()) {
            List<Diagnostic> problems = new ArrayList<>(reading.diagnostics());
            if (!reading.hasErrors()) {
                problems.add(Diagnostic.of(DiagnosticCode.UNKNOWN_TENANT, "tenant `" + name + "` cannot be read")
                        .build());
            }
            compilation.report().diagnostics(problems);
        }
        return tenant.map(TenantStates::bare);
    }

    private Diagnostic stateless(List<TenantSources> read) {
        Set<String> targets = new TreeSet<>();
        read.forEach(tenant -> targets.add("`" + tenant.engine().name() + "`"));
        return Diagnostic.of(
                        DiagnosticCode.TENANT_STATE_UNKNOWN,
                        "no state of tenant `" + name + "` is known at target " + String.join(", ", targets))
                .note("its elements may be in a graph all the same, and nothing else knows which they are")
                .help(
                        "name the target that it was run on with `--target`, or, where no graph holds anything of it, call"
                                + " `graphc tenant remove " + name + " --forget`")
                .build();
    }

    /** Those whose databases are looked into; with none, one that leads to the databases of tenants without a file. */
    private List<TenantSources> asked(List<TenantSources> read) {
        List<TenantSources> asked = read.stream().filter(this::mayHold).toList();
        return asked.isEmpty() ? read.stream().limit(1).toList() : asked;
    }

    /** Where tenants have databases of their own, only that of this tenant can hold something of it. */
    private boolean mayHold(TenantSources tenant) {
        return !tenant.engine().isOfOneTenant() || tenant.tenant().equals(Optional.of(name));
    }

    /** The states of this tenant that hold something of this project. */
    private List<HeldGraph> held(List<HeldGraph> held, String project) {
        return held.stream()
                .filter(graph -> graph.tenant().equals(name)
                        && (graph.project().equals(project) || graph.project().isEmpty()))
                .toList();
    }

    /** A project whose last tenant has no file is read as if it had one. */
    private List<TenantSources> guests(ProjectCompilation compilation, TenantRemains remains) {
        options.tenants = List.of(name);
        return compilation.readSources(remains.shown(Optional.empty())).tenants();
    }

    private Set<String> outputs(List<HeldGraph> own) {
        Set<String> outputs = new TreeSet<>();
        own.forEach(graph -> outputs.add(graph.output()));
        if (options.graphTarget.isPresent()) {
            outputs.retainAll(Set.of(options.graphTarget.get()));
        }
        return outputs;
    }

    private Diagnostic unknown(ProjectSpec project) {
        return Diagnostic.of(DiagnosticCode.UNKNOWN_TENANT, "tenant `" + name + "` not found")
                .hint(name, TenantRuns.names(Optional.of(project)), "tenants of the project")
                .note("nothing of it is in the state either")
                .build();
    }

    /** Whether nothing of the tenant is, or would be, left in a graph. */
    private boolean removeGraph(
            String output, ProjectCompilation compilation, TenantRemains remains, List<HeldGraph> own, Report report) {
        Optional<String> asked = options.graphTarget;
        options.graphTarget = Optional.of(output);
        Optional<CompiledProject> found = bare(compilation, remains, own);
        options.graphTarget = asked;
        if (found.isEmpty()) {
            return false;
        }
        CompiledProject bare = found.get();
        GraphRemoval removal = new GraphRemoval(
                new Engines(compilation.directory()), new GraphWriters(compilation.directory()), invocation.clock());
        RelationName staged = TenantStates.staged(bare.engine());
        GraphRemoval.Outcome outcome = removal.remove(bare, staged, new GraphRemoval.Choices(dryRun, allowDeletes));
        print(outcome);
        report.diagnostics(outcome.problems());
        return dryRun ? outcome.problems().isEmpty() : outcome.done();
    }

    private void print(GraphRemoval.Outcome outcome) {
        List<List<String>> rows = new ArrayList<>();
        for (ElementChanges changes : outcome.changes()) {
            rows.add(List.of(changes.difference().element().pattern(), counts(changes.difference())));
        }
        String verb = outcome.done() ? "deleted from " : "to delete from ";
        invocation.terminal().print(verb + outcome.location() + ":");
        if (rows.isEmpty()) {
            invocation.terminal().print("  nothing");
        }
        Columns.lines(rows, "  ").forEach(invocation.terminal()::print);
    }

    private static String counts(ElementDifference difference) {
        long deletes = difference.deletes() + difference.leftovers();
        return Words.number(deletes)
                + (difference.released() == 0
                        ? ""
                        : ", " + Words.number(difference.released()) + " that other tenants have too stay")
                + (difference.waiting() == 0 ? "" : ", " + Words.number(difference.waiting()) + " too young");
    }

    private int finish(ProjectCompilation compilation, TenantRemains remains, List<HeldGraph> before, Report report) {
        Optional<CompiledProject> found = bare(compilation, remains, before);
        if (found.isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        CompiledProject bare = found.get();
        TenantStates states = new TenantStates(compilation.directory());
        List<HeldGraph> left = states.isThere(bare.engine()) ? held(states.of(bare), bare.name()) : List.of();
        if (!left.isEmpty()) {
            report.diagnostics(List.of(stillHeld(left)));
            return ExitCode.ERRORS.number();
        }
        try {
            if (states.isThere(bare.engine())) {
                remains.dropRelations(new Engines(compilation.directory()), bare)
                        .forEach(relation -> report.progress("dropped " + relation));
            }
            remains.leftAlone(bare.engine()).forEach(relation -> report.line("left alone " + relation));
            remains.deleteFiles().forEach(file -> report.progress("removed " + file));
        } catch (GraphcException e) {
            report.diagnostics(List.of(e.diagnostic()));
            return ExitCode.of(e.diagnostic().code()).number();
        }
        report.line("tenant " + name + " is removed");
        return ExitCode.SUCCESS.number();
    }

    private Diagnostic stillHeld(List<HeldGraph> left) {
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.COUNTS_DIFFER, "tenant `" + name + "` still has elements in another graph");
        left.forEach(graph -> problem.note("graph output `" + graph.output() + "` in `" + graph.place() + "`: "
                + graph.nodes() + " nodes, " + graph.relationships() + " relationships"));
        return problem.help("call `graphc tenant remove " + name
                        + "` without --graph-target, with a profile that names each of these graphs as it was")
                .build();
    }
}
