package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.PlainJson;
import io.graphc.cli.report.Report;
import io.graphc.cli.tenant.Columns;
import io.graphc.compiler.SourceReading;
import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.runtime.diff.HeldGraph;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the tenants of a project with what the graph holds of each. */
@Command(
        name = "list",
        description = "List tenants: tags, schema, graph target, the last load, how many elements the graph holds.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc tenant list --tenant tag:bank --output json"})
public final class TenantListCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

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
        TenantStates states = new TenantStates(compilation.directory());
        List<HeldGraph> held = states.of(reading.tenants(), reading.project());
        List<Line> lines = new ArrayList<>();
        for (TenantSources tenant : reading.tenants()) {
            tenant.tenant().ifPresent(name -> lines.addAll(lines(name, tenant, reading, held)));
        }
        if (answer.json()) {
            List<Map<String, Object>> tenants = lines.stream().map(Line::fields).toList();
            invocation.terminal().out().print(PlainJson.document(Map.of("tenants", tenants)));
        } else if (lines.isEmpty()) {
            report.line("the project has no tenants; `graphc tenant add NAME` adds one");
        } else {
            Columns.table(
                            List.of("TENANT", "TAGS", "SCHEMA", "GRAPH", "LAST LOAD", "NODES", "RELATIONSHIPS"),
                            lines.stream().map(Line::cells).toList())
                    .forEach(invocation.terminal()::print);
        }
        String project = reading.project().get().settings().name().value();
        List<Diagnostic> found = new ArrayList<>(states.unread());
        found.addAll(TenantRuns.lost(held, reading.project(), project));
        List<Diagnostic> judged = compilation.warnings().judge(found);
        report.diagnostics(judged);
        return reading.hasErrors() || judged.stream().anyMatch(Diagnostic::isError)
                ? ExitCode.ERRORS.number()
                : ExitCode.SUCCESS.number();
    }

    /**
     * One graph of a tenant.
     *
     * @param held what it holds; empty where nothing was loaded yet
     */
    private record Line(String tenant, List<String> tags, String schema, String output, Optional<HeldGraph> held) {
        private static String loaded(HeldGraph graph) {
            return graph.committedAt().map(text -> text.split("\\.", 2)[0]).orElse("load " + graph.load());
        }

        List<String> cells() {
            return List.of(
                    tenant,
                    tags.isEmpty() ? "-" : String.join(",", tags),
                    schema,
                    output,
                    held.map(graph -> loaded(graph) + (graph.unfinished() ? " (unfinished)" : ""))
                            .orElse("never"),
                    held.map(HeldGraph::nodes).orElse(0L) + "",
                    held.map(HeldGraph::relationships).orElse(0L) + "");
        }

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", tenant);
            fields.put("tags", tags);
            fields.put("schema", schema);
            fields.put("graph_target", output);
            held.ifPresent(graph -> {
                fields.put("load", graph.load());
                graph.committedAt().ifPresent(time -> fields.put("loaded_at", time));
                fields.put("unfinished", graph.unfinished());
            });
            fields.put("nodes", held.map(HeldGraph::nodes).orElse(0L));
            fields.put("relationships", held.map(HeldGraph::relationships).orElse(0L));
            return fields;
        }
    }

    private static List<Line> lines(String name, TenantSources tenant, SourceReading reading, List<HeldGraph> held) {
        List<String> tags = reading.project().orElseThrow().tenants().stream()
                .filter(candidate -> candidate.name().value().equals(name))
                .flatMap(spec -> spec.tags().stream())
                .map(Located::value)
                .toList();
        String schema = tenant.engine().schema();
        List<HeldGraph> own =
                held.stream().filter(graph -> graph.tenant().equals(name)).toList();
        String target = tenant.empty().graphTarget().name();
        List<Line> lines = new ArrayList<>();
        if (own.stream().noneMatch(graph -> graph.output().equals(target))) {
            lines.add(new Line(name, tags, schema, target, Optional.empty()));
        }
        own.forEach(graph -> lines.add(new Line(name, tags, schema, graph.output(), Optional.of(graph))));
        return lines;
    }
}
