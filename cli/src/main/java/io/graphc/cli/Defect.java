package io.graphc.cli;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.render.TextRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows a fault of graphc itself: GC9001 for the user, the stack trace in a file for whoever mends it. */
public final class Defect {
    private final Invocation invocation;

    public Defect(Invocation invocation) {
        this.invocation = invocation;
    }

    public ExitCode report(Throwable failure) {
        Diagnostic.Builder diagnostic = Diagnostic.of(
                        DiagnosticCode.INTERNAL_ERROR, "graphc ran into a fault of its own")
                .note(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        try {
            Path file = Files.createTempFile("graphc-defect-", ".txt");
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            Files.writeString(file, trace.toString(), StandardCharsets.UTF_8);
            diagnostic.note("the details are in " + file);
        } catch (IOException unwritable) {
            diagnostic.note("the details could not be written: " + unwritable.getMessage());
        }
        diagnostic.help("please report this with that file; it is not a mistake in your project");
        Terminal terminal = invocation.terminal();
        terminal.err().print(new TextRenderer(terminal.style()).render(diagnostic.build()));
        terminal.flush();
        return ExitCode.DEFECT;
    }
}
