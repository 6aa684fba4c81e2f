package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.compiler.SourceReading;
import io.graphc.compiler.SourceReading.TenantSources;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import io.graphc.runtime.catalog.glue.Crawlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has crawlers of AWS Glue run, and waits for them. */
@Command(
        name = "crawl",
        description = "Start crawlers of AWS Glue, several at once, and wait until all have ended.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc source crawl 'lake-{tenant}' --timeout 45m"})
public final class SourceCrawlCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "CRAWLER",
            description = "Names of crawlers; {tenant} in one stands for the name of each tenant.")
    private List<String> crawlers = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "How long to wait for all of them: 90s, 30m, 2h. Default: 60m.")
    private String timeout = "60m";

    @Option(
            names = "--poll-interval",
            paramLabel = "TIME",
            description = "How long to wait between two looks. Default: 10s.")
    private String pollInterval = "10s";

    public SourceCrawlCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Crawlers.Waiting waiting = new Crawlers.Waiting(
                time("--poll-interval", pollInterval),
                time("--timeout", timeout),
                invocation.clock(),
                pause -> LockSupport.parkNanos(pause.toNanos()));
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        Optional<SourceReading> reading = compilation.sources();
        if (reading.isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        try (Crawlers service = Crawlers.of(target(reading.get()))) {
            List<Diagnostic> problems = service.run(
                    names(reading.get()), waiting, (name, what) -> report.progress("crawler " + name + ": " + what));
            report.diagnostics(problems);
            report.verdict(problems, 0);
            return problems.isEmpty() && !reading.get().hasErrors()
                    ? ExitCode.SUCCESS.number()
                    : ExitCode.ERRORS.number();
        }
    }

    private static EngineTarget target(SourceReading reading) {
        EngineTarget target = reading.tenants().get(0).engine();
        if (target.type().equals("athena")) {
            return target;
        }
        throw new GraphcException(Diagnostic.of(
                        DiagnosticCode.NOT_SUPPORTED,
                        "crawlers are of AWS Glue, which target `" + target.name() + "` of type `" + target.type()
                                + "` does not use")
                .help("choose a target of type `athena` with --target")
                .build());
    }

    private List<String> names(SourceReading reading) {
        List<String> names = new ArrayList<>();
        for (String name : crawlers) {
            for (TenantSources tenant : reading.tenants()) {
                names.add(name.replace("{tenant}", tenant.tenant().orElse("")));
            }
        }
        return names.stream().distinct().toList();
    }

    private Duration time(String option, String text) {
        if (text.matches("[0-9]{1,6}[smh]")) {
            long count = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(count);
                case 'm' -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
        }
        throw new ParameterException(
                spec.commandLine(), option + ": `" + text + "` is no time; expected for example 90s, 30m or 2h");
    }
}
