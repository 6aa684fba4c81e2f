package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Words;
import io.graphc.cli.tenant.Columns;
import io.graphc.cli.tenant.ShownFile;
import io.graphc.cli.tenant.TenantDraft;
import io.graphc.cli.tenant.TenantPossibilities;
import io.graphc.cli.tenant.TenantPossibilities.Degree;
import io.graphc.cli.tenant.TenantPossibilities.Part;
import io.graphc.cli.tenant.TenantQuestions;
import io.graphc.cli.tenant.TenantSourcesFound;
import io.graphc.cli.tenant.TenantSourcesFound.Found;
import io.graphc.cli.tenant.TenantSourcesFound.State;
import io.graphc.cli.tenant.UnwrittenFile;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.SourceReading;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the file of a new tenant, once it is known what the tenant has. */
@Command(
        name = "add",
        description =
                "Look what a new tenant has, tell which nodes and relationships that makes possible, write its file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "On a terminal it asks for what is not given, unless --yes is.",
            "Example: graphc tenant add lagoon --var customer_id=lagoon --extends bank",
            "         graphc tenant add lagoon --var customer_id=lagoon --dry-run"
        })
public final class TenantAddCommand implements Callable<Integer> {
    private static final String OWN_VARIABLES =
            "variables that the tenant's file is to set are given by --var NAME=VALUE";

    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Parameters(paramLabel = "NAME", description = "The tenant's name: lower-case letters, digits and underscores.")
    private String name = "";

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "A variable of the tenant; may be repeated.")
    private Map<String, String> vars = new LinkedHashMap<>();

    @Option(names = "--description", paramLabel = "TEXT", description = "Who it is, for people.")
    private Optional<String> description = Optional.empty();

    @Option(names = "--extends", paramLabel = "GROUP", split = ",", description = "Groups that it starts from.")
    private List<String> groups = List.of();

    @Option(names = "--tag", paramLabel = "TAG", split = ",", description = "Words to choose it by.")
    private List<String> tags = List.of();

    @Option(names = "--schema", paramLabel = "NAME", description = "The schema its tables are made in.")
    private Optional<String> schema = Optional.empty();

    @Option(names = "--graph", paramLabel = "NAME", description = "The graph output of the profile for its file.")
    private Optional<String> graph = Optional.empty();

    @Option(
            names = "--disable-missing",
            description = "Let the file turn off sources that are not there, though the project does not call them"
                    + " optional.")
    private boolean disableMissing;

    @Option(names = "--dry-run", description = "Print the file; write nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Ask nothing.")
    private boolean yes;

    public TenantAddCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (name.equals("all")) {
            throw new ParameterException(
                    spec.commandLine(), "a tenant cannot be called `all`: `--tenant all` means all tenants");
        }
        if (!TenantSpec.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a tenant cannot be called `" + name
                            + "`: a name starts with a lower-case letter and goes on with those, digits and `_`");
        }
        options.tenants = List.of();
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        SourceReading project = compilation.readSources();
        if (project.project().isEmpty()) {
            report.diagnostics(project.diagnostics());
            return ExitCode.ERRORS.number();
        }
        Path file = file(project.project().get(), compilation.directory());
        if (TenantRuns.names(project.project()).contains(name) || Files.exists(file)) {
            report.diagnostics(List.of(exists(file)));
            return ExitCode.ERRORS.number();
        }
        TenantDraft draft = new TenantDraft(description, groups, tags, vars, schema, graph, new TreeSet<>());
        TenantQuestions questions = TenantQuestions.of(invocation.terminal(), yes);
        draft = questions.complete(draft, project.project().get());
        options.tenants = List.of(name);
        return add(compilation, report, file, draft, questions);
    }

    private int add(
            ProjectCompilation compilation, Report report, Path file, TenantDraft draft, TenantQuestions questions) {
        UnwrittenFile unwritten = new UnwrittenFile(shown(file, compilation.directory()));
        SourceReading reading = compilation.readSources(new ShownFile(file, draft.text()));
        if (reading.tenants().isEmpty()) {
            report.diagnostics(unwritten.reworded(reading.diagnostics()));
            return ExitCode.ERRORS.number();
        }
        TenantSourcesFound sources =
                new TenantSourcesFound(reading, compilation.directory(), compilation.targetFolder(reading));
        if (!sources.problems().isEmpty()) {
            print(sources, List.of());
            report.diagnostics(unwritten.reworded(sources.problems()));
            return ExitCode.of(sources.problems().get(0).code()).number();
        }
        TenantDraft whole = draft.without(sources.lackingLabels());
        CompilationResult compiled = compilation.compile(new ShownFile(file, whole.text()));
        print(sources, compiled.projects());
        if (compiled.hasErrors()) {
            return doesNotCompile(compiled, unwritten, report);
        }
        boolean disabled = disableMissing
                || (!sources.lacking().isEmpty()
                        && questions.confirm("Write a file that turns off the sources that are missing?"));
        if (!sources.lacking().isEmpty() && !disabled) {
            report.diagnostics(List.of(lacks(sources)));
            return ExitCode.ERRORS.number();
        }
        String text = whole.text();
        if (dryRun) {
            invocation.terminal().print("");
            text.lines().forEach(invocation.terminal()::print);
            return ExitCode.SUCCESS.number();
        }
        if (!questions.confirmUnlessGiven("Write " + shown(file, compilation.directory()) + "?")) {
            return ExitCode.SUCCESS.number();
        }
        write(file, text);
        report.line("wrote " + shown(file, compilation.directory()) + "; next: graphc build --tenant " + name);
        if (options.vars.isPresent()) {
            report.line("--vars holds for this call; " + OWN_VARIABLES);
        }
        return ExitCode.SUCCESS.number();
    }

    private static int doesNotCompile(CompilationResult compiled, UnwrittenFile unwritten, Report report) {
        report.diagnostics(unwritten.reworded(compiled.diagnostics()));
        report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
        if (compiled.diagnostics().stream().anyMatch(problem -> problem.code() == DiagnosticCode.UNKNOWN_VAR)) {
            report.line(OWN_VARIABLES);
        }
        return ExitCode.ERRORS.number();
    }

    /** Beside the other tenants. */
    private Path file(ProjectSpec project, Path directory) {
        return project.tenants().stream()
                .map(tenant -> directory.resolve(tenant.file().path()).getParent())
                .findFirst()
                .orElseGet(
                        () -> directory.resolve(project.tenantFiles().folder().orElse("tenants")))
                .resolve(name + ".yml")
                .normalize();
    }

    private static String shown(Path file, Path directory) {
        return directory.normalize().relativize(file).toString().replace('\\', '/');
    }

    private Diagnostic exists(Path file) {
        return Diagnostic.of(DiagnosticCode.TENANT_EXISTS, "there is a tenant `" + name + "` already")
                .note("its file is `" + file.getFileName() + "`")
                .help("`graphc tenant check --tenant " + name + "` tells how it is; or choose another name")
                .build();
    }

    private Diagnostic lacks(TenantSourcesFound sources) {
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.TENANT_LACKS_SOURCES,
                "tenant `" + name + "` lacks " + Words.count(sources.lacking().size(), "source")
                        + " that the project cannot do without");
        for (Found source : sources.lacking()) {
            problem.note("`" + source.label() + "` was looked for at `" + source.place() + "`"
                    + (source.note().isEmpty() ? "" : ": " + source.note()));
        }
        return problem.help(
                        "correct the variables that the places are made of, mark the sources `optional: true`, or let"
                                + " the file turn them off with `--disable-missing`")
                .build();
    }

    private void print(TenantSourcesFound sources, List<CompiledProject> projects) {
        long there = sources.all().stream()
                .filter(source -> source.state() == State.FOUND || source.state() == State.DIFFERS)
                .count();
        invocation.terminal().print("sources: " + there + " of " + sources.all().size() + " found");
        List<List<String>> rows = new ArrayList<>();
        Map<String, String> places = new LinkedHashMap<>();
        for (Found source : sources.all()) {
            String word = source.state().name().toLowerCase(Locale.ROOT)
                    + (source.state() == State.MISSING && source.optional() ? " (optional)" : "");
            rows.add(List.of(
                    source.label(), word, source.place() + (source.note().isEmpty() ? "" : ", " + source.note())));
            places.put(source.label(), source.place());
        }
        Columns.lines(rows, "  ").forEach(invocation.terminal()::print);
        projects.forEach(project -> print(new TenantPossibilities(project), places));
    }

    private void print(TenantPossibilities possible, Map<String, String> places) {
        for (String kind : List.of("model", "node", "relationship")) {
            List<Part> parts = possible.parts().stream()
                    .filter(part -> part.kind().equals(kind))
                    .toList();
            long empty =
                    parts.stream().filter(part -> part.degree() == Degree.EMPTY).count();
            invocation
                    .terminal()
                    .print(Words.count(parts.size(), kind) + (empty == 0 ? "" : ", " + empty + " of them empty"));
            for (Part part : parts) {
                if (part.degree() != Degree.WHOLE) {
                    invocation.terminal().print("  " + part.name() + ": " + why(part, places));
                } else if (!kind.equals("model")) {
                    invocation.terminal().print("  " + part.name());
                }
            }
        }
    }

    private static String why(Part part, Map<String, String> places) {
        List<String> reasons = new ArrayList<>();
        for (String source : part.missing()) {
            String place = places.getOrDefault(source, "");
            reasons.add("source " + source + (place.isEmpty() ? " is turned off" : " not found at " + place));
        }
        return (part.degree() == Degree.EMPTY ? "empty" : "not complete") + ", " + String.join("; ", reasons);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "`" + file.getFileName() + "` cannot be written")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
