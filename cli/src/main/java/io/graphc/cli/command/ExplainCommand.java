package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the page of a diagnostic code. */
@Command(
        name = "explain",
        description = "Print what a diagnostic code means, with an example and its correction.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc explain GC4002"})
public final class ExplainCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "CODE", description = "The code, for example GC4002.")
    private Optional<String> code = Optional.empty();

    public ExplainCommand(Invocation invocation) {
        this.invocation = invocation;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException {
        if (code.isEmpty()) {
            for (DiagnosticCode known : DiagnosticCode.values()) {
                invocation.terminal().print(known.id() + "  " + known.slug());
            }
            return ExitCode.SUCCESS.number();
        }
        String id = code.get().toUpperCase(Locale.ROOT);
        try (InputStream page = ExplainCommand.class.getResourceAsStream("/io/graphc/cli/errors/" + id + ".md")) {
            if (page == null) {
                throw new ParameterException(spec.commandLine(), unknown(id));
            }
            invocation.terminal().out().print(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        }
        return ExitCode.SUCCESS.number();
    }

    private static String unknown(String id) {
        List<String> codes =
                Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::id).toList();
        List<String> near = Spelling.nearest(id, codes);
        String hint = near.isEmpty()
                ? "`graphc explain` lists all codes"
                : "did you mean " + Spelling.alternatives(near) + "?";
        return "there is no code `" + id + "`; " + hint;
    }
}
