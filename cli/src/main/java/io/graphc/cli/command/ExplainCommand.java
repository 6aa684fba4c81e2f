package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
    private static final Pattern CODE = Pattern.compile("GC\\d{4}");
    private static final Pattern NUMBER = Pattern.compile("\\d{4}");
    private static final int MOST_NEAR = 2;

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
        String written = code.get().toUpperCase(Locale.ROOT);
        String id = NUMBER.matcher(written).matches() ? "GC" + written : written;
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
        // Numbers that look alike mean as little to each other as any: near is what has the nearest number.
        List<String> near = CODE.matcher(id).matches() ? nearestOfFamily(id, codes) : Spelling.nearest(id, codes);
        String hint = near.isEmpty()
                ? "codes begin with `GC1` to `GC9`; `graphc explain` lists all of them"
                : "did you mean " + Spelling.alternatives(near) + "?";
        return "there is no code `" + id + "`; " + hint;
    }

    private static List<String> nearestOfFamily(String id, List<String> codes) {
        int number = Integer.parseInt(id.substring(2));
        return codes.stream()
                .filter(code -> code.charAt(2) == id.charAt(2))
                .sorted(Comparator.comparingInt((String code) -> Math.abs(Integer.parseInt(code.substring(2)) - number))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NEAR)
                .toList();
    }
}
