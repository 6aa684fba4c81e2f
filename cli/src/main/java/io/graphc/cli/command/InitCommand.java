package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a small project that runs as it is. */
@Command(
        name = "init",
        description = "Make a small project that runs as it is.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: graphc init my_graph && cd my_graph && graphc build"})
public final class InitCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final String FOLDER = "/io/graphc/cli/init/minimal/";
    private static final List<String> FILES = List.of(
            "graphc_project.yml",
            "profiles.yml",
            "gitignore",
            "models/sources.yml",
            "models/models.yml",
            "models/people.sql",
            "models/companies.sql",
            "graph/graph.yml",
            "tests/nobody_joined_in_the_future.sql",
            "data/people.csv");

    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "NAME", description = "The project's name, also its folder: my_graph")
    private String name = "";

    public InitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), refusal(name));
        }
        Path folder = invocation.workingDirectory().resolve(name);
        if (Files.exists(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "`" + name + "` is there already: choose another name, or remove that folder");
        }
        for (String file : FILES) {
            write(folder.resolve(file.equals("gitignore") ? ".gitignore" : file), file);
        }
        invocation
                .terminal()
                .print("made " + name + ": a project of two models, two node types, one relationship type");
        invocation.terminal().print("");
        invocation.terminal().print("next:");
        invocation.terminal().print("  cd " + name);
        invocation.terminal().print("  graphc build        # run, test and write the graph to target/graph");
        return ExitCode.SUCCESS.number();
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

    private void write(Path target, String file) {
        try (InputStream content = InitCommand.class.getResourceAsStream(FOLDER + file)) {
            if (content == null) {
                throw new GraphcBugException("the template lacks " + file);
            }
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("{{name}}", name);
            Files.createDirectories(target.getParent());
            Files.writeString(target, text, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "cannot write `" + file + "`")
                            .note(String.valueOf(failure.getMessage()))
                            .build(),
                    failure);
        }
    }
}
