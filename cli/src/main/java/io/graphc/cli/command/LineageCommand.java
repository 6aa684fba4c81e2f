package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.lineage.LineageDiagram;
import io.graphc.cli.lineage.LineageJson;
import io.graphc.cli.lineage.LineageTree;
import io.graphc.cli.report.Report;
import io.graphc.compiler.CompilationResult;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.lineage.ColumnId;
import io.graphc.plan.lineage.ColumnNames;
import io.graphc.plan.lineage.LineageGraph;
import io.graphc.plan.lineage.LineageView;
import io.graphc.plan.lineage.LineageView.Direction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a column or property is made from and what is made from it. */
@Command(
        name = "lineage",
        description = "Show what a column or property depends on, and what depends on it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: graphc lineage User.name --upstream",
            "         graphc lineage raw.users.email --downstream --output mermaid"
        })
public final class LineageCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(
            index = "0",
            paramLabel = "COLUMN",
            description =
                    "model.column, source.table.column, Label.property or TYPE.property; ~id, ~from and ~to are the"
                            + " ids of an element and of its ends.")
    private String name = "";

    @Option(names = "--upstream", description = "Only what it depends on.")
    private boolean upstream;

    @Option(names = "--downstream", description = "Only what depends on it.")
    private boolean downstream;

    @Option(names = "--depth", paramLabel = "N", description = "How many steps to follow. Default: all.")
    private int depth = Integer.MAX_VALUE;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "tree, json, dot (Graphviz) or mermaid. Default: tree.")
    private Output output = Output.TREE;

    /** How the answer is printed. */
    enum Output {
        TREE,
        JSON,
        DOT,
        MERMAID
    }

    public LineageCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (depth < 1) {
            throw new ParameterException(spec.commandLine(), "--depth: expected 1 or more");
        }
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        CompilationResult compiled = compilation.compile();
        report.diagnostics(compiled.diagnostics());
        if (compiled.hasErrors()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        DiagnosticBag bag = new DiagnosticBag();
        Map<List<String>, List<CompiledProject>> answers = new LinkedHashMap<>();
        for (CompiledProject project : compiled.projects()) {
            LineageGraph graph = LineageGraph.of(project);
            List<ColumnId> roots = new ColumnNames(graph).find(name, bag);
            if (!roots.isEmpty()) {
                answers.computeIfAbsent(lines(graph, roots, List.of()), lines -> new ArrayList<>())
                        .add(project);
            }
        }
        report.diagnostics(bag.sorted());
        print(answers, compiled.projects().size());
        return bag.hasErrors() ? ExitCode.ERRORS.number() : ExitCode.SUCCESS.number();
    }

    /** Tenants with the same answer are answered together. */
    private void print(Map<List<String>, List<CompiledProject>> answers, int projects) {
        for (Map.Entry<List<String>, List<CompiledProject>> answer : answers.entrySet()) {
            List<String> tenants = answer.getValue().stream()
                    .flatMap(project -> project.tenant().stream())
                    .toList();
            List<String> lines = answer.getKey();
            if (output == Output.JSON) {
                LineageGraph graph = LineageGraph.of(answer.getValue().get(0));
                lines = lines(graph, new ColumnNames(graph).find(name, new DiagnosticBag()), tenants);
            } else if (!tenants.isEmpty() && tenants.size() < projects) {
                String mark = output == Output.DOT ? "// " : output == Output.MERMAID ? "%% " : "";
                invocation.terminal().print(mark + "tenant " + String.join(", ", tenants) + ":");
            }
            lines.forEach(invocation.terminal()::print);
        }
    }

    private List<String> lines(LineageGraph graph, List<ColumnId> roots, List<String> tenants) {
        LineageView view = LineageView.of(graph, roots, directions(), depth);
        return switch (output) {
            case TREE -> tree(graph, roots);
            case JSON -> List.of(LineageJson.write(view, tenants));
            case DOT -> new LineageDiagram(view).dot();
            case MERMAID -> new LineageDiagram(view).mermaid();
        };
    }

    private List<String> tree(LineageGraph graph, List<ColumnId> roots) {
        List<String> lines = new ArrayList<>();
        for (ColumnId root : roots) {
            lines.addAll(new LineageTree(graph, depth).lines(root, directions()));
        }
        return lines;
    }

    private Set<Direction> directions() {
        EnumSet<Direction> directions = EnumSet.allOf(Direction.class);
        if (upstream != downstream) {
            directions.remove(upstream ? Direction.DOWNSTREAM : Direction.UPSTREAM);
        }
        return directions;
    }
}
