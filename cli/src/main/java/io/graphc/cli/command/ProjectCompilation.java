package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.CompiledProjectWriter;
import io.graphc.compiler.GraphCompiler;
import io.graphc.compiler.MacroCalls;
import io.graphc.compiler.SourceReading;
import io.graphc.compiler.cache.StoredProject;
import io.graphc.compiler.context.IntrospectiveQueries;
import io.graphc.compiler.outcome.Artifacts;
import io.graphc.compiler.resolve.Inputs;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.WarningPolicy;
import io.graphc.plan.Instants;
import io.graphc.plan.QueryLanguage;
import io.graphc.project.ProjectSpec;
import io.graphc.project.WarningFlags;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.runtime.GremlinReading;
import io.graphc.runtime.catalog.SourceCatalogs;
import io.graphc.source.SourceFile;
import io.graphc.source.disk.Disk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Compiles the project that a command was called on, as its options say, and writes the artifacts. */
final class ProjectCompilation {
    static final List<String> PROJECT_FILES = List.of("graphc_project.yml", "dbt_project.yml");

    private final Invocation invocation;
    private final ProjectOptions options;
    private final CommandLine line;
    private final Instant now;
    private Optional<WarningPolicy> chosen = Optional.empty();
    private Inputs inputs = Inputs.ALL;
    private Optional<String> inline = Optional.empty();
    private BiConsumer<String, MacroCalls> calls = (tenant, macros) -> {};
    private Optional<ProjectSpec> last = Optional.empty();

    ProjectCompilation(Invocation invocation, ProjectOptions options, CommandLine line) {
        this.invocation = invocation;
        this.options = options;
        this.line = line;
        this.now = invocation.clock().instant();
        readWarnings();
    }

    /** Reads which warnings are errors by the command line; again when its options are others. */
    void readWarnings() {
        if (options.warnError && options.warnErrorOptions.isPresent()) {
            throw new ParameterException(
                    line, "--warn-error makes every warning an error; --warn-error-options says which: choose one");
        }
        chosen = options.warnError ? Optional.of(WarningPolicy.STERN) : Optional.empty();
        if (options.warnErrorOptions.isPresent()) {
            // Without the option no class that reads YAML is needed here.
            DiagnosticBag bag = new DiagnosticBag();
            chosen = Optional.of(new WarningFlags(bag).ofOption(options.warnErrorOptions.get()));
            WrongOption.refuse(bag);
            report().diagnostics(bag.sorted());
        }
    }

    /** Which warnings are errors: what the command line says, else what the project that was read last does. */
    WarningPolicy warnings() {
        return chosen.or(() -> last.map(project -> project.settings().warnings()))
                .orElse(WarningPolicy.LENIENT);
    }

    /** From now on models read something else. */
    ProjectCompilation reading(Inputs others) {
        inputs = others;
        return this;
    }

    /** From now on there is one more model, made of a query that was typed. */
    ProjectCompilation with(Optional<String> query) {
        inline = query;
        return this;
    }

    /** From now on hands out what calls macros, by tenant. */
    ProjectCompilation calling(BiConsumer<String, MacroCalls> caller) {
        calls = caller;
        return this;
    }

    /** The project's folder: the one named, else the working directory, else the nearest one above it that is one. */
    Path directory() {
        if (options.projectDirectory.isPresent()) {
            return invocation
                    .workingDirectory()
                    .resolve(options.projectDirectory.get())
                    .normalize();
        }
        Path start = invocation.workingDirectory();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path here = folder;
            if (PROJECT_FILES.stream().anyMatch(name -> Files.isRegularFile(here.resolve(name)))) {
                return here;
            }
        }
        return start;
    }

    /** Whether each line of standard error is an object in JSON. */
    boolean logsJson() {
        return options.logFormat == ProjectOptions.LogFormat.JSON;
    }

    Report report() {
        return new Report(invocation.terminal(), logsJson(), options.quiet, options.verbose);
    }

    /** Compiles without writing anything. */
    CompilationResult compile() {
        return compile(CompileOptions.Surroundings.NONE.disk());
    }

    /** Compiles what a disk shows, without writing anything. */
    CompilationResult compile(Disk disk) {
        return compile(disk, invocation.environment()::get, () -> {});
    }

    /** Compiles with a view of what the compilation asks its surroundings. */
    CompilationResult compile(Disk disk, Function<String, Optional<String>> environment, Runnable clockAsked) {
        Path directory = directory();
        CompilationResult compiled;
        try (SourceCatalogs catalogs = new SourceCatalogs(directory, disk, invocation.clock())) {
            compiled = new GraphCompiler()
                    .compile(
                            CompileOptions.of(directory, asOf())
                                    .withProfileDirectories(profileDirectories())
                                    .withChoices(choices())
                                    .withSurroundings(new CompileOptions.Surroundings(
                                            disk,
                                            environment,
                                            clockAsked,
                                            Optional.of(catalogs::of),
                                            engine -> IntrospectiveQueries.NONE))
                                    .withEffort(new CompileOptions.Effort(
                                            Runtime.getRuntime().availableProcessors(), !options.noCache)),
                            calls);
        }
        last = compiled.project();
        return withGremlinRead(compiled, directory);
    }

    /** The grammar of Gremlin costs a good part of a second, so it is loaded only for those who have some. */
    private static CompilationResult withGremlinRead(CompilationResult compiled, Path directory) {
        Predicate<StoredProject> concerned = project -> project.questions().contains(QueryLanguage.GREMLIN);
        boolean any = compiled.sound().stream()
                .flatMap(result -> result.stored().stream())
                .anyMatch(concerned);
        return any ? compiled.checked(concerned, new GremlinReading(directory)::problems) : compiled;
    }

    private CompileOptions.Choices choices() {
        return new CompileOptions.Choices(
                options.target, options.graphTarget, vars(), tenants(), options.strict, inputs, chosen, inline);
    }

    /** Reads what the project says of its sources, without compiling what reads them. */
    SourceReading readSources() {
        return readSources(CompileOptions.Surroundings.NONE.disk());
    }

    /** The same of what a disk shows. */
    SourceReading readSources(Disk disk) {
        SourceReading reading = SourceReading.of(CompileOptions.of(directory(), asOf())
                .withProfileDirectories(profileDirectories())
                .withChoices(choices())
                .withSurroundings(new CompileOptions.Surroundings(
                        disk,
                        invocation.environment()::get,
                        () -> {},
                        Optional.empty(),
                        engine -> IntrospectiveQueries.NONE)));
        last = reading.project();
        return reading;
    }

    /** Reads the sources of all tenants and tells what is wrong, with one of them, too; empty where none can be read. */
    Optional<SourceReading> sources() {
        SourceReading reading = readSources();
        Report report = report();
        report.diagnostics(reading.diagnostics());
        if (reading.hasErrors()) {
            report.verdict(reading.diagnostics(), 0);
        }
        return reading.tenants().isEmpty() ? Optional.empty() : Optional.of(reading);
    }

    /** Compiles, and writes the artifacts of all tenants without errors. */
    CompilationResult compileAndWrite() {
        CompilationResult result = compile();
        write(result, new Artifacts());
        return result;
    }

    /** Writes the artifacts of all tenants without errors, and tells which these are. */
    void write(CompilationResult result, Artifacts artifacts) {
        new CompiledProjectWriter(targetFolder(result), artifacts).write(result);
    }

    /** The folder for artifacts that the project names. */
    Path targetFolder(CompilationResult result) {
        return targetFolder(result.project());
    }

    /** The folder for artifacts that the project names. */
    Path targetFolder(SourceReading reading) {
        return targetFolder(reading.project());
    }

    /** The folder for artifacts that the last compilation found, or the usual one where there was none. */
    Path lastTargetFolder() {
        return targetFolder(last);
    }

    private Path targetFolder(Optional<ProjectSpec> project) {
        String named =
                project.map(found -> found.settings().targetPath().value()).orElse("target");
        return directory().resolve(named);
    }

    /** What selectors can look at. */
    SelectionScene scene(CompilationResult result) {
        return scene(targetFolder(result), result.project());
    }

    /** What selectors can look at. */
    SelectionScene scene(SourceReading reading) {
        return scene(targetFolder(reading), reading.project());
    }

    private SelectionScene scene(Path target, Optional<ProjectSpec> project) {
        return new SelectionScene(directory(), target, invocation.workingDirectory(), project, warnings());
    }

    List<Path> profileDirectories() {
        return options.profilesDirectory
                .map(named ->
                        List.of(invocation.workingDirectory().resolve(named).normalize()))
                .orElseGet(() -> List.of(directory(), invocation.home().resolve(".graphc")));
    }

    private List<String> tenants() {
        return options.tenants.contains("all") ? List.of() : options.tenants;
    }

    /** The instant of the compilation, the same for all who ask. */
    Instant asOf() {
        return options.asOf
                .map(text -> Instants.parse(text)
                        .orElseThrow(() -> new ParameterException(
                                line,
                                "--as-of: `" + text + "` is no moment; expected for example 2026-01-31T08:00:00Z")))
                .orElse(now);
    }

    private Map<String, Object> vars() {
        if (options.vars.isEmpty()) {
            return Map.of();
        }
        DiagnosticBag bag = new DiagnosticBag();
        Optional<YamlNode> parsed = YamlParser.parse(new SourceFile("--vars", options.vars.get()), bag);
        if (parsed.orElse(null) instanceof YamlMapping mapping && !bag.hasErrors()) {
            Map<String, Object> vars = new LinkedHashMap<>();
            mapping.toValue().forEach((name, value) -> {
                if (value != null) {
                    vars.put(name, value);
                }
            });
            return vars;
        }
        String why = bag.firstError().map(Diagnostic::message).orElse("a map is expected");
        throw new ParameterException(line, "--vars: " + why + ", for example --vars '{recent_days: 30}'");
    }
}
