package io.graphc.runtime.policy;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check of an element type found.
 *
 * @param count offences: rows, or keys where the check is of those
 * @param rows the staged rows that they stand in
 * @param keys the first of them, ready to be shown
 */
record Offences(long count, long rows, List<String> keys) {
    private static final int SHOWN_KEYS = 10;
    private static final int KEY_LENGTH = 80;

    Offences {
        keys = List.copyOf(keys);
    }

    /** Runs a query that yields a key for each offence, and perhaps in how many rows it stands. */
    static Offences of(QueryEngine engine, String engineSql) {
        long count = 0;
        long inRows = 0;
        List<String> keys = new ArrayList<>();
        try (RowCursor rows = engine.query(engineSql)) {
            boolean counted = rows.columns().size() > 1;
            while (rows.next()) {
                count++;
                inRows += counted ? rows.getLong(1) : 1;
                if (keys.size() < SHOWN_KEYS) {
                    String key = shown(rows);
                    // Many rows may lead to one node that is not there.
                    if (!keys.contains(key)) {
                        keys.add(key);
                    }
                }
            }
        }
        return new Offences(count, inRows, keys);
    }

    private static String shown(RowCursor rows) {
        String key = rows.isNull(0) ? "null" : rows.getText(0).replaceAll("\\R", " ");
        return "`" + Excerpt.of(key, KEY_LENGTH) + "`";
    }

    /** The first keys in words. */
    String note() {
        return (count > SHOWN_KEYS ? "the first " + SHOWN_KEYS + ": " : "") + String.join(", ", keys);
    }

    /**
     * The failure of a check whose policy is to fail.
     *
     * @param begun whether the graph is being written, so that what is missing was refused
     */
    Diagnostic.Builder failure(ElementPlan element, CheckPlan check, boolean begun) {
        Diagnostic.Builder failure = Diagnostic.of(code(check.kind()), message(element, check.kind()))
                .severity(check.severity())
                .note(note());
        return begun
                ? failure.note(
                                "the graph target refused these nodes, which are not made in another way; it may hold what was"
                                        + " written before, which the next run takes into account")
                        .help("clean the values of the nodes, or choose `on_missing_endpoint: reject`")
                : failure.help(help(check.kind()));
    }

    private static DiagnosticCode code(CheckPlan.Kind kind) {
        return switch (kind) {
            case NOT_NULL_KEY -> DiagnosticCode.NULL_KEY;
            case BAD_VALUE -> DiagnosticCode.BAD_VALUE;
            case REFUSED -> DiagnosticCode.LOAD_REJECTED;
            case SEVERAL_ENDS -> DiagnosticCode.SEVERAL_ENDPOINTS;
            case UNIQUE_KEY -> DiagnosticCode.DUPLICATE_KEY;
            case START_EXISTS, END_EXISTS -> DiagnosticCode.MISSING_ENDPOINT;
        };
    }

    /** What was found, in one sentence without its end. */
    String message(ElementPlan element, CheckPlan.Kind kind) {
        String name = element.words();
        boolean one = count == 1;
        String number = one ? "1 row" : count + " rows";
        return switch (kind) {
            case NOT_NULL_KEY -> name + " has " + number + " with a null in the key";
            case BAD_VALUE -> name + " has " + number + " with a value that the graph target refuses";
            case REFUSED -> name + " has " + number + " that the graph target refuses";
            case SEVERAL_ENDS -> name + " has " + number + " with several of the ends that are a choice";
            case UNIQUE_KEY -> name + " has " + (one ? "1 key" : count + " keys") + " more than once";
            case START_EXISTS -> missing(element, one, "start at", true);
            case END_EXISTS -> missing(element, one, "end at", false);
        };
    }

    private String missing(ElementPlan element, boolean one, String verb, boolean start) {
        String label = "a node";
        if (element instanceof RelationshipPlan relationship) {
            String named = start ? relationship.startLabel() : relationship.endLabel();
            label = (named.matches("[AEIOaeio].*") ? "an `" : "a `") + named + "`";
        }
        String verbOfNumber = one ? verb.replaceFirst(" ", "s ") : verb;
        return (one ? "1 relationship" : count + " relationships") + " " + element.words() + " " + verbOfNumber + " "
                + label + " that is not there";
    }

    private static String help(CheckPlan.Kind kind) {
        return switch (kind) {
            case NOT_NULL_KEY ->
                "leave such rows out with `where` in the mapping, correct the model, or choose `on_null_key: reject`";
            case BAD_VALUE, REFUSED ->
                "clean the values in the SQL that yields them, or choose `on_bad_value: reject` or `drop` in the mapping";
            case SEVERAL_ENDS -> "correct the model so that one of the columns is set, or map each end on its own";
            case UNIQUE_KEY ->
                "make the rows of the model distinct by the key, add a column to the key, or choose another"
                        + " `on_duplicate_key`";
            case START_EXISTS, END_EXISTS ->
                "add the nodes to the model that they come from, or choose `on_missing_endpoint: reject` or `create`";
        };
    }
}
