package io.graphc.cli.publish;

import io.graphc.cli.Invocation;
import io.graphc.cli.Terminal;
import io.graphc.cli.Version;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes the reports that were asked for, and those that a workflow of GitHub reads without being asked. */
public final class Reports {
    private final Invocation invocation;
    private final List<ReportRequest> requests;
    private final boolean jsonLog;

    /** @param jsonLog whether each line of standard error is an object in JSON */
    public Reports(Invocation invocation, List<ReportRequest> requests, boolean jsonLog) {
        this.invocation = invocation;
        this.jsonLog = jsonLog;
        this.requests = List.copyOf(requests);
    }

    /** Whether there is anything to write. */
    public boolean wanted() {
        return !requests.isEmpty() || annotatesUnasked();
    }

    /** In a workflow, as GitHub's documentation of default environment variables tells; a log in JSON is for programs. */
    private boolean annotatesUnasked() {
        return !jsonLog && invocation.environment().get("GITHUB_ACTIONS").equals(Optional.of("true"));
    }

    /**
     * Writes all reports.
     *
     * @param project the project's folder
     * @param target its folder for artifacts
     */
    public void write(Findings findings, Path project, Path target) {
        FilePaths paths = FilePaths.of(project, invocation.environment());
        boolean annotated = false;
        for (ReportRequest request : requests) {
            switch (request.kind()) {
                case JUNIT -> save(new JunitXml(findings).text(), request, target.resolve("junit.xml"));
                case SARIF ->
                    save(
                            new SarifJson(findings, paths, Version.current()).text(),
                            request,
                            target.resolve("graphc.sarif"));
                case MARKDOWN -> summary(new MarkdownSummary(findings, paths).text(), request, target);
                case GITHUB -> annotated = true;
            }
        }
        if (annotated || annotatesUnasked()) {
            Terminal terminal = invocation.terminal();
            PrintStream stream = jsonLog ? terminal.out() : terminal.err();
            stream.print(new GithubAnnotations(findings, paths).text());
            stream.flush();
        }
    }

    /** Without a file of its own the summary goes where GitHub shows it, else into the folder of artifacts. */
    private void summary(String text, ReportRequest request, Path target) {
        Optional<String> step = invocation.environment().get("GITHUB_STEP_SUMMARY");
        if (request.file().isEmpty() && step.isPresent()) {
            try {
                Files.writeString(
                        Path.of(step.get()),
                        text,
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw cannotWrite(step.get(), e);
            }
        } else {
            save(text, request, target.resolve("summary.md"));
        }
    }

    private void save(String text, ReportRequest request, Path usual) {
        Path file = request.file()
                .map(named -> invocation.workingDirectory().resolve(named).normalize())
                .orElse(usual);
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw cannotWrite(request.file().orElse(String.valueOf(file.getFileName())), e);
        }
    }

    private static GraphcException cannotWrite(String file, IOException e) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "the report `" + file + "` cannot be written")
                        .note(e.getClass().getSimpleName() + ": " + e.getMessage())
                        .help("name a file in a folder that can be written to, as in `--report junit=target/junit.xml`")
                        .build(),
                e);
    }
}
