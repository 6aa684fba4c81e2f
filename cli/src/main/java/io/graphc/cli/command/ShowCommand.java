package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Invocation;
import io.graphc.cli.report.Report;
import io.graphc.cli.report.Table;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompilationResult.TenantResult;
import io.graphc.compiler.InlineQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.UnbuiltRelations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the first rows of a model, seed, source, node or relationship type. */
@Command(
        name = "show",
        description = "Print the first rows of a model, seed, source, node or relationship type, or of a query.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: graphc show users --limit 5",
            "         graphc show --select node:User --tenant harbour",
            "         graphc show --inline \"select country, count(*) from {{ ref('users') }} group by 1\""
        })
public final class ShowCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "A model or seed, source:NAME.TABLE, node:LABEL or relationship:TYPE.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--inline",
            paramLabel = "SQL",
            description = "Show the rows of this query, which may ref() models.")
    private Optional<String> inline = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "How many rows. Default: 10.")
    private int limit = 10;

    public ShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * What has rows.
     *
     * @param sql a model's own statement, so that it need not have been run; all rows of what is stored
     */
    private record Shown(String id, String name, String sql) {}

    /**
     * Asks for rows. Files become relations when they are read first, which need not have happened yet; those that a run has
     * read stay as it has read them.
     */
    private record Rows(QueryEngine engine, UnbuiltRelations unbuilt, Set<SourceTable> provided) {
        Rows(CompiledProject project, QueryEngine engine, Optional<String> target) {
            this(engine, new UnbuiltRelations(project, target), new HashSet<>());
        }

        RowCursor of(String sql) {
            return unbuilt.telling(() -> ask(sql));
        }

        private RowCursor ask(String sql) {
            try {
                return engine.query(sql);
            } catch (GraphcException e) {
                SourceTable missing = unbuilt.missingSource(e.diagnostic())
                        .filter(source -> source.files().isPresent() && provided.add(source))
                        .orElseThrow(() -> e);
                engine.provideSource(missing);
                return ask(sql);
            }
        }
    }

    /** What is shown of one tenant. */
    private record Part(TenantResult tenant, List<Shown> shown) {}

    @Override
    public Integer call() {
        checkUse();
        ProjectCompilation compilation = new ProjectCompilation(invocation, options, spec.commandLine()).with(inline);
        Report report = compilation.report();
        CompilationResult compiled = compilation.compile();
        report.diagnostics(compiled.diagnostics());
        if (compiled.hasErrors() && compiled.projects().isEmpty()) {
            report.verdict(compiled.diagnostics(), compiled.uncheckedModels());
            return ExitCode.ERRORS.number();
        }
        Optional<List<Part>> wanted =
                selection.isAll() ? named(compiled, report) : selected(compiled, compilation, report);
        if (wanted.isEmpty()) {
            return ExitCode.ERRORS.number();
        }
        Engines engines = new Engines(compilation.directory());
        for (Part part : wanted.get()) {
            part.tenant().tenant().ifPresent(tenant -> report.line("tenant " + tenant + ":"));
            print(part.tenant().project().orElseThrow(), engines, part.shown(), report);
        }
        return (compiled.hasErrors() ? ExitCode.ERRORS : ExitCode.SUCCESS).number();
    }

    private void checkUse() {
        selection.checkUse(spec.commandLine());
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit: expected 0 or more");
        }
        long ways = Stream.of(name.isPresent(), inline.isPresent(), !selection.isAll())
                .filter(given -> given)
                .count();
        if (ways != 1) {
            throw new ParameterException(
                    spec.commandLine(), "say what to show: a NAME, or --select and its like, or --inline with a query");
        }
    }

    private Optional<List<Part>> named(CompilationResult compiled, Report report) {
        String wanted = name.orElse(InlineQuery.NAME);
        List<Part> found = new ArrayList<>();
        for (TenantResult tenant : compiled.sound()) {
            Map<String, Shown> all = all(tenant.project().orElseThrow());
            Shown shown = all.get(wanted);
            if (shown == null) {
                report.diagnostics(List.of(unknown(wanted, all.keySet())));
                return Optional.empty();
            }
            found.add(new Part(tenant, List.of(shown)));
        }
        return Optional.of(found);
    }

    /** What is selected and has rows, in the order of ids. */
    private Optional<List<Part>> selected(CompilationResult compiled, ProjectCompilation compilation, Report report) {
        DiagnosticBag bag = new DiagnosticBag();
        Iterator<TenantResult> tenants = compiled.sound().iterator();
        List<Part> parts = new ArrayList<>();
        boolean right = selection.each(
                compiled.projects(),
                compilation.scene(compiled),
                bag,
                (project, found) -> parts.add(new Part(tenants.next(), shown(project, found.ids()))));
        report.diagnostics(bag.sorted());
        return right ? Optional.of(parts) : Optional.empty();
    }

    private static List<Shown> shown(CompiledProject project, SortedSet<String> ids) {
        return all(project).values().stream()
                .filter(shown -> ids.contains(shown.id()))
                .sorted(Comparator.comparing(Shown::id))
                .toList();
    }

    private void print(CompiledProject project, Engines engines, List<Shown> wanted, Report report) {
        try (QueryEngine engine = engines.create(project)) {
            engine.open(project);
            Rows rows = new Rows(project, engine, options.target);
            List<SourceTable> sources = project.sources().stream()
                    .filter(source -> source.files().isEmpty())
                    .toList();
            for (Shown shown : wanted) {
                if (wanted.size() > 1) {
                    report.line(shown.name() + ":");
                }
                sources.stream()
                        .filter(source -> source.id().equals(shown.id()))
                        .forEach(engine::provideSource);
                try (RowCursor found = rows.of("SELECT * FROM (" + shown.sql() + ") LIMIT " + limit)) {
                    new Table(invocation.terminal()).print(found);
                }
            }
        }
    }

    private static Diagnostic unknown(String wanted, Set<String> names) {
        return Diagnostic.of(DiagnosticCode.UNKNOWN_SELECTION, "there is no `" + wanted + "` in this project")
                .hint(wanted, names, "there are")
                .help("`graphc ls` lists everything")
                .build();
    }

    /** What can be shown, by name. */
    private static Map<String, Shown> all(CompiledProject project) {
        Map<String, Shown> all = new LinkedHashMap<>();
        for (ModelPlan model : project.models()) {
            all.put(model.name(), new Shown(model.id(), model.name(), model.engineSql()));
        }
        for (SeedPlan seed : project.seeds()) {
            all.put(seed.name(), new Shown(seed.id(), seed.name(), rows(seed.relation())));
        }
        for (SourceTable source : project.sources()) {
            String label = "source:" + source.label();
            all.put(label, new Shown(source.id(), label, rows(source.relation())));
        }
        for (ElementPlan element : project.graph().elements()) {
            String label = element.id().substring(0, element.id().indexOf('.')) + ":" + element.name();
            all.putIfAbsent(
                    label, new Shown(element.id(), label, element.query().engineSql()));
        }
        return all;
    }

    private static String rows(RelationName relation) {
        return "SELECT * FROM " + relation.quoted();
    }
}
