package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = CompletionCommand.NAME,
        description = "Print a script that makes a shell complete commands and options: bash, zsh or fish.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: graphc completion bash >~/.local/share/bash-completion/completions/graphc",
            "         graphc completion fish >~/.config/fish/completions/graphc.fish",
            "         echo 'source <(graphc completion zsh)' >>~/.zshrc"
        })
public final class CompletionCommand implements Callable<Integer> {
    /** What this command is called by: it needs all others with their options. */
    public static final String NAME = "completion";

    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell = "";

    public CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        String script = switch (shell.toLowerCase(Locale.ROOT)) {
            // The script for bash loads zsh's own reader of such scripts where zsh reads it.
            case "bash", "zsh" -> AutoComplete.bash("graphc", root).replace("\r\n", "\n");
            case "fish" -> fish(root);
            default -> throw new ParameterException(spec.commandLine(), "`" + shell + "`: expected bash, zsh or fish");
        };
        invocation.terminal().out().print(script);
        return ExitCode.SUCCESS.number();
    }

    private static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder("complete -c graphc -f\n");
        commands(root, "__fish_use_subcommand", script);
        Map<String, CommandLine> all = new TreeMap<>(root.getSubcommands());
        all.forEach((name, line) -> {
            String here = "__fish_seen_subcommand_from " + name;
            commands(line, here, script);
            options(line.getCommandSpec(), here, script);
            new TreeMap<>(line.getSubcommands())
                    .forEach((inner, below) -> options(
                            below.getCommandSpec(), here + "; and __fish_seen_subcommand_from " + inner, script));
        });
        return script.toString();
    }

    private static void commands(CommandLine line, String condition, StringBuilder script) {
        new TreeMap<>(line.getSubcommands())
                .forEach((name, below) -> script.append("complete -c graphc -n ")
                        .append(quoted(condition))
                        .append(" -a ")
                        .append(name)
                        .append(" -d ")
                        .append(quoted(
                                first(below.getCommandSpec().usageMessage().description())))
                        .append('\n'));
    }

    private static void options(CommandSpec command, String condition, StringBuilder script) {
        for (OptionSpec option : command.options()) {
            if (option.hidden()) {
                continue;
            }
            script.append("complete -c graphc -n ").append(quoted(condition));
            for (String name : List.of(option.names())) {
                script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            boolean value = option.arity().max() > 0;
            boolean file =
                    option.paramLabel().equals("DIR") || option.paramLabel().equals("FILE");
            script.append(value ? file ? " -r -F" : " -x" : "")
                    .append(" -d ")
                    .append(quoted(first(option.description())))
                    .append('\n');
        }
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0].replaceFirst("(?<=[a-z`)]{2})\\. .*", ".");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
