package io.graphc.cli;

import io.graphc.cli.command.BuildCommand;
import io.graphc.cli.command.CleanCommand;
import io.graphc.cli.command.CompileCommand;
import io.graphc.cli.command.CompletionCommand;
import io.graphc.cli.command.DebugCommand;
import io.graphc.cli.command.DiffCommand;
import io.graphc.cli.command.DocsCommand;
import io.graphc.cli.command.ExplainCommand;
import io.graphc.cli.command.InitCommand;
import io.graphc.cli.command.LineageCommand;
import io.graphc.cli.command.LoadCommand;
import io.graphc.cli.command.LsCommand;
import io.graphc.cli.command.PlanCommand;
import io.graphc.cli.command.RetryCommand;
import io.graphc.cli.command.RunCommand;
import io.graphc.cli.command.RunOperationCommand;
import io.graphc.cli.command.ShowCommand;
import io.graphc.cli.command.SnapshotCommand;
import io.graphc.cli.command.SourceCommand;
import io.graphc.cli.command.TenantCommand;
import io.graphc.cli.command.TestCommand;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands of {@code graphc}. Only those that the arguments name are made with all their options; of the others the
 * name and the description are enough for the list of commands, and making them would take longer than printing it.
 */
final class Subcommands {
    private static final List<Class<?>> ALL = List.of(
            InitCommand.class,
            DebugCommand.class,
            CompileCommand.class,
            LsCommand.class,
            LineageCommand.class,
            DiffCommand.class,
            PlanCommand.class,
            RunCommand.class,
            TestCommand.class,
            BuildCommand.class,
            SnapshotCommand.class,
            RunOperationCommand.class,
            RetryCommand.class,
            LoadCommand.class,
            ShowCommand.class,
            SourceCommand.class,
            TenantCommand.class,
            DocsCommand.class,
            CleanCommand.class,
            ExplainCommand.class,
            CompletionCommand.class);

    /** The options that choose a part of the project. */
    private static final List<String> CHOICES =
            List.of("--select", "--exclude", "--selector", "--resource-type", "--exclude-resource-type");

    private final IFactory factory;

    Subcommands(IFactory factory) {
        this.factory = factory;
    }

    /** Adds all commands for a call with these arguments. */
    CommandLine addTo(CommandLine line, String... arguments) {
        List<String> words = List.of(arguments);
        // What stands in a file of arguments is not known here.
        boolean all = words.contains(CompletionCommand.NAME) || words.stream().anyMatch(word -> word.startsWith("@"));
        for (Class<?> type : ALL) {
            Command command = Objects.requireNonNull(type.getAnnotation(Command.class));
            List<String> aliases = List.of(command.aliases());
            boolean named = words.contains(command.name()) || aliases.stream().anyMatch(words::contains);
            line.addSubcommand(command.name(), all || named ? called(type) : listed(command));
        }
        return line;
    }

    private CommandLine called(Class<?> type) {
        CommandLine made = new CommandLine(type, factory);
        if (type == RetryCommand.class) {
            // They are known, so that it can say why it takes none of them, but nobody is to look for them there.
            CHOICES.forEach(name -> hide(made.getCommandSpec(), name));
        }
        return made;
    }

    private static void hide(CommandSpec command, String name) {
        OptionSpec option = command.findOption(name);
        command.remove(option);
        command.addOption(OptionSpec.builder(option).hidden(true).build());
    }

    /** A command that is listed but not called. */
    private static CommandSpec listed(Command command) {
        CommandSpec spec = CommandSpec.create().name(command.name()).aliases(command.aliases());
        spec.usageMessage().description(command.description()).hidden(command.hidden());
        return spec;
    }
}
