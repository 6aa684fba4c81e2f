package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.tenant.Columns;
import io.graphc.compiler.SourceReading;
import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.project.TenantSpec;
import io.graphc.runtime.diff.HeldGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the tenants of a project with what the graph holds of each. */
@Command(
        name = "list",
        description = "List tenants: tags, schema, graph target, the last load, how many elements the graph holds.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc tenant list --tenant tag:bank"})
public final class TenantListCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    public TenantListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        SourceReading reading = compilation.readSources();
        report.diagnostics(reading.diagnostics());
        if (reading.project().isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        List<HeldGraph> held = new TenantStates(compilation.directory()).of(reading.tenants());
        List<List<String>> rows = new ArrayList<>();
        for (TenantSources tenant : reading.tenants()) {
            tenant.tenant().ifPresent(name -> rows.addAll(rows(name, tenant, reading, held)));
        }
        if (rows.isEmpty()) {
            report.line("the project has no tenants; `graphc tenant add NAME` adds one");
        } else {
            Columns.table(List.of("TENANT", "TAGS", "SCHEMA", "GRAPH", "LAST LOAD", "NODES", "RELATIONSHIPS"), rows)
                    .forEach(invocation.terminal()::print);
        }
        String project = reading.project().get().settings().name().value();
        report.diagnostics(TenantRuns.lost(held, reading.project(), project));
        return reading.hasErrors() ? ExitCode.ERRORS.number() : ExitCode.SUCCESS.number();
    }

    private static List<List<String>> rows(
            String name, TenantSources tenant, SourceReading reading, List<HeldGraph> held) {
        Optional<TenantSpec> spec = reading.project().orElseThrow().tenants().stream()
                .filter(candidate -> candidate.name().value().equals(name))
                .findFirst();
        String tags = spec.map(
                        found -> found.tags().stream().map(tag -> tag.value()).collect(Collectors.joining(",")))
                .filter(text -> !text.isEmpty())
                .orElse("-");
        String schema = tenant.engine().schema();
        List<HeldGraph> own =
                held.stream().filter(graph -> graph.tenant().equals(name)).toList();
        String target = tenant.empty().graphTarget().name();
        List<List<String>> rows = new ArrayList<>();
        if (own.stream().noneMatch(graph -> graph.output().equals(target))) {
            rows.add(List.of(name, tags, schema, target, "never", "0", "0"));
        }
        for (HeldGraph graph : own) {
            String last =
                    graph.committedAt().map(text -> text.split("\\.", 2)[0]).orElse("load " + graph.load());
            rows.add(List.of(
                    name,
                    tags,
                    schema,
                    graph.output(),
                    last + (graph.unfinished() ? " (unfinished)" : ""),
                    graph.nodes() + "",
                    graph.relationships() + ""));
        }
        return rows;
    }
}
