package io.graphc.cli.publish;

import io.graphc.cli.plan.PlanMarkdown;
import io.graphc.cli.report.Prose;
import io.graphc.cli.report.RunSummary;
import io.graphc.cli.report.Words;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.Severity;
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.Step;
import io.graphc.runtime.StepOutcome;
import io.graphc.runtime.StepResult;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What a command did in Markdown, short enough for the description of a pull request. */
final class MarkdownSummary {
    /** More are counted and not listed, so that the text stays within what a comment may hold. */
    private static final int LISTED = 50;

    private final Findings findings;
    private final FilePaths paths;
    private final List<String> lines = new ArrayList<>();

    MarkdownSummary(Findings findings, FilePaths paths) {
        this.findings = findings;
        this.paths = paths;
    }

    String text() {
        lines.clear();
        lines.add("## graphc " + findings.command() + " of " + escaped(findings.project()) + ": "
                + (findings.failed() ? "failed" : "succeeded"));
        counts();
        problems("Problems", findings.problems(), "");
        for (RunReport run : findings.runs()) {
            List<StepResult> failed =
                    run.results().stream().filter(MarkdownSummary::isWorthALine).toList();
            String whose = run.tenant().map(name -> " of " + escaped(name)).orElse("");
            problems("Problems" + whose, run.diagnostics(), "");
            failures("Failed" + whose, failed);
            elements(run, whose);
            if (!run.changes().isEmpty()) {
                lines.add("");
                lines.addAll(PlanMarkdown.lines(run));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static boolean isWorthALine(StepResult result) {
        return result.outcome() == StepOutcome.FAIL
                || result.outcome() == StepOutcome.ERROR
                || result.outcome() == StepOutcome.WARN;
    }

    private void counts() {
        if (findings.runs().isEmpty() && findings.broken().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("| | result | models | tests | pass | warn | fail | error | skip | nodes | relationships | time |");
        lines.add("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (RunReport run : findings.runs()) {
            lines.add("| " + escaped(run.tenant().orElse(run.project())) + " | "
                    + (run.succeeded() ? "succeeded" : "**failed**") + " | "
                    + kind(run, Step.Kind.MODEL) + " | "
                    + kind(run, Step.Kind.TEST) + " | "
                    + (run.count(StepOutcome.PASS) + run.count(StepOutcome.PROVED) + run.count(StepOutcome.SUCCESS))
                    + " | " + run.count(StepOutcome.WARN)
                    + " | " + run.count(StepOutcome.FAIL)
                    + " | " + run.count(StepOutcome.ERROR)
                    + " | " + (run.count(StepOutcome.SKIPPED) + run.count(StepOutcome.OMITTED))
                    + " | " + Words.number(total(run, true))
                    + " | " + Words.number(total(run, false))
                    + " | " + Words.seconds(run.elapsed()) + " |");
        }
        findings.broken()
                .forEach(tenant -> lines.add("| " + escaped(tenant) + " | **did not compile** | | | | | | | | | | |"));
    }

    private static long kind(RunReport run, Step.Kind kind) {
        return run.results().stream()
                .filter(result -> result.step().kind() == kind)
                .filter(result -> result.outcome() != StepOutcome.SKIPPED && result.outcome() != StepOutcome.OMITTED)
                .count();
    }

    private static long total(RunReport run, boolean nodes) {
        return run.elements().stream()
                .filter(element -> element.element().node() == nodes)
                .mapToLong(ElementReport::accepted)
                .sum();
    }

    private void problems(String title, List<Diagnostic> problems, String whose) {
        if (problems.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("### " + title);
        lines.add("");
        problems.stream()
                .limit(LISTED)
                .forEach(problem -> lines.add("- " + word(problem.severity()) + " " + line(problem) + whose));
        more(problems.size());
    }

    private void failures(String title, List<StepResult> failed) {
        if (failed.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("### " + title);
        lines.add("");
        for (StepResult result : failed.stream().limit(LISTED).toList()) {
            String head = "- " + (result.outcome() == StepOutcome.WARN ? "warning " : "error ");
            if (result.diagnostics().isEmpty()) {
                lines.add(head + "`" + result.step().id() + "`: " + escaped(result.message()));
            }
            result.diagnostics().forEach(problem -> lines.add(head + line(problem)));
        }
        more(failed.size());
    }

    private void more(int size) {
        if (size > LISTED) {
            lines.add("- and " + Words.number(size - LISTED) + " more");
        }
    }

    private static String word(Severity severity) {
        return severity.word();
    }

    private String line(Diagnostic problem) {
        String link = problem.primary().map(span -> " in " + link(span)).orElse("");
        return problem.code().id() + ": " + escaped(problem.message()) + link;
    }

    private String link(SourceSpan span) {
        String path = paths.of(span.file().path());
        String target = path.replace("%", "%25").replace(" ", "%20").replace(")", "%29");
        return "[" + escaped(path + ":" + span.startLine()) + "](" + target + "#L" + span.startLine() + ")";
    }

    private void elements(RunReport run, String whose) {
        if (run.elements().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("### Graph" + whose);
        lines.add("");
        lines.add("| type | total | new | changed | unchanged | deleted | rejected |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (ElementReport element : run.elements()) {
            lines.add("| " + escaped(element.element().pattern()) + " | " + number(element, ElementReport::accepted)
                    + " | "
                    + number(element, ElementReport::created) + " | " + number(element, ElementReport::updated) + " | "
                    + number(element, ElementReport::unchanged) + " | " + number(element, ElementReport::deleted)
                    + " | " + number(element, all -> all.account().rejectedRows()) + " |");
        }
        for (ElementReport element : run.elements()) {
            List<String> made = RunSummary.made(element);
            if (!made.isEmpty()) {
                lines.add("");
                lines.add(escaped(element.element().pattern() + ": " + String.join(", ", made)));
            }
        }
    }

    private static String number(ElementReport element, ToLongFunction<ElementReport> figure) {
        return Words.number(figure.applyAsLong(element));
    }

    /** Names in backticks stay code; what else Markdown would read as its own is spelt out. */
    private static String escaped(String text) {
        String[] parts = text.replace("\n", " ").split("`", -1);
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            boolean code = i % 2 == 1 && i < parts.length - 1;
            String part = code ? parts[i].replace("|", "\\|") : Prose.escaped(parts[i]);
            escaped.append(part);
            if (i < parts.length - 1) {
                escaped.append('`');
            }
        }
        return escaped.toString();
    }
}
