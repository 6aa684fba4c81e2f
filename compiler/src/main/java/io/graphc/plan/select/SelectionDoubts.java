package io.graphc.plan.select;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.select.SelectionExpression.Combination;
import io.graphc.plan.select.SelectionExpression.Criterion;
import io.graphc.plan.select.SelectionExpression.Named;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells why an expression selects nothing, or cannot be evaluated. */
public final class SelectionDoubts {
    private static final String TENANT_TAG = "tag:";

    private SelectionDoubts() {}

    /** Whether the context has all that an expression asks for; what is missing is reported. */
    public static boolean check(SelectionExpression expression, SelectionContext context, DiagnosticSink sink) {
        boolean sound = true;
        for (Criterion criterion : criteria(expression)) {
            boolean known = switch (criterion.method()) {
                case "state" -> context.state().isGiven();
                case "result" -> context.results().isPresent();
                case "source_status" -> context.fresher().isPresent();
                default -> true;
            };
            if (!known) {
                missing(criterion).report(sink);
            }
            sound &= known;
        }
        return sound;
    }

    private static Diagnostic.Builder missing(Criterion criterion) {
        String text = "`" + criterion.at().text() + "` ";
        Diagnostic.Builder problem = switch (criterion.method()) {
            case "state" ->
                Diagnostic.of(
                        DiagnosticCode.BAD_SELECTOR, text + "compares with an earlier compilation, which is not given");
            case "result" ->
                Diagnostic.of(DiagnosticCode.BAD_SELECTOR, text + "asks for an earlier run, which is not given")
                        .note("it is read from `run_results.json` in that folder");
            default ->
                Diagnostic.of(
                                DiagnosticCode.BAD_SELECTOR,
                                text + "compares two looks at the sources, which are not both given")
                        .note("they are read from `sources.json` in that folder and in the target folder");
        };
        return problem.at(criterion.at()).help("name the folder of a copy of `target` with `--state`");
    }

    /** All methods that an expression uses. */
    public static boolean uses(SelectionExpression expression, Predicate<String> method) {
        return criteria(expression).stream().anyMatch(criterion -> method.test(criterion.method()));
    }

    /** Whether an expression asks for what happened, so that it is no mistake that nothing did. */
    public static boolean mayMatchNothing(SelectionExpression expression) {
        return criteria(expression).stream().anyMatch(SelectionMethods::mayMatchNothing);
    }

    private static List<Criterion> criteria(SelectionExpression expression) {
        List<Criterion> found = new ArrayList<>();
        collect(expression, found);
        return found;
    }

    private static void collect(SelectionExpression expression, List<Criterion> found) {
        if (expression instanceof Criterion criterion) {
            found.add(criterion);
        } else if (expression instanceof Combination combination) {
            combination.parts().forEach(part -> collect(part, found));
        } else if (expression instanceof Named named) {
            named.definitions().forEach(part -> collect(part, found));
        }
    }

    /**
     * Tells that an expression matches nothing in a project, and why.
     *
     * @param severity whether nothing else is selected either, so that it is an error
     */
    public static void report(Combination unmatched, CompiledProject project, Severity severity, DiagnosticSink sink) {
        Parts parts = Parts.of(project);
        Evaluation evaluation =
                new Evaluation(parts, new Matching(project.name(), project.tenant(), SelectionContext.NONE));
        List<Criterion> all = criteria(unmatched);
        for (Criterion criterion : all) {
            if (!SelectionMethods.mayMatchNothing(criterion)
                    && evaluation.named(criterion).isEmpty()) {
                Diagnostic.Builder problem = nothing(criterion.at(), severity).at(criterion.valueAt());
                if (criterion.method().equals("fqn") && Wildcard.isPattern(criterion.value())) {
                    problem.note("a name is compared with its folders in front, as `graphc ls` prints it")
                            .help("write `*." + criterion.value() + "`");
                } else {
                    problem.hint(criterion.value(), names(criterion, parts), kind(criterion));
                }
                problem.report(sink);
                return;
            }
        }
        Diagnostic.Builder problem = nothing(unmatched.at(), severity).at(unmatched.at());
        if (all.size() > 1) {
            problem.note("each of its selectors matches something, but nothing matches all of them");
        }
        problem.report(sink);
    }

    /**
     * Tells which tenants an expression asks for that nobody has. One that exists and is not worked on now is no mistake.
     *
     * @param names of all tenants
     * @param tags of all tenants
     * @return whether there are such
     */
    public static boolean reportTenants(
            SelectionExpression expression,
            Set<String> names,
            Set<String> tags,
            Severity severity,
            DiagnosticSink sink) {
        boolean found = false;
        for (Criterion criterion : criteria(expression)) {
            boolean tagged = criterion.value().startsWith(TENANT_TAG);
            Set<String> known = tagged ? tags : names;
            String wanted = tagged ? criterion.value().substring(TENANT_TAG.length()) : criterion.value();
            if (criterion.method().equals("tenant") && known.stream().noneMatch(Wildcard.of(wanted))) {
                Diagnostic.Builder problem = nothing(criterion.at(), severity)
                        .at(criterion.valueAt())
                        .hint(wanted, known, tagged ? "tags of tenants" : "tenants");
                if (known.isEmpty()) {
                    problem.note(tagged ? "no tenant of this project has tags" : "this project has no tenants");
                }
                problem.report(sink);
                found = true;
            }
        }
        return found;
    }

    private static Diagnostic.Builder nothing(SourceSpan at, Severity severity) {
        DiagnosticCode code =
                severity == Severity.ERROR ? DiagnosticCode.UNKNOWN_SELECTION : DiagnosticCode.SELECTOR_WITHOUT_MATCH;
        return Diagnostic.of(code, "`" + at.text() + "` selects nothing");
    }

    private static String kind(Criterion criterion) {
        return switch (criterion.method()) {
            case "fqn" -> "names";
            case "file", "path" -> "files";
            case "property" -> "properties";
            case "access" -> "kinds of access";
            default -> criterion.call().replace('_', ' ') + "s";
        };
    }

    /** What could have been meant. */
    private static List<String> names(Criterion criterion, Parts parts) {
        Stream<Part> all = parts.all().stream();
        Stream<String> names = switch (criterion.method()) {
            case "tag" -> all.flatMap(part -> part.tags().stream());
            case "group" ->
                all.flatMap(part -> part.declaration().config().get("group") instanceof String group
                        ? Stream.of(group)
                        : Stream.empty());
            case "access" -> Stream.of("private", "protected", "public");
            case "source" ->
                all.filter(part -> part.is("source"))
                        .flatMap(part -> Stream.of(part.source(), part.source() + "." + part.name()));
            case "package" -> all.map(Part::packageName);
            case "path" -> all.flatMap(part -> folders(part.declaration().path()));
            case "file" ->
                all.map(part -> part.declaration().path()).map(path -> path.substring(path.lastIndexOf('/') + 1));
            case "test_name" -> all.map(Part::testKind);
            case "exposure", "unit_test", "node", "relationship" ->
                all.filter(part -> part.is(criterion.method())).map(Part::name);
            case "label" -> all.flatMap(part -> part.labels().stream());
            case "property" ->
                all.flatMap(part ->
                        part.properties().stream().flatMap(name -> Stream.of(name, part.name() + "." + name)));
            case "config" ->
                all.map(part -> part.config(criterion.arguments()))
                        .filter(value -> value != Part.Missing.CONFIG)
                        .map(String::valueOf);
            case "fqn" ->
                all.filter(part -> !part.is("source") && !part.is("test") && !part.is("exposure"))
                        .map(Part::name);
            default -> Stream.empty();
        };
        return names.filter(name -> !name.isEmpty()).distinct().sorted().toList();
    }

    private static Stream<String> folders(String path) {
        List<String> folders = new ArrayList<>(List.of(path));
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            folders.add(path.substring(0, slash));
        }
        return folders.stream();
    }
}
