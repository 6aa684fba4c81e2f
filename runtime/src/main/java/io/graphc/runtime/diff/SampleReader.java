package io.graphc.runtime.diff;

import io.graphc.diagnostic.Excerpt;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.runtime.diff.DifferenceSamples.Sample;
import io.graphc.runtime.diff.DifferenceSamples.Value;
import io.graphc.runtime.emit.PropertyText;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads samples of what the comparison of one element type found.
 *
 * @param count how many elements of a kind
 */
record SampleReader(QueryEngine engine, DiffSql compared, int count) {
    private static final int LENGTH = 80;

    /** Behind the id and the marks. */
    private static final int FIRST_VALUE = 2;

    private SampleSql sql() {
        return new SampleSql(compared);
    }

    DifferenceSamples read(ElementDifference difference) {
        if (difference.retired()) {
            return new DifferenceSamples(List.of(), List.of(), List.of(), ids(), Map.of(), 0);
        }
        long emptied = difference.made().emptied();
        boolean changed = difference.updates() > difference.moves() + emptied;
        Changed properties = difference.updates() == 0 ? new Changed(Map.of(), 0) : changed(difference);
        return new DifferenceSamples(
                difference.inserts() == 0 ? List.of() : samples(Change.INSERT),
                changed ? samples(Change.UPDATE) : List.of(),
                emptied == 0 ? List.of() : samples(Change.PLACEHOLDER),
                difference.deletes() == 0 ? List.of() : ids(),
                properties.counts(),
                properties.again());
    }

    private record Changed(Map<String, Long> counts, long again) {}

    private Changed changed(ElementDifference difference) {
        List<PropertyPlan> properties = compared.whole().values();
        Map<String, Long> counts = new LinkedHashMap<>();
        long again = 0;
        if (compared.relabelled()) {
            counts.put(ElementQuery.LABELS, difference.updates());
        }
        boolean byValue =
                compared.pendingShape().isPresent() && compared.shape().isPresent();
        if (!byValue && properties.isEmpty()) {
            return new Changed(counts, again);
        }
        try (RowCursor rows =
                engine.query(byValue ? sql().differingValues() : sql().propertyCounts(properties.size()))) {
            if (rows.next()) {
                for (int i = 0; i < properties.size(); i++) {
                    if (rows.getLong(i) > 0) {
                        counts.putIfAbsent(properties.get(i).name(), rows.getLong(i));
                    }
                }
                again = byValue ? rows.getLong(properties.size()) : 0;
            }
        }
        return new Changed(counts, again);
    }

    private List<Sample> ids() {
        List<Sample> samples = new ArrayList<>();
        try (RowCursor rows = engine.query(sql().sampleIds(Change.DELETE, count))) {
            while (rows.next()) {
                samples.add(new Sample(rows.getText(0), List.of()));
            }
        }
        return samples;
    }

    private List<Sample> samples(Change change) {
        List<PropertyPlan> properties = compared.whole().values();
        boolean update = change != Change.INSERT;
        boolean relabelled = update && compared.relabelled();
        List<Sample> samples = new ArrayList<>();
        try (RowCursor rows = engine.query(sql().samples(change, count))) {
            while (rows.next()) {
                Optional<String> labelsBefore = Optional.empty();
                Optional<String> labelsAfter = Optional.empty();
                List<Value> values = new ArrayList<>();
                for (int i = 0; i < properties.size(); i++) {
                    Optional<String> before = text(rows.getValue(FIRST_VALUE + 2 * i));
                    Optional<String> after = text(rows.getValue(FIRST_VALUE + 1 + 2 * i));
                    if (properties.get(i).isLabels() && relabelled) {
                        labelsBefore = before;
                        labelsAfter = after;
                    } else {
                        value(properties.get(i), before, after, update).ifPresent(values::add);
                    }
                }
                if (relabelled) {
                    values.add(labels(labelsBefore, labelsAfter));
                }
                samples.add(new Sample(rows.getText(0), values));
            }
        }
        return samples;
    }

    private Optional<Value> value(
            PropertyPlan property, Optional<String> before, Optional<String> after, boolean update) {
        Optional<DifferenceSamples.TypeChange> types = update && (before.isPresent() || after.isPresent())
                ? compared.shape()
                        .flatMap(shape -> shape.property(property.name()))
                        .filter(old -> !compared.isLost(property))
                        .flatMap(old -> ValueComparison.types(old, property))
                : Optional.empty();
        return before.equals(after) && types.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Value(property.name(), before.map(SampleReader::cut), after.map(SampleReader::cut), types));
    }

    /** All labels of a node, since those that all nodes of its type have are others now. */
    private Value labels(Optional<String> before, Optional<String> after) {
        List<String> fixedBefore = compared.shape().map(Shape::labels).orElse(List.of());
        List<String> fixed = Shape.of(compared.element()).labels();
        return new Value(ElementQuery.LABELS, labels(fixedBefore, before), labels(fixed, after), Optional.empty());
    }

    private static Optional<String> labels(List<String> fixed, Optional<String> own) {
        return Optional.of(cut(
                Stream.concat(fixed.stream(), own.stream()).collect(Collectors.joining(ElementQuery.LABEL_SEPARATOR))));
    }

    private static Optional<String> text(@Nullable Object value) {
        if (value instanceof List<?> several) {
            return Optional.of(several.stream()
                    .map(one -> one == null ? "null" : PropertyText.of(one))
                    .collect(Collectors.joining(", ", "[", "]")));
        }
        return Optional.ofNullable(value).map(PropertyText::of);
    }

    private static String cut(String text) {
        return Excerpt.of(text, LENGTH);
    }
}
