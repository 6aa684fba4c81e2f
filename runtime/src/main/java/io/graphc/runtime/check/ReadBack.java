package io.graphc.runtime.check;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.TargetSettings;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowsQuery;
import io.graphc.runtime.engine.SqlLiterals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a sample of elements on a target with the rows that they were made of. Which ones is decided by their ids alone:
 * those whose ids, read from their ends, come first, half of them among what the load wrote; of files, those at their
 * beginnings. So two runs over the same rows compare the same ones, and little is asked of the target, while the engine
 * reads all ids of a type to choose. Used by one thread.
 */
public final class ReadBack {
    private static final String SETTING = "read_back";
    private static final int USUAL_SIZE = 100;
    private static final int MAX_SIZE = 10_000;
    private static final int SHOWN = 5;

    private final QueryEngine engine;
    private final LoadedGraph graph;
    private final int size;
    private final HeldValues values;

    /**
     * A comparison.
     *
     * @param size how many elements of a type are compared
     */
    public ReadBack(QueryEngine engine, LoadedGraph graph, int size) {
        this.engine = engine;
        this.graph = graph;
        this.size = size;
        this.values = new HeldValues(graph);
    }

    /** How many elements of each type a target wants to be compared, 0 for none; throws a diagnostic for anything else. */
    public static int size(GraphTarget target) {
        Object setting = target.settings().getOrDefault(SETTING, USUAL_SIZE);
        if (setting instanceof Number number && number.longValue() >= 0 && number.longValue() <= MAX_SIZE) {
            return number.intValue();
        }
        throw new TargetSettings(target).notAllowed(SETTING, setting, "a number from 0 to " + MAX_SIZE);
    }

    /**
     * What a comparison found.
     *
     * @param compared the number of elements that were compared
     * @param finding the number of those that differ
     */
    public record Outcome(long compared, Finding finding) {}

    /** A row with its ids, the labels that not all nodes of its type have, and values. */
    private record Row(String id, String from, String to, List<String> labels, List<@Nullable Object> values) {}

    /**
     * Compares elements of one type.
     *
     * @param written a query of the ids that the load wrote in a column {@code ~id}, where that is known
     * @param shared whether others write properties of the same elements, so that only the elements themselves are compared
     */
    public Outcome compare(ElementPlan element, Optional<String> written, boolean shared) {
        Map<String, Row> rows;
        List<HeldElement> held;
        if (graph.findsIds()) {
            rows = rows(element, chosen(element, written));
            held = rows.isEmpty() ? List.of() : graph.read(element, List.copyOf(rows.keySet()));
        } else {
            held = graph.read(element, size);
            rows = held.isEmpty() ? Map.of() : rows(element, listed(held));
        }
        Map<String, HeldElement> byId = new LinkedHashMap<>();
        held.forEach(one -> byId.put(one.id(), one));
        List<String> differences = new ArrayList<>();
        rows.forEach((id, row) -> {
            HeldElement there = byId.get(id);
            List<String> found =
                    there == null ? List.of("it is not on the target") : differences(element, row, there, shared);
            if (!found.isEmpty()) {
                differences.add("`" + id + "`: " + found.get(0));
            }
        });
        // Files may hold elements that the project has no more: too young to be deleted. How many there are is counted
        // elsewhere.
        long compared = rows.size();
        return new Outcome(compared, new Finding(differences.size(), problem(element, differences, compared)));
    }

    private static Optional<Diagnostic> problem(ElementPlan element, List<String> differences, long compared) {
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.READ_BACK_DIFFERS,
                differences.size() + " of " + compared + " " + element.words()
                        + " that were read back differ from their rows");
        differences.stream().limit(SHOWN).forEach(problem::note);
        if (differences.size() > SHOWN) {
            problem.note("and " + (differences.size() - SHOWN) + " more");
        }
        return Optional.of(
                problem.help("find what else writes to this graph; `graphc run --full-refresh` writes it anew")
                        .build());
    }

    private List<String> differences(ElementPlan element, Row row, HeldElement there, boolean shared) {
        List<String> found = new ArrayList<>();
        if (element instanceof NodePlan node) {
            labels(node, row, there, shared).ifPresent(found::add);
        }
        if (element instanceof RelationshipPlan) {
            if (!there.labels().contains(element.name())) {
                found.add(
                        "its type is `" + String.join("`, `", there.labels()) + "`, expected `" + element.name() + "`");
            }
            end("starts", row.from(), there.from()).ifPresent(found::add);
            end("ends", row.to(), there.to()).ifPresent(found::add);
        }
        List<PropertyPlan> properties = shared ? List.of() : element.properties();
        for (int i = 0; i < properties.size(); i++) {
            PropertyPlan property = properties.get(i);
            Object expected = row.values().get(i);
            Object held = there.properties().get(property.name());
            if (graph.shows(property) && !values.same(property, expected, held)) {
                found.add(
                        "property `" + property.name() + "` " + HeldValues.difference(property.type(), expected, held));
            }
        }
        return found;
    }

    /** Others may give a node that they share labels of their own; what its type says it has in any case. */
    private static Optional<String> labels(NodePlan node, Row row, HeldElement there, boolean shared) {
        Set<String> expected = new LinkedHashSet<>(node.labels());
        Set<String> wrong = new LinkedHashSet<>();
        if (!shared) {
            expected.addAll(row.labels());
            wrong.addAll(node.optionalLabels());
            wrong.removeAll(expected);
        }
        return there.labels().containsAll(expected) && Collections.disjoint(there.labels(), wrong)
                ? Optional.empty()
                : Optional.of("its labels are `" + String.join("`, `", there.labels()) + "`, expected `"
                        + String.join("`, `", expected) + "`");
    }

    private static Optional<String> end(String verb, String expected, String found) {
        return expected.equals(found)
                ? Optional.empty()
                : Optional.of("it " + verb + " at `" + found + "`, expected `" + expected + "`");
    }

    /** A condition on ids that the choice of a sample is. */
    private String chosen(ElementPlan element, Optional<String> written) {
        String staged = element.query().staged().quoted();
        String id = RelationName.quote(ElementQuery.ID);
        int all = written.isPresent() ? Math.max(1, size / 2) : size;
        String among = id + " IN (" + first("SELECT " + id + " FROM " + staged, all) + ")";
        return written.map(ids -> among + " OR " + id + " IN (" + first(ids, Math.max(1, size - all)) + ")")
                .orElse(among);
    }

    /** Keys count up at their ends, so that their last characters first spread the sample over all of them. */
    private static String first(String ids, int count) {
        String id = RelationName.quote(ElementQuery.ID);
        return "SELECT " + id + " FROM (" + ids + ") AS ids ORDER BY reverse(" + id + "), " + id + " LIMIT " + count;
    }

    private static String listed(List<HeldElement> held) {
        return RelationName.quote(ElementQuery.ID) + " IN ("
                + held.stream().map(one -> SqlLiterals.literal(one.id())).collect(Collectors.joining(", "))
                + ")";
    }

    private Map<String, Row> rows(ElementPlan element, String condition) {
        boolean node = element instanceof NodePlan;
        boolean labelled =
                element instanceof NodePlan labels && !labels.optionalLabels().isEmpty();
        List<String> keys = new ArrayList<>(
                node ? List.of(ElementQuery.ID) : List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO));
        if (labelled) {
            keys.add(ElementQuery.LABELS);
        }
        Map<String, Row> rows = new LinkedHashMap<>();
        try (RowCursor cursor = engine.query(query(element, keys, condition))) {
            while (cursor.next()) {
                List<@Nullable Object> found = new ArrayList<>();
                for (int i = keys.size(); i < cursor.columns().size(); i++) {
                    found.add(cursor.getValue(i));
                }
                String id = cursor.getText(0);
                List<String> own = labelled && !cursor.isNull(1) ? ElementQuery.labels(cursor.getText(1)) : List.of();
                rows.put(id, new Row(id, node ? "" : cursor.getText(1), node ? "" : cursor.getText(2), own, found));
            }
        }
        return rows;
    }

    private static RowsQuery query(ElementPlan element, List<String> keys, String condition) {
        List<Column> columns = Stream.concat(
                        keys.stream().map(key -> Column.of(key, SqlTypes.VARCHAR)),
                        element.properties().stream().map(property -> Column.of(property.name(), property.sqlType())))
                .toList();
        String names = columns.stream()
                .map(column -> RelationName.quote(column.name()))
                .collect(Collectors.joining(", "));
        return new RowsQuery(
                element,
                "SELECT " + names + " FROM " + element.query().staged().quoted() + " WHERE " + condition,
                " ORDER BY " + RelationName.quote(ElementQuery.ID),
                columns);
    }
}
