package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.cli.tenant.Columns;
import io.graphc.cli.tenant.TenantSourcesFound;
import io.graphc.cli.tenant.TenantSourcesFound.Found;
import io.graphc.cli.tenant.TenantSourcesFound.State;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.compiler.SourceReading;
import io.graphc.compiler.SourceReading.TenantSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compiles tenants and looks whether their sources are there. */
@Command(
        name = "check",
        description = "Compile tenants and look for their sources; exit code 1 when one of them cannot be run.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc tenant check --tenant harbour,lagoon"})
public final class TenantCheckCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    public TenantCheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        CompilationResult compiled = compilation.compile();
        report.diagnostics(compiled.diagnostics());
        if (compiled.project().isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        SourceReading reading = compilation.readSources();
        List<List<String>> rows = new ArrayList<>();
        int wrong = 0;
        for (TenantResult tenant : compiled.tenants()) {
            String name = tenant.tenant().orElse("");
            Optional<TenantSources> sources = reading.tenants().stream()
                    .filter(candidate -> candidate.tenant().equals(tenant.tenant()))
                    .findFirst();
            List<String> row = new ArrayList<>(List.of(name, tenant.stored().isPresent() ? "compiles" : "has errors"));
            boolean sound = tenant.stored().isPresent();
            if (sources.isPresent()) {
                TenantSourcesFound found = new TenantSourcesFound(
                        new SourceReading(reading.project(), List.of(sources.get()), reading.diagnostics()),
                        compilation.directory(),
                        compilation.targetFolder(compiled));
                row.add(words(found));
                sound &= found.lacking().isEmpty()
                        && found.all().stream().noneMatch(source -> source.state() == State.DIFFERS);
                report.diagnostics(found.problems());
                sound &= found.problems().isEmpty();
            }
            wrong += sound ? 0 : 1;
            rows.add(row);
        }
        Columns.lines(rows, "").forEach(invocation.terminal()::print);
        report.line(Words.count(rows.size(), "tenant") + " checked, "
                + (wrong == 0 ? "all can be run" : wrong + " cannot be run"));
        return wrong == 0 && !compiled.hasErrors() ? ExitCode.SUCCESS.number() : ExitCode.ERRORS.number();
    }

    private static String words(TenantSourcesFound sources) {
        List<String> missing = sources.all().stream()
                .filter(source -> source.state() == State.MISSING)
                .map(source -> source.label() + (source.optional() ? " (optional)" : ""))
                .toList();
        List<String> differing = sources.all().stream()
                .filter(source -> source.state() == State.DIFFERS)
                .map(source -> source.label() + ": " + source.note())
                .toList();
        List<String> unknown = sources.all().stream()
                .filter(source -> source.state() == State.UNKNOWN)
                .map(Found::label)
                .toList();
        return Words.count(sources.all().size(), "source")
                + (unknown.isEmpty() ? "" : ", could not be looked at: " + String.join(", ", unknown))
                + (missing.isEmpty()
                        ? unknown.isEmpty() ? ", all there" : ""
                        : ", missing: " + String.join(", ", missing))
                + (differing.isEmpty() ? "" : ", not as declared: " + String.join("; ", differing));
    }
}
