package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.CompiledProjectWriter;
import io.graphc.compiler.GraphCompiler;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.runtime.catalog.SourceCatalogs;
import io.graphc.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Compiles the project that a command was called on, as its options say, and writes the artifacts. */
final class ProjectCompilation {
    private static final List<String> PROJECT_FILES = List.of("graphc_project.yml", "dbt_project.yml");

    private final Invocation invocation;
    private final ProjectOptions options;
    private final CommandLine line;

    ProjectCompilation(Invocation invocation, ProjectOptions options, CommandLine line) {
        this.invocation = invocation;
        this.options = options;
        this.line = line;
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

    Report report() {
        return new Report(invocation.terminal(), options.logFormat == ProjectOptions.LogFormat.JSON, options.quiet);
    }

    /** Compiles without writing anything. */
    CompilationResult compile() {
        try (SourceCatalogs catalogs = new SourceCatalogs(directory())) {
            return new GraphCompiler().compile(compileOptions().withCatalog(catalogs::of));
        }
    }

    /** Compiles, and writes the artifacts of all tenants without errors. */
    CompilationResult compileAndWrite() {
        CompilationResult result = compile();
        new CompiledProjectWriter(targetFolder(result)).write(result);
        return result;
    }

    /** The folder for artifacts that the project names. */
    Path targetFolder(CompilationResult result) {
        String named = result.project()
                .map(project -> project.settings().targetPath().value())
                .orElse("target");
        return directory().resolve(named);
    }

    CompileOptions compileOptions() {
        Path directory = directory();
        return CompileOptions.of(directory, asOf())
                .withProfileDirectories(profileDirectories(directory))
                .withTargets(options.target, options.graphTarget)
                .withVars(vars())
                .withTenants(tenants())
                .withEnvironment(invocation.environment()::get)
                .withStrict(options.strict)
                .withThreads(Runtime.getRuntime().availableProcessors())
                .withCache(!options.noCache);
    }

    private List<Path> profileDirectories(Path directory) {
        return options.profilesDirectory
                .map(named ->
                        List.of(invocation.workingDirectory().resolve(named).normalize()))
                .orElseGet(() -> List.of(directory, invocation.home().resolve(".graphc")));
    }

    private List<String> tenants() {
        return options.tenants.contains("all") ? List.of() : options.tenants;
    }

    private Instant asOf() {
        return options.asOf
                .map(text -> Instants.parse(text)
                        .orElseThrow(() -> new ParameterException(
                                line,
                                "--as-of: `" + text + "` is no moment; expected for example 2026-01-31T08:00:00Z")))
                .orElseGet(() -> invocation.clock().instant());
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
