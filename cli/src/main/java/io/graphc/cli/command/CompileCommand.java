package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.publish.Findings;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.outcome.Outcome;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.TestPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks a project and writes its artifacts; runs nothing. */
@Command(
        name = "compile",
        description = "Check everything and write target/manifest.json and target/compiled/; run nothing.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: graphc compile --tenant harbour",
            "         graphc compile --select users",
            "         graphc compile --inline \"select count(*) as users from {{ ref('users') }}\""
        })
public final class CompileCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private ReportOptions reporting = new ReportOptions();

    @Option(
            names = "--inline",
            paramLabel = "SQL",
            description = "Check this query, which may ref() models, print it as it is sent, and write no artifact.")
    private Optional<String> inline = Optional.empty();

    public CompileCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        selection.checkUse(spec.commandLine());
        if (inline.isPresent() && !selection.isAll()) {
            throw new ParameterException(
                    spec.commandLine(), "--inline is a query of its own: leave out --select and its like");
        }
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine()).with(inline);
        return reporting.around(spec.commandLine(), invocation, compilation, findings -> work(compilation, findings));
    }

    private int work(ProjectCompilation compilation, Findings findings) {
        Report report = compilation.report();
        if (inline.isPresent() || !selection.isAll()) {
            return new PartialCompilation(compilation, invocation.terminal(), findings).of(inline, selection);
        }
        Outcome outcome;
        if (reporting.wanted(invocation, compilation)) {
            // What the last compilation said is kept as text, which is not enough.
            CompilationResult result = compilation.compileAndWrite();
            findings.compiled(result);
            outcome = said(result, report);
        } else {
            outcome = new LastCompilation(invocation, options, compilation).outcome(result -> said(result, report));
        }
        report.diagnostics(outcome.diagnostics());
        outcome.lines().forEach(report::line);
        return outcome.exit();
    }

    private static Outcome said(CompilationResult result, Report report) {
        List<String> lines = new ArrayList<>(Report.verdictLines(result.diagnostics(), result.uncheckedModels()));
        if (!result.hasErrors()) {
            lines.add(summary(result.projects()));
        } else if (!result.sound().isEmpty()) {
            // Which of many tenants it is no message may tell: one place can be wrong for one of them alone.
            result.tenants().stream()
                    .filter(tenant -> tenant.stored().isEmpty())
                    .forEach(tenant -> lines.add("tenant " + tenant.tenant().orElse("") + " has errors"));
        }
        ExitCode exit = result.hasErrors() ? ExitCode.ERRORS : ExitCode.SUCCESS;
        return new Outcome(report.rendered(result.diagnostics()), lines, exit.number());
    }

    private static String summary(List<CompiledProject> projects) {
        return summary(projects, (project, id) -> true);
    }

    /** What was compiled, of each project what a command works on. */
    static String summary(List<CompiledProject> projects, BiPredicate<CompiledProject, String> part) {
        Map<String, LongSummaryStatistics> numbers = new LinkedHashMap<>();
        CompiledProject last = projects.get(0);
        for (CompiledProject project : projects) {
            last = project;
            ids(project)
                    .forEach((noun, ids) -> numbers.computeIfAbsent(noun, each -> new LongSummaryStatistics())
                            .accept(ids.filter(id -> part.test(project, id)).count()));
        }
        String tenants = last.tenant().isPresent() ? " for " + Words.count(projects.size(), "tenant") : "";
        List<String> ranges = new ArrayList<>();
        numbers.forEach((noun, found) -> ranges.add(range(noun, found)));
        return "compiled " + last.name() + tenants + ": " + String.join(", ", ranges)
                + (projects.size() > 1 ? " each" : "");
    }

    private static Map<String, Stream<String>> ids(CompiledProject project) {
        Map<String, Stream<String>> ids = new LinkedHashMap<>();
        ids.put("model", project.models().stream().map(ModelPlan::id));
        ids.put("test", project.tests().stream().map(TestPlan::id));
        ids.put("node type", project.graph().nodes().stream().map(NodePlan::id));
        ids.put("relationship type", project.graph().relationships().stream().map(RelationshipPlan::id));
        return ids;
    }

    /** {@code 3 models}, or {@code 2 to 3 models} where tenants differ. */
    private static String range(String noun, LongSummaryStatistics numbers) {
        return numbers.getMin() == numbers.getMax()
                ? Words.count(numbers.getMax(), noun)
                : Words.number(numbers.getMin()) + " to " + Words.number(numbers.getMax()) + " " + noun + "s";
    }
}
