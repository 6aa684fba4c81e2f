package io.graphc.plan.select;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.plan.impact.StateComparison;
import io.graphc.plan.select.SelectionExpression.Criterion;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of selectors and the values that they take, as far as that can be told without a project. */
final class SelectionMethods {
    /** The words behind a colon that a method must have, where there are only some. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "test_type", List.of("generic", "singular", "unit", "data", "schema"),
            "version", List.of("latest", "prerelease", "old", "none"),
            "source_status", List.of("fresher"),
            "state", StateComparison.states(),
            "result", List.of("error", "fail", "success", "pass", "skipped", "warn", "proved", "runtime error"),
            "resource_type",
                    List.of(
                            "source",
                            "seed",
                            "model",
                            "snapshot",
                            "test",
                            "unit_test",
                            "exposure",
                            "node",
                            "relationship",
                            "analysis",
                            "metric",
                            "semantic_model",
                            "saved_query",
                            "function"));

    /** How many parts, separated by dots, the value of a method can have. */
    private static final Map<String, Integer> PARTS = Map.of("source", 3, "exposure", 2, "unit_test", 2);

    private static final List<String> METHODS = List.of(
            "fqn",
            "tag",
            "group",
            "access",
            "source",
            "path",
            "file",
            "package",
            "config",
            "test_name",
            "test_type",
            "resource_type",
            "state",
            "exposure",
            "result",
            "source_status",
            "unit_test",
            "selector",
            "version",
            "node",
            "relationship",
            "label",
            "property",
            "tenant");

    /** What has no method because its name is enough. */
    private static final Set<String> BY_NAME = Set.of("model", "seed", "snapshot", "test");

    /** Methods of dbt for what graphc does not have. */
    private static final Set<String> NOT_HERE = Set.of("metric", "semantic_model", "saved_query");

    /** Methods that ask for what happened: that nothing did is no mistake. */
    private static final Set<String> EVENTS = Set.of("state", "result", "source_status", "tenant");

    /** How many names a hint lists of its own accord. */
    private static final int FEW = 8;

    private SelectionMethods() {}

    /** Whether it is no mistake that nothing matches. */
    static boolean mayMatchNothing(Criterion criterion) {
        return EVENTS.contains(criterion.method());
    }

    /** Whether a selector makes sense; what does not is reported. */
    static boolean check(Criterion criterion, SourceSpan methodAt, DiagnosticSink sink) {
        String method = criterion.method();
        if (NOT_HERE.contains(method)) {
            wrong("`" + method + ":` selects parts of dbt's semantic layer, which graphc does not have", methodAt)
                    .report(sink);
            return false;
        }
        if (!METHODS.contains(method)) {
            Diagnostic.Builder problem = wrong("method `" + method + "` not found", methodAt);
            if (BY_NAME.contains(method)) {
                problem.help("write the name alone: `" + criterion.value() + "`");
            } else {
                hint(problem, method, METHODS, "methods");
            }
            problem.report(sink);
            return false;
        }
        if (method.equals("config") == criterion.arguments().isEmpty()
                || criterion.arguments().contains("")) {
            wrong(
                            method.equals("config")
                                    ? "`config:` does not say which config"
                                    : "`" + method + ":` takes no words behind a dot",
                            methodAt)
                    .help(method.equals("config") ? "write `config.materialized:table`" : "write `" + method + ":`")
                    .report(sink);
            return false;
        }
        return checkValue(criterion, sink);
    }

    private static boolean checkValue(Criterion criterion, DiagnosticSink sink) {
        String method = criterion.method();
        List<String> values = VALUES.get(method);
        if (values != null && !values.contains(criterion.value())) {
            Diagnostic.Builder problem =
                    wrong("`" + criterion.value() + "` is no value of `" + method + ":`", criterion.valueAt());
            hint(problem, criterion.value(), values, "values");
            problem.report(sink);
            return false;
        }
        int most = PARTS.getOrDefault(method, Integer.MAX_VALUE);
        if (criterion.value().chars().filter(character -> character == '.').count() >= most) {
            wrong("`" + criterion.value() + "` has too many dots", criterion.valueAt())
                    .note(
                            method.equals("source")
                                    ? "a source is written `name`, `name.table` or `package.name.table`"
                                    : "write `name` or `package.name`")
                    .report(sink);
            return false;
        }
        return true;
    }

    /** All that there are, where none is near, also where they are more than a hint lists of its own accord. */
    private static void hint(Diagnostic.Builder problem, String written, List<String> known, String kind) {
        problem.hint(written, known, kind);
        if (known.size() > FEW && Spelling.nearest(written, known).isEmpty()) {
            problem.note(kind + ": " + Spelling.listing(known));
        }
    }

    private static Diagnostic.Builder wrong(String message, SourceSpan at) {
        return Diagnostic.of(DiagnosticCode.BAD_SELECTOR, message).at(at);
    }
}
