package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.PlainJson;
import io.graphc.cli.report.Report;
import io.graphc.cli.tenant.Columns;
import io.graphc.cli.tenant.TenantTraits;
import io.graphc.compiler.CompilationResult;
import io.graphc.plan.CompiledProject;
import io.graphc.project.TenantSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how two tenants differ. */
@Command(
        name = "diff",
        description = "Show how two tenants differ: variables, sources, disabled parts, targets, elements, columns.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc tenant diff harbour mosaic --output json"})
public final class TenantDiffCommand implements Callable<Integer> {
    private static final String NONE = "-";

    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(index = "0", paramLabel = "A", description = "A tenant.")
    private String left = "";

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    private String right = "";

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    public TenantDiffCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (left.equals(right)) {
            throw new ParameterException(spec.commandLine(), "two tenants are compared, not one with itself");
        }
        options.tenants = List.of(left, right);
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        CompilationResult compiled = compilation.compile();
        report.diagnostics(compiled.diagnostics());
        Optional<Map<String, String>> one = traits(compiled, left);
        Optional<Map<String, String>> other = traits(compiled, right);
        if (one.isEmpty() || other.isEmpty()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        List<List<String>> rows = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(one.get().keySet());
        names.addAll(other.get().keySet());
        for (String name : names) {
            String before = one.get().getOrDefault(name, NONE);
            String after = other.get().getOrDefault(name, NONE);
            if (!before.equals(after)) {
                rows.add(List.of(name, before, after));
            }
        }
        if (answer.json()) {
            invocation.terminal().out().print(json(rows));
        } else if (rows.isEmpty()) {
            report.line("the tenants do not differ");
        } else {
            Columns.table(List.of("", left, right), rows).forEach(invocation.terminal()::print);
        }
        return ExitCode.SUCCESS.number();
    }

    private String json(List<List<String>> rows) {
        List<Map<String, Object>> differences = new ArrayList<>();
        for (List<String> row : rows) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (int side = 1; side <= 2; side++) {
                if (!row.get(side).equals(NONE)) {
                    values.put(side == 1 ? left : right, row.get(side));
                }
            }
            Map<String, Object> difference = new LinkedHashMap<>();
            difference.put("what", row.get(0));
            difference.put("values", values);
            differences.add(difference);
        }
        return PlainJson.document(Map.of("differences", differences));
    }

    private static Optional<Map<String, String>> traits(CompilationResult compiled, String name) {
        Optional<TenantSpec> tenant = compiled.project().stream()
                .flatMap(project -> project.tenants().stream())
                .filter(candidate -> candidate.name().value().equals(name))
                .findFirst();
        Optional<CompiledProject> project = compiled.projects().stream()
                .filter(candidate -> candidate.tenant().equals(Optional.of(name)))
                .findFirst();
        return tenant.flatMap(found -> project.map(bound -> TenantTraits.of(found, bound)));
    }
}
