package io.graphc.runtime.check;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.plan.TestCount;
import io.graphc.plan.TestPlan;
import io.graphc.plan.TestScan;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data tests whose failures are counted by one statement, when the first of them asks. Of the scans that they share it takes
 * the columns of these tests alone; beside them stand the queries of the tests that no scan counts, each a row. Where the
 * statement fails, which may be the fault of one test, every test is left to itself. Safe to use from several threads.
 */
public final class TestBatch {
    private static final Logger LOG = LoggerFactory.getLogger(TestBatch.class);

    private final QueryEngine engine;
    private final List<TestPlan> tests;
    private Map<String, Verdict> verdicts = Map.of();
    private boolean asked;

    /** A batch of tests that may be asked together. */
    public TestBatch(QueryEngine engine, List<TestPlan> tests) {
        this.engine = engine;
        this.tests = List.copyOf(tests);
    }

    /** What the batch found out about one of its tests; empty where the test must ask for itself. */
    synchronized Optional<Verdict> verdict(TestPlan test) {
        if (!asked) {
            asked = true;
            verdicts = ask();
        }
        return Optional.ofNullable(verdicts.get(test.id()));
    }

    /**
     * One of several sources of the one row.
     *
     * @param from what stands in FROM
     * @param columns what is taken from it
     * @param tests whose columns these are
     */
    private record Part(String from, List<String> columns, List<TestPlan> tests) {}

    private Map<String, Verdict> ask() {
        List<Part> parts = parts();
        try (RowCursor rows = engine.query(statement(parts))) {
            return rows.next() ? read(parts, rows) : Map.of();
        } catch (GraphcException e) {
            LOG.debug("the tests are asked one by one", e);
            return Map.of();
        }
    }

    private List<Part> parts() {
        Map<String, List<TestPlan>> counted = new LinkedHashMap<>();
        List<Part> own = new ArrayList<>();
        for (TestPlan test : tests) {
            Optional<TestScan> scan = test.count().map(TestCount::scan);
            if (scan.isPresent()) {
                counted.computeIfAbsent(scan.get().engineSql(), sql -> new ArrayList<>())
                        .add(test);
            } else {
                own.add(own(test));
            }
        }
        List<Part> parts = new ArrayList<>();
        counted.forEach((sql, members) -> parts.add(new Part(
                sql,
                members.stream()
                        .flatMap(test -> test.count().orElseThrow().columns().stream())
                        .toList(),
                members)));
        parts.addAll(own);
        return parts;
    }

    private static Part own(TestPlan test) {
        return test.judgement().hasConditions()
                ? new Part(test.judgement().engineSql(), Verdict.JUDGED, List.of(test))
                : new Part(Verdict.count(test), Verdict.COUNTED, List.of(test));
    }

    private static String statement(List<Part> parts) {
        List<String> columns = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String name = "part_" + (i + 1);
            parts.get(i).columns().forEach(column -> columns.add(name + "." + RelationName.quote(column)));
            sources.add("(\n" + parts.get(i).from() + "\n) AS " + name);
        }
        return "SELECT " + String.join(", ", columns) + "\nFROM " + String.join("\nCROSS JOIN ", sources);
    }

    private static Map<String, Verdict> read(List<Part> parts, RowCursor rows) {
        Map<String, Verdict> found = new HashMap<>();
        int column = 0;
        for (Part part : parts) {
            for (TestPlan test : part.tests()) {
                boolean judged = test.count()
                        .map(TestCount::judged)
                        .orElse(test.judgement().hasConditions());
                Verdict verdict = judged ? Verdict.judged(rows, column) : Verdict.counted(rows, column);
                column += judged ? Verdict.JUDGED.size() : Verdict.COUNTED.size();
                boolean exact = test.count().map(TestCount::exact).orElse(true);
                if (exact || verdict.failures().equals(Optional.of(0L))) {
                    found.put(test.id(), verdict);
                }
            }
        }
        return found;
    }
}
