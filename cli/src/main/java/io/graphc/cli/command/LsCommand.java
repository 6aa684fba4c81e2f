package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.PlainJson;
import io.graphc.cli.report.Report;
import io.graphc.compiler.CompilationResult;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.select.PartDescriptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists what a project is made of. */
@Command(
        name = "ls",
        aliases = "list",
        description = "List sources, seeds, models, tests, exposures, nodes and relationships.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: graphc ls --select +node:User",
            "         graphc ls --resource-type model --output json --output-keys name config.materialized"
        })
public final class LsCommand implements Callable<Integer> {
    /** The keys of dbt's own JSON lines. */
    private static final List<String> USUAL_KEYS = List.of(
            "alias",
            "name",
            "package_name",
            "depends_on",
            "tags",
            "config",
            "resource_type",
            "source_name",
            "original_file_path",
            "unique_id",
            "labels",
            "properties");

    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "selector, id, name, path or json, one line for each. Default: selector.")
    private Output output = Output.SELECTOR;

    @Option(
            names = "--output-keys",
            arity = "1..*",
            paramLabel = "KEY",
            description = "The keys of each JSON object; dots lead inwards: config.materialized.")
    private List<String> keys = List.of();

    /** How a part is printed. */
    enum Output {
        ID,
        SELECTOR,
        NAME,
        PATH,
        JSON
    }

    public LsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (!keys.isEmpty() && output != Output.JSON) {
            throw new ParameterException(spec.commandLine(), "--output-keys is for --output json");
        }
        selection.checkUse(spec.commandLine());
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine());
        Report report = compilation.report();
        CompilationResult result = compilation.compile();
        report.diagnostics(result.diagnostics());
        report.verdict(result.diagnostics(), result.uncheckedModels());
        if (result.hasErrors()) {
            return ExitCode.ERRORS.number();
        }
        DiagnosticBag bag = new DiagnosticBag();
        Optional<Map<Optional<String>, SortedSet<String>>> selected =
                selection.of(result.projects(), compilation.scene(result), bag);
        report.diagnostics(bag.sorted());
        selected.ifPresent(parts -> print(result.projects(), parts));
        return bag.hasErrors() ? ExitCode.ERRORS.number() : ExitCode.SUCCESS.number();
    }

    /** What several tenants have is listed once. */
    private void print(List<CompiledProject> projects, Map<Optional<String>, SortedSet<String>> selected) {
        SortedMap<String, Map<String, Object>> parts = new TreeMap<>();
        for (CompiledProject project : projects) {
            PartDescriptions.of(project, selected.getOrDefault(project.tenant(), Collections.emptySortedSet()))
                    .forEach(description ->
                            parts.putIfAbsent(String.valueOf(description.get("unique_id")), description));
        }
        parts.values().stream().map(this::line).forEach(invocation.terminal()::print);
    }

    private String line(Map<String, Object> part) {
        return switch (output) {
            case ID -> String.valueOf(part.get("unique_id"));
            case SELECTOR -> PartDescriptions.selector(part);
            case NAME ->
                Stream.of(part.get("source_name"), part.get("name"))
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .reduce((source, table) -> source + "." + table)
                        .orElseThrow();
            case PATH -> String.valueOf(part.get("original_file_path"));
            case JSON -> json(part);
        };
    }

    private String json(Map<String, Object> part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String key : keys.isEmpty() ? USUAL_KEYS : keys) {
            inside(part, key).ifPresent(value -> fields.put(key, value));
        }
        return PlainJson.line(fields);
    }

    private static Optional<Object> inside(Map<String, Object> part, String key) {
        Optional<Object> found = Optional.of(part);
        for (String name : key.split("\\.", -1)) {
            found = found.flatMap(
                    value -> value instanceof Map<?, ?> map ? Optional.ofNullable(map.get(name)) : Optional.empty());
        }
        return found;
    }
}
