package io.graphc.runtime.unittest;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.UnitTest;
import io.graphc.plan.UnitTest.Expectation;
import io.graphc.runtime.check.Finding;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.source.SourceSpan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs unit tests, all on one DuckDB in memory that is opened by the first of them; nothing else is read or written. A test
 * that is the same for several tenants runs once. Safe to use from several threads.
 */
public final class UnitTests implements AutoCloseable {
    private static final int MOST_ROWS = 1000;
    private static final String SURPLUS = "\"~surplus\"";

    /** A few rows are not worth handing to other threads, which costs as much as reading them; tests run beside each other. */
    private static final Map<String, Object> ONE_THREAD = Map.of("settings", Map.of("threads", 1));

    private final Path projectFolder;
    private final Map<Content, Run> runs = new ConcurrentHashMap<>();
    private @Nullable QueryEngine engine;
    private boolean cancelled;

    /** @param projectFolder where DuckDB puts what does not fit into memory */
    public UnitTests(Path projectFolder) {
        this.projectFolder = projectFolder;
    }

    /** What makes a test the same for another tenant; two tests of one content fail each under its name. */
    private record Content(String id, List<Expectation> expectations) {}

    /** The one run of a test, for the tenant that came first. */
    private static final class Run {
        private @Nullable Finding finding;
        private @Nullable GraphcException failure;
        private String tenant = "";
    }

    /**
     * What became of a test.
     *
     * @param sameAs the tenant that it was run for, where another one had the same test before; its finding was told then
     */
    public record Result(Finding finding, Optional<String> sameAs) {}

    /**
     * Runs a test, unless it was run with the same queries before, for another tenant.
     *
     * @param place where it was written, for the message
     * @param tenant the tenant that it belongs to, or empty text
     * @throws GraphcException when DuckDB cannot run a query of it
     */
    public Result run(UnitTest test, Optional<SourceSpan> place, String tenant) {
        Run run = runs.computeIfAbsent(new Content(test.id(), test.expectations()), key -> new Run());
        synchronized (run) {
            if (run.failure != null) {
                throw run.failure;
            }
            if (run.finding != null) {
                return new Result(run.finding, Optional.of(run.tenant));
            }
            try {
                run.tenant = tenant;
                run.finding = find(test, place);
            } catch (GraphcException e) {
                run.failure = failed(e, test, place);
                throw run.failure;
            }
            return new Result(run.finding, Optional.empty());
        }
    }

    private Finding find(UnitTest test, Optional<SourceSpan> place) {
        long failures = 0;
        List<String> blocks = new ArrayList<>();
        for (Expectation expectation : test.expectations()) {
            RowDifference difference = difference(expectation);
            failures += difference.count();
            blocks.addAll(new DifferenceText(difference, expectation.rows()).blocks());
        }
        if (failures == 0) {
            return new Finding(0, Optional.empty());
        }
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.UNIT_TEST_FAILED,
                "unit test `" + test.name() + "` of " + subject(test) + " finds "
                        + (failures == 1 ? "1 difference" : failures + " differences"));
        place.ifPresent(problem::at);
        blocks.forEach(problem::note);
        return new Finding(failures, Optional.of(problem.build()));
    }

    private static String subject(UnitTest test) {
        String[] parts = test.subject().split("\\.", 3);
        return parts.length < 3
                ? "`" + test.subject() + "`"
                : (parts[0].equals("model") ? "" : parts[0] + " ") + "`" + parts[2] + "`";
    }

    private static GraphcException failed(GraphcException e, UnitTest test, Optional<SourceSpan> place) {
        Diagnostic diagnostic = e.diagnostic();
        return new GraphcException(
                new Diagnostic(
                        diagnostic.code(),
                        diagnostic.severity(),
                        "unit test `" + test.name() + "` of " + subject(test) + " cannot run on its rows",
                        place,
                        "",
                        List.of(),
                        diagnostic.notes(),
                        diagnostic.helps()),
                e);
    }

    private RowDifference difference(Expectation expectation) {
        List<DifferingRow> rows = new ArrayList<>();
        int columns = expectation.columns().size();
        try (RowCursor cursor = engine().query(comparison(expectation))) {
            while (cursor.next()) {
                List<@Nullable String> values = new ArrayList<>();
                for (int i = 0; i < columns; i++) {
                    values.add(cursor.isNull(i) ? null : cursor.getText(i));
                }
                rows.add(new DifferingRow(values, cursor.getLong(columns)));
            }
        }
        boolean more = isLimited(expectation) && rows.size() > MOST_ROWS;
        return RowDifference.of(expectation.columns(), more ? rows.subList(0, MOST_ROWS) : rows, more);
    }

    /** Rows with JSON that differ as text may be equal, so that some of them say nothing of the others. */
    private static boolean isLimited(Expectation expectation) {
        return expectation.columns().stream().noneMatch(column -> column.type() == SqlTypes.JSON);
    }

    /** The rows that do not come as often on both sides, with the surplus of those found; in one order. */
    static String comparison(Expectation expectation) {
        List<Column> columns = expectation.columns();
        String texts = columns.stream()
                .map(column -> text(column) + " AS " + RelationName.quote(column.name()))
                .collect(Collectors.joining(", "));
        String names = columns.stream()
                .map(column -> RelationName.quote(column.name()))
                .collect(Collectors.joining(", "));
        String order = columns.stream()
                .map(column -> RowDifference.isNumber(column)
                        ? "TRY_CAST(" + RelationName.quote(column.name()) + " AS DOUBLE)"
                        : RelationName.quote(column.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + names + ", CAST(sum(" + SURPLUS + ") AS BIGINT) AS " + SURPLUS + "\nFROM (\nSELECT " + texts
                + ", 1 AS " + SURPLUS + "\nFROM (\n" + expectation.actualSql() + "\n) AS \"~found\"\nUNION ALL\nSELECT "
                + texts + ", -1\nFROM (\n" + expectation.expectedSql() + "\n) AS \"~wanted\"\n) AS \"~both\"\nGROUP BY "
                + names + "\nHAVING sum(" + SURPLUS + ") <> 0\nORDER BY " + order
                + (isLimited(expectation) ? "\nLIMIT " + (MOST_ROWS + 1) : "");
    }

    /** A value as a text that two values share only when they are equal. */
    private static String text(Column column) {
        String name = RelationName.quote(column.name());
        SqlType type = column.type();
        if (SqlTypes.isText(type)) {
            return name;
        }
        if (type == SqlTypes.DOUBLE || type == SqlTypes.REAL) {
            // Minus zero and zero are one number.
            return "CAST(" + name + " + 0 AS VARCHAR)";
        }
        if (type == SqlTypes.VARBINARY) {
            return "'0x' || hex(" + name + ")";
        }
        return type instanceof SqlType.Map
                ? "CAST(map_from_entries(list_sort(map_entries(" + name + "))) AS VARCHAR)"
                : "CAST(" + name + " AS VARCHAR)";
    }

    private synchronized QueryEngine engine() {
        if (engine == null) {
            QueryEngine made = new DuckDbEngines(projectFolder).create(nothing());
            made.open(nothing());
            engine = made;
            if (cancelled) {
                made.cancel();
            }
        }
        return engine;
    }

    /** A project on a database in memory that has nothing. */
    public static CompiledProject nothing() {
        return new CompiledProject(
                "unit_tests",
                Optional.empty(),
                Instant.EPOCH,
                new EngineTarget("unit_tests", "duckdb", "main", 1, ONE_THREAD),
                new GraphTarget("none", "none", Map.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                GraphPlan.empty());
    }

    /** Stops what is running, from any thread. */
    public synchronized void cancel() {
        cancelled = true;
        if (engine != null) {
            engine.cancel();
        }
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
