package io.graphc.cli.publish;

import io.graphc.compiler.CompilationResult;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.tenant.TenantReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a command has found so far: a command that breaks off has reports, too. Belongs to one thread. */
public final class Findings {
    private final String command;
    private final Instant startedAt;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<RunReport> runs = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Optional<CompilationResult> compiled = Optional.empty();

    /** Nothing yet, of a command such as {@code build}. */
    public Findings(String command, Instant startedAt) {
        this.command = command;
        this.startedAt = startedAt;
    }

    /** What the compilation said; of one that follows another, what is new. */
    public void compiled(CompilationResult result) {
        compiled = Optional.of(result);
        Set<Diagnostic> told = new HashSet<>(problems);
        result.diagnostics().stream().filter(problem -> !told.contains(problem)).forEach(problems::add);
        result.tenants().stream()
                .filter(tenant -> tenant.stored().isEmpty())
                .flatMap(tenant -> tenant.tenant().stream())
                .filter(tenant -> !broken.contains(tenant))
                .forEach(broken::add);
    }

    /** Problems that belong to no step of a run. */
    public void problems(List<Diagnostic> found) {
        problems.addAll(found);
    }

    /** What the runs of all tenants did. */
    public void ran(TenantReport report) {
        runs.addAll(report.tenants());
    }

    String command() {
        return command;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** The project's name, as far as it is known. */
    String project() {
        return compiled.flatMap(CompilationResult::project)
                .map(project -> project.settings().name().value())
                .or(() -> runs.stream().findFirst().map(RunReport::project))
                .orElse("project");
    }

    /** Problems outside of runs, in the order in which they came. */
    List<Diagnostic> problems() {
        return List.copyOf(problems);
    }

    /** One for each tenant that was run. */
    List<RunReport> runs() {
        return List.copyOf(runs);
    }

    /** Tenants that did not compile. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    boolean failed() {
        return problems.stream().anyMatch(Diagnostic::isError) || runs.stream().anyMatch(run -> !run.succeeded());
    }
}
