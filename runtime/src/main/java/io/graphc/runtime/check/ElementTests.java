package io.graphc.runtime.check;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.CheckCount;
import io.graphc.plan.ElementTest;
import io.graphc.plan.RejectLimit;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.policy.CheckCounts;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs tests of elements on their staged rows. Those that scan the same rows are counted in one scan, once in a run; the rows
 * of a test are only looked at where it fails. Safe to use from several threads.
 */
public final class ElementTests {
    /** More relationships would take more memory than a run may have. */
    private static final int MOST_LINKS = 10_000_000;

    private static final int SHOWN_NODES = 8;

    private final QueryEngine engine;
    private final CheckCounts counts;
    private final Function<String, OptionalLong> lastLoad;

    /**
     * Runs tests on an engine.
     *
     * @param lastLoad the number of elements of a type that the project had when it was last loaded, by the type's id
     */
    public ElementTests(QueryEngine engine, Function<String, OptionalLong> lastLoad) {
        this.engine = engine;
        this.counts = new CheckCounts(engine);
        this.lastLoad = lastLoad;
    }

    /**
     * A test of elements.
     *
     * @param rows the number of its elements
     * @param place where it was written, for the message
     */
    public record Subject(TestPlan test, long rows, Optional<SourceSpan> place) {}

    /** Runs one test. */
    public Finding run(Subject subject) {
        ElementTest test = subject.test().element().orElseThrow();
        return switch (test.method()) {
            case ROWS -> rows(subject, test.count());
            case CYCLES -> cycles(subject);
            case CHANGE -> change(subject, test);
        };
    }

    private Finding rows(Subject subject, Optional<CheckCount> count) {
        if (count.isPresent() && counts.of(count.get()) == 0) {
            return Finding.NOTHING;
        }
        return new DataTests(engine).run(subject.test(), subject.place());
    }

    private Finding change(Subject subject, ElementTest test) {
        OptionalLong last = lastLoad.apply(subject.test().attachedTo());
        if (last.isEmpty()) {
            return new Finding(0, Optional.empty(), "nothing was loaded before");
        }
        long before = last.getAsLong();
        long change = subject.rows() - before;
        Optional<RejectLimit> limit = change > 0 ? test.maxIncrease() : test.maxDecrease();
        String words = before + " before, " + subject.rows() + " now";
        if (limit.filter(most -> !most.allows(Math.abs(change), before)).isEmpty()) {
            return new Finding(0, Optional.empty(), words);
        }
        String more = change > 0 ? "more" : "fewer";
        Diagnostic.Builder problem = problem(subject, "finds " + elements(Math.abs(change)) + " " + more)
                .note(words + "; `" + (change > 0 ? "max_increase" : "max_decrease") + ": " + limit.get() + "` allows "
                        + limit.get().most(before));
        return failing(Math.abs(change), problem);
    }

    private static String elements(long count) {
        return count == 1 ? "1 element" : count + " elements";
    }

    private Finding cycles(Subject subject) {
        String links = "(\n" + subject.test().engineSql() + "\n) AS links";
        Optional<Links> read;
        try (RowCursor rows = engine.query("SELECT \"start\", \"end\" FROM " + links + " ORDER BY 1, 2")) {
            read = Links.read(rows, MOST_LINKS);
        }
        if (read.isEmpty()) {
            return failing(
                    1,
                    problem(subject, "cannot tell whether there are cycles")
                            .note("more than " + MOST_LINKS + " relationships lead from nodes that others lead to"));
        }
        Cycles cycles = Cycles.of(read.get());
        if (cycles.nodes() == 0) {
            return Finding.NOTHING;
        }
        String found =
                cycles.nodes() == 1 ? "1 node that lies on a cycle" : cycles.nodes() + " nodes that lie on cycles";
        return failing(
                cycles.nodes(),
                problem(subject, "finds " + found).note("for example " + words(links, cycles.example())));
    }

    /** A cycle by the ids of its nodes, those in the middle of a long one left out. */
    private String words(String links, List<Integer> cycle) {
        Set<Integer> shown = new LinkedHashSet<>(cycle.subList(0, Math.min(SHOWN_NODES, cycle.size())));
        String numbers = shown.stream().map(String::valueOf).collect(Collectors.joining(", "));
        Map<Long, String> ids = new TreeMap<>();
        try (RowCursor rows = engine.query(
                "SELECT DISTINCT \"start\", \"key\" FROM " + links + " WHERE \"start\" IN (" + numbers + ")")) {
            while (rows.next()) {
                ids.put(rows.getLong(0), rows.getText(1));
            }
        }
        List<String> words = new ArrayList<>();
        shown.forEach(number -> words.add(ids.getOrDefault(number.longValue(), "?")));
        int left = cycle.size() - shown.size();
        if (left > 0) {
            words.add("(" + left + " more)");
        }
        words.add(words.get(0));
        return String.join(" -> ", words);
    }

    private static Diagnostic.Builder problem(Subject subject, String what) {
        boolean error = subject.test().severity() == Severity.ERROR;
        Diagnostic.Builder builder = Diagnostic.of(
                        error ? DiagnosticCode.DATA_TEST_FAILED : DiagnosticCode.DATA_TEST_WARNED,
                        "test `" + subject.test().name() + "` " + what)
                .severity(error ? Severity.ERROR : Severity.WARNING);
        subject.place().ifPresent(builder::at);
        return builder;
    }

    private static Finding failing(long failures, Diagnostic.Builder problem) {
        return new Finding(failures, Optional.of(problem.build()));
    }
}
