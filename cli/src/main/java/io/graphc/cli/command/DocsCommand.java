package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.Version;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.compiler.CompilationResult;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.manifest.ArtifactFile;
import io.graphc.plan.manifest.TargetFolders;
import io.graphc.runtime.result.CatalogJson;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What tools for documentation read. */
@Command(
        name = "docs",
        description = "Write target/catalog.json, which tools for documentation read.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = DocsCommand.Generate.class,
        footer = {"", "Example: graphc docs generate"})
public final class DocsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: expected generate");
    }

    /** Writes {@code catalog.json} from what the compiler knows. */
    @Command(
            name = "generate",
            description =
                    "Compile, and write manifest.json and catalog.json: relations, columns and types as the compiler"
                            + " knows them; the engine is not asked.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: graphc docs generate --tenant harbour"})
    public static final class Generate implements Callable<Integer> {
        private final Invocation invocation;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private ProjectOptions options = new ProjectOptions();

        public Generate(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
            Report report = compilation.report();
            CompilationResult compiled = compilation.compileAndWrite();
            report.diagnostics(compiled.diagnostics());
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            Path target = compilation.targetFolder(compiled);
            CatalogJson catalog =
                    new CatalogJson(Version.current(), UUID.randomUUID().toString());
            for (CompiledProject project : compiled.projects()) {
                Path folder = TargetFolders.of(target, project.tenant());
                ArtifactFile.replace(folder.resolve("catalog.json"), catalog.text(project, compilation.asOf()));
                report.line("wrote " + compilation.directory().relativize(folder.resolve("catalog.json")) + ": "
                        + Words.count(project.models().size(), "model") + ", "
                        + Words.count(project.sources().size(), "source"));
            }
            return compiled.hasErrors() ? ExitCode.ERRORS.number() : ExitCode.SUCCESS.number();
        }
    }
}
