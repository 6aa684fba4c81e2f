package io.graphc.runtime.diff;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.DeleteAge;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.RejectLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many elements of a type one load may delete, and how old they must be: the keys {@code max_delete} and {@code min_age}
 * of a graph output. Each is one value, or a mapping of labels and relationship types to values with {@code default} for all
 * others.
 */
public record DeleteRules(Map<String, List<RejectLimit>> limits, Map<String, Duration> ages) {
    static final String MAX_DELETE = "max_delete";
    static final String MIN_AGE = "min_age";

    private static final String DEFAULT = "default";
    private static final String ALLOWED = "a percentage up to `100%`, a number of elements, or a list of both";
    private static final List<RejectLimit> FIVE_PERCENT = List.of(RejectLimit.parse("5%"));

    public DeleteRules {
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
        ages = Collections.unmodifiableMap(new LinkedHashMap<>(ages));
    }

    /** The rules of a project's graph target; throws a diagnostic where they are wrong. */
    public static DeleteRules of(CompiledProject project) {
        GraphTarget target = project.graphTarget();
        Map<String, List<RejectLimit>> limits = new LinkedHashMap<>();
        values(project, MAX_DELETE).forEach((name, value) -> limits.put(name, limits(target, value)));
        Map<String, Duration> ages = new LinkedHashMap<>();
        values(project, MIN_AGE).forEach((name, value) -> ages.put(name, age(target, value)));
        return new DeleteRules(limits, ages);
    }

    private static Map<String, Object> values(CompiledProject project, String key) {
        Object written = project.graphTarget().settings().get(key);
        if (written == null) {
            return Map.of();
        }
        if (!(written instanceof Map<?, ?> each)) {
            return Map.of(DEFAULT, written);
        }
        // The compiler has checked the names; those that a tenant does not have limit nothing.
        Map<String, Object> values = new LinkedHashMap<>();
        each.forEach((name, value) -> values.put(String.valueOf(name), value == null ? "" : value));
        return values;
    }

    private static List<RejectLimit> limits(GraphTarget target, Object value) {
        List<?> written = value instanceof List<?> several ? several : List.of(value);
        if (written.isEmpty()) {
            // What was to be a limit must not become none.
            throw wrong(target, MAX_DELETE, value, ALLOWED);
        }
        List<RejectLimit> limits = new ArrayList<>();
        for (Object limit : written) {
            limits.add(RejectLimit.read(String.valueOf(limit))
                    .orElseThrow(() -> wrong(target, MAX_DELETE, limit, ALLOWED)));
        }
        return List.copyOf(limits);
    }

    private static Duration age(GraphTarget target, Object value) {
        return DeleteAge.read(String.valueOf(value))
                .orElseThrow(
                        () -> wrong(target, MIN_AGE, value, "an age such as `7 days`, `12 hours` or `30 minutes`"));
    }

    private static GraphcException wrong(GraphTarget target, String key, @Nullable Object value, String expected) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "graph output `" + target.name() + "`: `" + key + "` is `" + value + "`, expected " + expected)
                .build());
    }

    /** How long elements of a type must have been as they are before they are deleted. */
    Optional<Duration> age(ElementPlan element) {
        Duration age = ages.getOrDefault(element.name(), ages.getOrDefault(DEFAULT, Duration.ZERO));
        return Optional.of(age).filter(known -> !known.isZero());
    }

    /** What is wrong with the number of deletes; empty where it is allowed. */
    public Optional<Diagnostic> check(ElementDifference difference) {
        return check(difference, "nothing was written");
    }

    /** What is wrong with the number of deletes, once rejected rows of a load that has begun are among them. */
    public Optional<Diagnostic> checkBegun(ElementDifference difference) {
        return check(difference, "rows that the graph target refused are among them; nothing was deleted");
    }

    private static String losses(ElementDifference difference) {
        String all = difference.held() + " " + difference.element().words();
        long emptied = difference.made().emptied();
        if (emptied == 0) {
            return "delete " + difference.deletes() + " of " + all;
        }
        return difference.deletes() == 0
                ? "empty " + emptied + " of " + all + ", whose rows are gone"
                : "delete " + difference.deletes() + " of " + all + " and empty " + emptied + ", whose rows are gone";
    }

    private Optional<Diagnostic> check(ElementDifference difference, String note) {
        ElementPlan element = difference.element();
        List<RejectLimit> allowed = limits.getOrDefault(element.name(), limits.getOrDefault(DEFAULT, FIVE_PERCENT));
        List<String> passed = new ArrayList<>();
        for (RejectLimit limit : allowed) {
            if (!limit.allows(difference.losses(), difference.held())) {
                passed.add("`" + limit + "`" + (limit.percent() ? ", that is " + limit.most(difference.held()) : ""));
            }
        }
        if (difference.losses() == 0 || passed.isEmpty()) {
            return Optional.empty();
        }
        Diagnostic.Builder builder = Diagnostic.of(
                DiagnosticCode.TOO_MANY_DELETES,
                "this load would " + losses(difference)
                        + (difference.retired() ? ", which the project has no more" : ""));
        if (difference.made().emptied() > 0) {
            builder.note("nodes without a row stay for relationships that lead to them (`on_missing_endpoint: create`)"
                    + " and lose the values that the row gave; they count as deletes");
        }
        passed.forEach(limit -> builder.note("`max_delete` allows " + limit));
        return Optional.of(builder.note(note)
                .help(
                        "`graphc plan` shows which; if that is right, run with `--allow-deletes`, or raise `max_delete` of"
                                + " the graph output")
                .build());
    }
}
