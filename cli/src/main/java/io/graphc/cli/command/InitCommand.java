package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.diagnostic.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a small project that runs as it is; on a terminal it asks for what was not said. */
@Command(
        name = "init",
        description = "Make a small project that runs as it is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: graphc init my_graph && cd my_graph && graphc build",
            "         graphc init school --template learning"
        })
public final class InitCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "The project's name, also its folder: my_graph. Asked for on a terminal.")
    private Optional<String> given = Optional.empty();

    @Option(
            names = "--template",
            paramLabel = "NAME",
            description =
                    "What to begin with: minimal, learning (tenants) or identity (incremental). Default: minimal.")
    private Optional<String> template = Optional.empty();

    public InitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        boolean asks = given.isEmpty() && invocation.terminal().live();
        if (given.isEmpty() && !asks) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'NAME'");
        }
        String name = asks ? asked("name of the project", "my_graph", InitCommand::refusedName) : given.orElse("");
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), refusal(name));
        }
        ProjectTemplate chosen = template(asks);
        Path folder = invocation.workingDirectory().resolve(name);
        if (Files.exists(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "`" + name + "` is there already: choose another name, or remove that folder");
        }
        chosen.write(folder, name);
        invocation.terminal().print("made " + name + ": " + chosen.title());
        invocation.terminal().print("");
        invocation.terminal().print("next:");
        invocation.terminal().print("  cd " + name);
        invocation.terminal().print("  graphc build        # run, test and write the graph to target/graph");
        return ExitCode.SUCCESS.number();
    }

    private ProjectTemplate template(boolean asks) {
        if (template.isPresent()) {
            return ProjectTemplate.of(template.get())
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "--template " + template.get() + ": " + refusedTemplate(template.get())));
        }
        if (!asks) {
            return ProjectTemplate.MINIMAL;
        }
        for (ProjectTemplate one : ProjectTemplate.values()) {
            invocation.terminal().say("  " + one.word() + ": " + one.title());
        }
        String word = asked(
                "template",
                ProjectTemplate.MINIMAL.word(),
                text -> ProjectTemplate.of(text).isPresent() ? "" : refusedTemplate(text));
        return ProjectTemplate.of(word).orElse(ProjectTemplate.MINIMAL);
    }

    private static String refusedName(String name) {
        return NAME.matcher(name).matches() ? "" : refusal(name);
    }

    private static String refusedTemplate(String word) {
        List<String> near = Spelling.nearest(word, ProjectTemplate.words());
        return near.isEmpty()
                ? "expected " + String.join(", ", ProjectTemplate.words())
                : "did you mean " + Spelling.alternatives(near) + "?";
    }

    /**
     * The answer to a question, asked until it fits; who only presses enter takes what stands in brackets.
     *
     * @param refusal what is wrong with an answer; empty where nothing is
     */
    private String asked(String question, String usual, UnaryOperator<String> refusal) {
        while (true) {
            invocation.terminal().err().print(question + " [" + usual + "]: ");
            invocation.terminal().err().flush();
            Optional<String> typed = invocation.answers().next().map(String::strip);
            if (typed.isEmpty() || typed.get().isEmpty()) {
                return usual;
            }
            String wrong = refusal.apply(typed.get());
            if (wrong.isEmpty()) {
                return typed.get();
            }
            invocation.terminal().say(wrong);
        }
    }

    private static String refusal(String name) {
        String last = name.replaceFirst("[/\\\\]+$", "").replaceFirst(".*[/\\\\]", "");
        if (last.equals(name)) {
            return "`" + name + "` cannot name a project: it needs lower-case letters, digits and `_`, a letter first";
        }
        String wanted = NAME.matcher(last).matches() ? last : "my_graph";
        return "`" + name + "` is a path: the project's folder is made where you are, so go to the folder around it and"
                + " run `graphc init " + wanted + "`";
    }
}
