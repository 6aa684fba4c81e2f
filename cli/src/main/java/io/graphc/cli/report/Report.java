package io.graphc.cli.report;

import io.graphc.cli.Terminal;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.Severity;
import io.graphc.diagnostic.render.DiagnosticRenderer;
import io.graphc.diagnostic.render.JsonRenderer;
import io.graphc.diagnostic.render.TextRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints diagnostics and plain lines in the form that the command line asks for. Safe to share between threads. */
public final class Report {
    private final Terminal terminal;
    private final boolean json;
    private final boolean quiet;
    private final boolean verbose;
    private final DiagnosticRenderer renderer;

    public Report(Terminal terminal, boolean json, boolean quiet) {
        this(terminal, json, quiet, false);
    }

    /** A report that may show all that there is to see of each step. */
    public Report(Terminal terminal, boolean json, boolean quiet, boolean verbose) {
        this.verbose = verbose;
        this.terminal = json ? terminal.plain() : terminal;
        this.json = json;
        this.quiet = quiet;
        this.renderer = json ? new JsonRenderer() : new TextRenderer(terminal.style());
    }

    public Terminal terminal() {
        return terminal;
    }

    public boolean json() {
        return json;
    }

    /** Whether every step is shown with its statement. */
    public boolean verbose() {
        return verbose;
    }

    /** Whether steps are shown as they go. */
    public boolean showsProgress() {
        return !quiet;
    }

    /** Prints problems, an empty line behind each in the text form. */
    public void diagnostics(List<Diagnostic> diagnostics) {
        diagnostics(rendered(diagnostics));
    }

    /** Prints problems that were rendered. */
    public void diagnostics(String rendered) {
        terminal.err().print(rendered);
        terminal.err().flush();
    }

    /** Problems as they are printed. */
    public String rendered(List<Diagnostic> diagnostics) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            text.append(renderer.render(diagnostic)).append(json ? "" : "\n");
        }
        return text.toString();
    }

    /** What happened, for tools: a line of the JSON form, which the text form does not have. */
    public void event(LogEvent event) {
        if (json) {
            terminal.say(event.line());
        }
    }

    /** A line for people; the JSON form has none. */
    public void line(String text) {
        if (!json) {
            terminal.say(text);
        }
    }

    /** A line of progress; not for those who asked for quiet. */
    public void progress(String text) {
        if (!quiet) {
            line(text);
        }
    }

    /** The last words after problems: how many there are, and where to read on. */
    public void verdict(List<Diagnostic> diagnostics, int uncheckedModels) {
        verdictLines(diagnostics, uncheckedModels).forEach(this::line);
    }

    /** The lines that {@link #verdict} prints. */
    public static List<String> verdictLines(List<Diagnostic> diagnostics, int uncheckedModels) {
        DiagnosticBag bag = new DiagnosticBag();
        diagnostics.forEach(bag::report);
        if (bag.size() == 0 && uncheckedModels == 0) {
            return List.of();
        }
        String unchecked = uncheckedModels == 0
                ? ""
                : "; " + Words.count(uncheckedModels, "model") + " not checked because of errors in what they use";
        List<String> lines = new ArrayList<>();
        lines.add(Words.count(bag.count(Severity.ERROR), "error")
                + ", "
                + Words.count(bag.count(Severity.WARNING), "warning")
                + unchecked);
        Optional<Diagnostic> first = bag.firstError();
        first.ifPresent(error -> lines.add("Run `graphc explain " + error.code().id() + "` for more."));
        return lines;
    }
}
