package io.graphc.cli.publish;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.runtime.RunReport;
import io.graphc.source.SourceSpan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Problems as commands in the log of a GitHub workflow, which shows them at the lines of a pull request. The form and its
 * escapes are those of GitHub's documentation, "Workflow commands for GitHub Actions".
 */
final class GithubAnnotations {
    private final Findings findings;
    private final FilePaths paths;

    GithubAnnotations(Findings findings, FilePaths paths) {
        this.findings = findings;
        this.paths = paths;
    }

    String text() {
        Set<String> lines = new LinkedHashSet<>();
        findings.problems().forEach(problem -> lines.add(line(problem, "")));
        for (RunReport run : findings.runs()) {
            String whose = run.tenant().map(name -> " (tenant " + name + ")").orElse("");
            run.allDiagnostics().forEach(problem -> lines.add(line(problem, whose)));
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private String line(Diagnostic problem, String whose) {
        StringBuilder line = new StringBuilder("::").append(command(problem)).append(' ');
        problem.primary().filter(FilePaths::isInFile).ifPresent(span -> place(span, line));
        line.append("title=")
                .append(property(problem.code().id() + " " + problem.code().slug()))
                .append("::");
        StringBuilder message = new StringBuilder(problem.message()).append(whose);
        remarks("note: ", problem.notes(), message);
        remarks("help: ", problem.helps(), message);
        return line.append(data(message.toString())).toString();
    }

    private static void remarks(String kind, List<String> texts, StringBuilder message) {
        texts.forEach(text -> message.append('\n').append(kind).append(text));
    }

    private static String command(Diagnostic problem) {
        return switch (problem.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    /** Columns count for a range in one line only. */
    private void place(SourceSpan span, StringBuilder line) {
        line.append("file=").append(property(paths.of(span.file().path()))).append(',');
        line.append("line=").append(span.startLine()).append(',');
        line.append("endLine=").append(span.endLine()).append(',');
        if (span.startLine() == span.endLine()) {
            line.append("col=").append(span.startColumn()).append(',');
            line.append("endColumn=")
                    .append(Math.max(span.startColumn(), span.endColumn() - 1))
                    .append(',');
        }
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
