package io.graphc.runtime.policy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CheckCount;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks of one element type whose offences are counted by one statement, when the first of them asks. Its parts are the
 * counts that checks share and, for each other check, its own query counted. Where the statement itself fails, every check is
 * left to itself. Safe to use from several threads.
 *
 * <p>The policy of a check may change rows before a later one looks at them, yet it only takes rows away, or adds nodes that
 * were missing. So what was counted as nothing stays nothing; any other number of rows is only the most there can be.
 */
final class CheckBatch {
    private static final Logger LOG = LoggerFactory.getLogger(CheckBatch.class);
    private static final String OFFENCES = "offences";

    /** What may be the fault of one check alone, or of all of them being asked at once. */
    private static final Set<DiagnosticCode> OF_THE_STATEMENT =
            EnumSet.of(DiagnosticCode.QUERY_FAILED, DiagnosticCode.QUERY_RESOURCES, DiagnosticCode.STATEMENT_TOO_LONG);

    private final QueryEngine engine;
    private final List<CheckPlan> checks;
    private Map<String, Long> counts = Map.of();
    private boolean asked;

    CheckBatch(QueryEngine engine, List<CheckPlan> checks) {
        this.engine = engine;
        this.checks = List.copyOf(checks);
    }

    /** Whether one by one these checks would take more than one statement. */
    static boolean saves(List<CheckPlan> checks) {
        return checks.stream().map(CheckBatch::source).distinct().count() > 1;
    }

    /** The offences of one of the checks; empty where it must ask for itself. */
    synchronized OptionalLong count(CheckPlan check) {
        if (!asked) {
            asked = true;
            counts = ask();
        }
        Long count = counts.get(check.id());
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    private Map<String, Long> ask() {
        Map<String, Long> found = new HashMap<>();
        try (RowCursor row = engine.query(statement())) {
            if (row.next()) {
                for (int i = 0; i < checks.size(); i++) {
                    found.put(checks.get(i).id(), row.isNull(i) ? 0 : row.getLong(i));
                }
            }
            return found;
        } catch (GraphcException e) {
            if (!OF_THE_STATEMENT.contains(e.diagnostic().code())) {
                throw e;
            }
            LOG.debug("the checks are asked one by one", e);
            return Map.of();
        }
    }

    private String statement() {
        List<String> sources =
                checks.stream().map(CheckBatch::source).distinct().toList();
        List<String> columns = new ArrayList<>();
        for (CheckPlan check : checks) {
            String column = check.count().map(CheckCount::column).orElse(OFFENCES);
            columns.add(part(sources.indexOf(source(check))) + "." + RelationName.quote(column));
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            parts.add("(\n" + sources.get(i) + "\n) AS " + part(i));
        }
        return "SELECT " + String.join(", ", columns) + "\nFROM " + String.join("\nCROSS JOIN ", parts);
    }

    private static String part(int index) {
        return "part_" + (index + 1);
    }

    /** A query of one row that has the number of a check's offences. */
    private static String source(CheckPlan check) {
        return check.count()
                .map(CheckCount::engineSql)
                .orElseGet(() -> "SELECT count(*) AS " + RelationName.quote(OFFENCES) + " FROM (\n" + check.engineSql()
                        + "\n) AS found");
    }
}
