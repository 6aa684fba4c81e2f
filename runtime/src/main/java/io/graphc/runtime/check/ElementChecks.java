package io.graphc.runtime.check;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the checks of elements that come before writing. Safe to use from several threads. */
public final class ElementChecks {
    private static final int SHOWN_KEYS = 10;
    private static final int KEY_LENGTH = 80;

    private final QueryEngine engine;

    public ElementChecks(QueryEngine engine) {
        this.engine = engine;
    }

    /**
     * Runs one check.
     *
     * @param place where the mapping was written, for the message
     */
    public Finding run(ElementPlan element, CheckPlan check, Optional<SourceSpan> place) {
        long failures = 0;
        List<String> keys = new ArrayList<>();
        try (RowCursor rows = engine.query(check.engineSql())) {
            while (rows.next()) {
                failures++;
                if (keys.size() < SHOWN_KEYS) {
                    keys.add(shown(rows));
                }
            }
        }
        if (failures == 0) {
            return Finding.NOTHING;
        }
        Diagnostic.Builder builder = Diagnostic.of(code(check.kind()), message(element, check.kind(), failures))
                .severity(check.severity());
        place.ifPresent(builder::at);
        builder.note((failures > SHOWN_KEYS ? "the first " + SHOWN_KEYS + ": " : "")
                + keys.stream().collect(Collectors.joining(", ")));
        return new Finding(
                failures, Optional.of(builder.help(help(check.kind())).build()));
    }

    private static String shown(RowCursor rows) {
        String key = rows.isNull(0) ? "null" : rows.getText(0).replaceAll("\\R", " ");
        return "`" + (key.length() <= KEY_LENGTH ? key : key.substring(0, KEY_LENGTH) + "...") + "`";
    }

    private static DiagnosticCode code(CheckPlan.Kind kind) {
        return switch (kind) {
            case NOT_NULL_KEY -> DiagnosticCode.NULL_KEY;
            case BAD_VALUE -> DiagnosticCode.BAD_VALUE;
            case SEVERAL_ENDS -> DiagnosticCode.SEVERAL_ENDPOINTS;
            case UNIQUE_KEY -> DiagnosticCode.DUPLICATE_KEY;
            case START_EXISTS, END_EXISTS -> DiagnosticCode.MISSING_ENDPOINT;
        };
    }

    private static String message(ElementPlan element, CheckPlan.Kind kind, long failures) {
        String name = "`" + element.name() + "`";
        boolean one = failures == 1;
        return switch (kind) {
            case NOT_NULL_KEY -> name + " has " + (one ? "1 row" : failures + " rows") + " with a null in the key";
            case BAD_VALUE ->
                name + " has " + (one ? "1 row" : failures + " rows") + " with a value that the graph target refuses";
            case SEVERAL_ENDS ->
                name + " has " + (one ? "1 row" : failures + " rows") + " with several of the ends that are a choice";
            case UNIQUE_KEY -> name + " has " + (one ? "1 key" : failures + " keys") + " more than once";
            case START_EXISTS -> missing(element, one, failures, "start at", true);
            case END_EXISTS -> missing(element, one, failures, "end at", false);
        };
    }

    private static String missing(ElementPlan element, boolean one, long failures, String verb, boolean start) {
        String label = "node";
        if (element instanceof RelationshipPlan relationship) {
            label = "`" + (start ? relationship.startLabel() : relationship.endLabel()) + "`";
        }
        String verbOfNumber = one ? verb.replaceFirst(" ", "s ") : verb;
        return (one ? "1 relationship" : failures + " relationships") + " `" + element.name() + "` " + verbOfNumber
                + " a " + label + " that is not there";
    }

    private static String help(CheckPlan.Kind kind) {
        return switch (kind) {
            case NOT_NULL_KEY -> "leave such rows out with `where` in the mapping, or correct the model";
            case BAD_VALUE -> "clean the values in the SQL that yields them, or choose `on_bad_value: reject`";
            case SEVERAL_ENDS -> "correct the model so that one of the columns is set, or map each end on its own";
            case UNIQUE_KEY -> "make the rows of the model distinct by the key, or add a column to the key";
            case START_EXISTS, END_EXISTS ->
                "leave such rows out with `where` in the mapping, or add the nodes to the model that they come from";
        };
    }
}
