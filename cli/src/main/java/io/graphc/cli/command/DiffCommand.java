package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.diff.DiffJson;
import io.graphc.cli.diff.DiffMarkdown;
import io.graphc.cli.diff.DiffText;
import io.graphc.cli.report.Report;
import io.graphc.compiler.CompilationResult;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.impact.ProjectDifference;
import io.graphc.plan.manifest.ManifestFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what changed since an earlier compilation, by column, and what that reaches. */
@Command(
        name = "diff",
        description = "Show what changed since an earlier compilation, what that reaches and what breaks.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: graphc diff --state main-target",
            "         graphc diff --state main-target --output markdown --fail-on breaking"
        })
public final class DiffCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the earlier manifest.json: a copy of target/.")
    private String state = "";

    @Option(names = "--output", paramLabel = "FORMAT", description = "text, json or markdown. Default: text.")
    private Output output = Output.TEXT;

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            description = "End with exit code 1 on: never, breaking or any changes. Default: never.")
    private FailOn failOn = FailOn.NEVER;

    /** How the answer is printed. */
    enum Output {
        TEXT,
        JSON,
        MARKDOWN
    }

    /** Which differences make the command fail. */
    enum FailOn {
        NEVER,
        BREAKING,
        ANY
    }

    public DiffCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ManifestFolder folder = new ManifestFolder(invocation.workingDirectory().resolve(state), state);
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        CompilationResult compiled = compilation.compile();
        report.diagnostics(compiled.diagnostics());
        if (compiled.hasErrors()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        Map<List<String>, List<String>> tenants = new LinkedHashMap<>();
        Map<List<String>, ProjectDifference> differences = new LinkedHashMap<>();
        for (CompiledProject now : compiled.projects()) {
            Optional<CompiledProject> before = folder.read(now.tenant());
            if (before.isEmpty()) {
                report.line("tenant " + now.tenant().orElse("") + " is new");
                continue;
            }
            ProjectDifference difference = ProjectDifference.of(before.get(), now);
            List<String> lines = lines(difference, List.of());
            differences.putIfAbsent(lines, difference);
            List<String> names = tenants.computeIfAbsent(lines, key -> new ArrayList<>());
            now.tenant().ifPresent(names::add);
        }
        differences.forEach((lines, difference) ->
                print(lines, difference, tenants.getOrDefault(lines, List.of()), differences.size() > 1));
        return exitCode(List.copyOf(differences.values())).number();
    }

    /** Tenants with the same difference are answered together. */
    private void print(List<String> lines, ProjectDifference difference, List<String> tenants, boolean several) {
        if (several && output != Output.JSON) {
            invocation
                    .terminal()
                    .print((output == Output.MARKDOWN ? "## " : "") + "tenant " + String.join(", ", tenants) + ":");
        }
        (output == Output.JSON ? lines(difference, tenants) : lines).forEach(invocation.terminal()::print);
    }

    private List<String> lines(ProjectDifference difference, List<String> tenants) {
        return switch (output) {
            case TEXT -> DiffText.lines(difference);
            case JSON -> List.of(DiffJson.write(difference, tenants));
            case MARKDOWN -> DiffMarkdown.lines(difference);
        };
    }

    private ExitCode exitCode(List<ProjectDifference> differences) {
        boolean fails = switch (failOn) {
            case NEVER -> false;
            case BREAKING ->
                differences.stream()
                        .anyMatch(difference -> !difference.breaking().isEmpty());
            case ANY -> differences.stream().anyMatch(difference -> !difference.isEmpty());
        };
        return fails ? ExitCode.ERRORS : ExitCode.SUCCESS;
    }
}
