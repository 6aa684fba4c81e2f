package io.graphc.cli;

import io.graphc.cli.command.WrongOption;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.render.Style;
import io.graphc.diagnostic.render.TextRenderer;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/** The program {@code graphc}. */
@Command(
        name = "graphc",
        description = "From SQL tables to a tested property graph, declaratively.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Start with `graphc init`, or read docs/getting-started.md."})
public final class Graphc {
    private Graphc() {}

    /** Runs the process's command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Invocation invocation = Invocation.ofProcess();
        int exit = run(invocation, arguments);
        invocation.terminal().flush();
        System.exit(exit);
    }

    /** Runs one command and gives its exit code; prints only to the invocation's terminal. */
    public static int run(Invocation invocation, String... arguments) {
        PrintWriter out = writer(invocation.terminal().out());
        PrintWriter err = writer(invocation.terminal().err());
        int exit = new Subcommands(factory(invocation))
                .addTo(new CommandLine(new Graphc(), factory(invocation)), arguments)
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        invocation.terminal().style() == Style.COLOUR
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, invocation))
                .execute(arguments);
        out.flush();
        err.flush();
        return exit;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int explain(Exception failure, Invocation invocation) {
        Terminal terminal = invocation.terminal();
        if (failure instanceof GraphcException known) {
            TextRenderer renderer = new TextRenderer(terminal.style());
            terminal.err().print(renderer.render(known.diagnostic()));
            for (Throwable further : known.getSuppressed()) {
                if (further instanceof GraphcException other) {
                    terminal.err().print(renderer.render(other.diagnostic()));
                }
            }
            terminal.flush();
            return known instanceof WrongOption
                    ? ExitCode.USAGE.number()
                    : ExitCode.of(known.diagnostic().code()).number();
        }
        return new Defect(invocation).report(failure).number();
    }

    /** Commands are made with the invocation where they ask for it. */
    private static IFactory factory(Invocation invocation) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                try {
                    return type.getConstructor(Invocation.class).newInstance(invocation);
                } catch (NoSuchMethodException withoutInvocation) {
                    return CommandLine.defaultFactory().create(type);
                } catch (InvocationTargetException failure) {
                    throw failure.getCause() instanceof Exception cause ? cause : failure;
                }
            }
        };
    }
}
