package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.RunSummary;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.tenant.TenantReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** How a run of all tenants ended: its last words and its exit code. */
record RunVerdict(TenantReport ran, CompilationResult compiled) {
    /** The words behind all tenants; one that did not compile failed as well. */
    void print(Report report) {
        RunSummary summary = new RunSummary(report);
        ran.tenants().forEach(summary::print);
        if (compiled.tenants().size() > 1) {
            List<String> failed = new ArrayList<>(ran.failed());
            compiled.tenants().stream()
                    .filter(tenant -> tenant.stored().isEmpty())
                    .forEach(tenant -> failed.add(tenant.tenant().orElse("")));
            Collections.sort(failed);
            report.line("");
            report.line(Words.count(ran.tenants().size() - ran.failed().size(), "tenant") + " succeeded"
                    + (failed.isEmpty() ? "" : ", " + failed.size() + " failed: " + String.join(", ", failed)));
        }
        if (ran.tenants().stream().anyMatch(run -> run.interrupted() && run.mode() != RunMode.PLAN)) {
            report.line("stopped before the end: `graphc retry` goes on with what was stopped or had not begun");
        }
    }

    /** An environment that failed is worth another try, so it has a code of its own, unless the project is wrong too. */
    ExitCode exitCode() {
        if (compiled.hasErrors()) {
            return ExitCode.ERRORS;
        }
        if (ran.succeeded()) {
            return ExitCode.SUCCESS;
        }
        if (ran.failed().size() < ran.tenants().size()) {
            // What others reach is there: it is this tenant that needs a look.
            return ExitCode.ERRORS;
        }
        Stream<Diagnostic> errors = ran.tenants().stream()
                .map(RunReport::allDiagnostics)
                .flatMap(List::stream)
                .filter(Diagnostic::isError);
        return errors.map(error -> ExitCode.of(error.code()))
                .reduce((left, right) -> left == right ? left : ExitCode.ERRORS)
                .orElse(ExitCode.ERRORS);
    }
}
