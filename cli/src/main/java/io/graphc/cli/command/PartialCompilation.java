package io.graphc.cli.command;

import io.graphc.cli.ExitCode;
import io.graphc.cli.Terminal;
import io.graphc.cli.publish.Findings;
import io.graphc.cli.report.Report;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompiledProjectWriter;
import io.graphc.compiler.InlineQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.select.PartDescriptions;
import io.graphc.plan.select.Selection;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A compilation whose caller wants to see a part of the project, or a query. All of the project is checked, as a part stands
 * and falls with what it reads; warnings of other files are not told.
 */
final class PartialCompilation {
    private final ProjectCompilation compilation;
    private final Terminal terminal;
    private final Findings findings;
    private final Report report;

    PartialCompilation(ProjectCompilation compilation, Terminal terminal, Findings findings) {
        this.compilation = compilation;
        this.terminal = terminal;
        this.findings = findings;
        this.report = compilation.report();
    }

    /** Compiles the query, or what is selected, and gives the exit code. */
    int of(Optional<String> inline, SelectionOptions selection) {
        CompilationResult result = compilation.compile();
        findings.compiled(result);
        return inline.isPresent() ? query(result) : selected(result, selection);
    }

    private int query(CompilationResult result) {
        List<Diagnostic> told = result.diagnostics().stream()
                .filter(problem -> problem.isError() || isIn(problem, Set.of(InlineQuery.OPTION)))
                .toList();
        report.diagnostics(told);
        for (CompiledProject project : result.projects()) {
            project.models().stream()
                    .filter(model -> model.name().equals(InlineQuery.NAME))
                    .forEach(model -> print(project, "", model.compiledSql()));
        }
        return end(told, result);
    }

    private int end(List<Diagnostic> told, CompilationResult result) {
        if (result.hasErrors()) {
            report.verdict(told, result.uncheckedModels());
        }
        return (result.hasErrors() ? ExitCode.ERRORS : ExitCode.SUCCESS).number();
    }

    private int selected(CompilationResult result, SelectionOptions selection) {
        if (result.projects().isEmpty()) {
            report.diagnostics(result.diagnostics());
            return end(result.diagnostics(), result);
        }
        DiagnosticBag bag = new DiagnosticBag();
        Optional<Map<Optional<String>, SortedSet<String>>> selected =
                selection.of(result.projects(), compilation.scene(result), bag);
        findings.problems(bag.sorted());
        if (selected.isEmpty()) {
            report.diagnostics(bag.sorted());
            report.verdict(bag.sorted(), 0);
            return ExitCode.ERRORS.number();
        }
        Map<Optional<String>, SortedSet<String>> parts = selected.get();
        List<Diagnostic> told = Stream.concat(told(parts, result).stream(), bag.sorted().stream())
                .toList();
        report.diagnostics(told);
        new CompiledProjectWriter(compilation.targetFolder(result))
                .only((project, id) -> of(parts, project).contains(id))
                .write(result);
        for (CompiledProject project : result.projects()) {
            texts(project, of(parts, project), selection).forEach((name, sql) -> print(project, name, sql));
        }
        if (!result.hasErrors()) {
            report.verdict(told, 0);
            report.line(CompileCommand.summary(
                    result.projects(), (project, id) -> of(parts, project).contains(id)));
        }
        return end(told, result);
    }

    private static SortedSet<String> of(Map<Optional<String>, SortedSet<String>> parts, CompiledProject project) {
        return parts.getOrDefault(project.tenant(), Collections.emptySortedSet());
    }

    /** Problems of what is selected, and those of no part in particular; errors, whatever they are of. */
    private static List<Diagnostic> told(Map<Optional<String>, SortedSet<String>> parts, CompilationResult result) {
        Set<String> inside = new TreeSet<>();
        Set<String> outside = new TreeSet<>();
        for (CompiledProject project : result.projects()) {
            inside.addAll(files(project, of(parts, project)));
            outside.addAll(files(project, Selection.all(project).ids()));
        }
        outside.removeAll(inside);
        return result.diagnostics().stream()
                .filter(problem -> problem.isError() || !isIn(problem, outside))
                .toList();
    }

    private static Set<String> files(CompiledProject project, Set<String> ids) {
        return PartDescriptions.of(project, ids).stream()
                .map(part -> String.valueOf(part.get("original_file_path")))
                .collect(Collectors.toSet());
    }

    private static boolean isIn(Diagnostic problem, Set<String> files) {
        return problem.primary()
                .filter(place -> files.contains(place.file().path()))
                .isPresent();
    }

    /** The SQL of what a selector names by its own name, as dbt prints it; what comes with it is in the target folder. */
    private static Map<String, String> texts(
            CompiledProject project, SortedSet<String> ids, SelectionOptions selection) {
        Map<String, String> all = new HashMap<>();
        project.models().forEach(model -> all.put(model.id(), model.compiledSql()));
        project.tests().forEach(test -> all.put(test.id(), test.compiledSql()));
        project.graph().nodes().forEach(node -> all.put(node.id(), node.query().compiledSql()));
        project.graph()
                .relationships()
                .forEach(link -> all.put(link.id(), link.query().compiledSql()));
        Set<String> words = selection.select.stream()
                .flatMap(written -> Arrays.stream(written.split("[\\s,]+")))
                .collect(Collectors.toSet());
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map<String, Object> description : PartDescriptions.of(project, ids)) {
            String sql = all.get(String.valueOf(description.get("unique_id")));
            String name = String.valueOf(description.get("name"));
            String selector = PartDescriptions.selector(description);
            if (sql != null && (words.contains(name) || words.contains(selector))) {
                texts.put(words.contains(name) ? name : selector, sql);
            }
        }
        return texts;
    }

    private void print(CompiledProject project, String name, String sql) {
        String tenant = project.tenant().map(found -> "tenant " + found).orElse("");
        String head = name.isEmpty() ? tenant : tenant.isEmpty() ? name : name + ", " + tenant;
        if (!head.isEmpty()) {
            report.line(head + ":");
        }
        terminal.print(sql.strip());
    }
}
