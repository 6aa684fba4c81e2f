package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.cli.source.SourceChangeReport;
import io.graphc.cli.source.SourceChangesJson;
import io.graphc.compiler.SourceReading;
import io.graphc.compiler.SourceReading.DeclaredSource;
import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.catalog.SourceChange;
import io.graphc.runtime.catalog.SourceCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the sources that a project declares with what there is. */
@Command(
        name = "check",
        description = "Compare declared sources with the tables and files as they are; exit code 1 when they differ.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc source check raw --output json"})
public final class SourceCheckCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "SOURCE",
            description = "Sources, or tables of them as SOURCE.TABLE. Default: all.")
    private List<String> names = List.of();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    @Option(names = "--ignore-added", description = "Columns that are new are no difference.")
    private boolean ignoreAdded;

    public SourceCheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /** What came of the tables so far. */
    private static final class Findings {
        private final DiagnosticBag bag = new DiagnosticBag();
        private final List<SourceChangesJson.Entry> entries = new ArrayList<>();
        private int checked;
        private int different;
        private int exit;
    }

    @Override
    public Integer call() {
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        SourceReading reading = compilation.readSources();
        Findings findings = new Findings();
        reading.diagnostics().forEach(findings.bag::report);
        findings.exit = reading.hasErrors() ? ExitCode.ERRORS.number() : ExitCode.SUCCESS.number();
        if (isKnown(reading, findings)) {
            for (TenantSources tenant : reading.tenants()) {
                check(tenant, compilation.directory(), compilation.targetFolder(reading), findings);
            }
        }
        List<Diagnostic> problems = compilation.warnings().judge(findings.bag.sorted());
        report.diagnostics(problems);
        if (problems.stream().anyMatch(Diagnostic::isError)) {
            findings.exit = Math.max(findings.exit, ExitCode.ERRORS.number());
        }
        if (answer.json()) {
            invocation.terminal().out().print(SourceChangesJson.of(findings.entries));
        } else {
            report.line(
                    findings.checked == 0
                            ? "no source table checked"
                            : Words.count(findings.checked, "source table") + " checked, "
                                    + (findings.different == 0
                                            ? "all as declared"
                                            : findings.different + " not as declared"));
        }
        return findings.exit;
    }

    /** Whether all names are those of sources; one that is none is reported. */
    private boolean isKnown(SourceReading reading, Findings findings) {
        TreeSet<String> known = new TreeSet<>();
        for (TenantSources tenant : reading.tenants()) {
            tenant.sources().forEach(source -> {
                known.add(source.table().source());
                known.add(source.table().label());
            });
        }
        for (String name : names) {
            if (!known.contains(name)) {
                Diagnostic.of(DiagnosticCode.UNKNOWN_SOURCE, "source `" + name + "` not found")
                        .hint(name, known, "there are")
                        .report(findings.bag);
                findings.exit = ExitCode.ERRORS.number();
            }
        }
        return names.stream().allMatch(known::contains);
    }

    private void check(TenantSources tenant, Path folder, Path targetFolder, Findings findings) {
        try (SourceCheck check = new SourceCheck(tenant.engine(), folder, targetFolder)) {
            for (DeclaredSource source : tenant.sources()) {
                String label = source.table().label();
                if (names.isEmpty()
                        || names.contains(label)
                        || names.contains(source.table().source())) {
                    check(tenant, source, check, findings);
                }
            }
        }
    }

    private void check(TenantSources tenant, DeclaredSource source, SourceCheck check, Findings findings) {
        try {
            SourceChange change = check.compare(source.table());
            findings.checked++;
            boolean drift = isDrift(change);
            if (drift) {
                findings.different++;
                findings.exit = Math.max(findings.exit, ExitCode.ERRORS.number());
            }
            findings.entries.add(new SourceChangesJson.Entry(tenant.tenant(), change, drift));
            new SourceChangeReport(tenant.tenant(), source.source().spec(), findings.bag, !ignoreAdded).report(change);
        } catch (GraphcException e) {
            findings.bag.report(e.diagnostic());
            findings.exit =
                    Math.max(findings.exit, ExitCode.of(e.diagnostic().code()).number());
        }
    }

    private boolean isDrift(SourceChange change) {
        boolean worse = change.missing()
                || !change.removed().isEmpty()
                || !change.changed().isEmpty();
        return ignoreAdded ? worse : change.isDrift();
    }
}
