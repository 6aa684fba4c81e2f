package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.cli.source.SourceDraft;
import io.graphc.cli.source.SourceDrafts;
import io.graphc.cli.source.SourcesFile;
import io.graphc.compiler.SourceReading;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Declares sources from what there is. */
@Command(
        name = "generate",
        description = "Write sources with their tables, columns and types, as the catalog or files have them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: graphc source generate 'sales.order*' --output models/sources.yml",
            "         graphc source generate --files data --name raw"
        })
public final class SourceGenerateCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = {
                "What to declare: DATABASE or DATABASE.TABLE, with * for any letters; or a source that is declared, whose"
                        + " database is then looked at."
            })
    private List<String> names = List.of();

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description = "A folder of Parquet, CSV or JSON files: a table for each file, and for each folder in it.")
    private List<Path> folders = List.of();

    @Option(
            names = "--name",
            paramLabel = "SOURCE",
            description = "The name of the source. Default: the name of the database or folder.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = {
                "The file to write. To one that is there, what it lacks is added; nothing that stands in it is changed."
                        + " Default: standard output."
            })
    private Optional<Path> output = Optional.empty();

    public SourceGenerateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (names.isEmpty() && folders.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Name what to declare: databases, tables, or a folder with --files");
        }
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        Optional<SourceReading> read = compilation.sources();
        if (read.isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        SourceReading reading = read.get();
        // Tenants share their targets and tables; their own databases are told apart by --tenant.
        SourceDrafts drafts = new SourceDrafts(
                reading.tenants().get(0), compilation.directory(), compilation.targetFolder(reading), name);
        drafts.addTables(names);
        drafts.addFolders(
                folders.stream().map(invocation.workingDirectory()::resolve).toList());
        write(drafts.sources(), report);
        return reading.hasErrors() ? ExitCode.ERRORS.number() : ExitCode.SUCCESS.number();
    }

    private void write(List<SourceDraft> sources, Report report) {
        long tables =
                sources.stream().mapToLong(source -> source.tables().size()).sum();
        if (output.isEmpty()) {
            invocation.terminal().out().print(SourcesFile.create(sources));
            return;
        }
        Path file = invocation.workingDirectory().resolve(output.get()).normalize();
        String shown = output.get().toString().replace('\\', '/');
        try {
            if (Files.exists(file)) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                SourcesFile.Extended extended = SourcesFile.extend(shown, text, sources);
                if (extended.additions() > 0) {
                    Files.writeString(file, extended.text(), StandardCharsets.UTF_8);
                }
                report.line(
                        extended.additions() == 0
                                ? shown + " lacks nothing"
                                : Words.count(extended.additions(), "addition") + " to " + shown);
                return;
            }
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, SourcesFile.create(sources), StandardCharsets.UTF_8);
            report.line(shown + " written with " + Words.count(tables, "table"));
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "`" + shown + "` cannot be read and written")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
