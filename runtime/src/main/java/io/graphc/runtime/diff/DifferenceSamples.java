package io.graphc.runtime.diff;

import io.graphc.diagnostic.Excerpt;
import io.graphc.plan.PropertyPlan;
import io.graphc.runtime.emit.PropertyText;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A few elements of each kind of change, the first ones by id, with their values.
 *
 * @param changedProperties in how many updates each property differs, those alone that differ in one
 */
public record DifferenceSamples(
        List<Sample> inserts, List<Sample> updates, List<Sample> deletes, Map<String, Long> changedProperties) {
    /** No samples. */
    public static final DifferenceSamples NONE = new DifferenceSamples(List.of(), List.of(), List.of(), Map.of());

    private static final int LENGTH = 80;

    /** Behind the id and the marks. */
    private static final int FIRST_VALUE = 2;

    public DifferenceSamples {
        inserts = List.copyOf(inserts);
        updates = List.copyOf(updates);
        deletes = List.copyOf(deletes);
        changedProperties = Collections.unmodifiableMap(new LinkedHashMap<>(changedProperties));
    }

    /**
     * One element.
     *
     * @param values for an insert its properties, for an update those that change, for a delete none
     */
    public record Sample(String id, List<Value> values) {
        public Sample {
            values = List.copyOf(values);
        }
    }

    /** A property before and after; empty where it has no value. Long values are cut. */
    public record Value(String property, Optional<String> before, Optional<String> after) {}

    static DifferenceSamples read(QueryEngine engine, SampleSql sql, ElementDifference difference, int count) {
        List<PropertyPlan> properties = difference.element().values();
        if (difference.retired()) {
            return new DifferenceSamples(List.of(), List.of(), ids(engine, sql, count), Map.of());
        }
        return new DifferenceSamples(
                difference.inserts() == 0 ? List.of() : samples(engine, sql.samples(Change.INSERT, count), properties),
                difference.updates() == difference.moves()
                        ? List.of()
                        : samples(engine, sql.samples(Change.UPDATE, count), properties),
                difference.deletes() == 0 ? List.of() : ids(engine, sql, count),
                difference.updates() == 0 || properties.isEmpty() ? Map.of() : changed(engine, sql, properties));
    }

    private static Map<String, Long> changed(QueryEngine engine, SampleSql sql, List<PropertyPlan> properties) {
        Map<String, Long> changed = new LinkedHashMap<>();
        try (RowCursor rows = engine.query(sql.propertyCounts(properties.size()))) {
            if (rows.next()) {
                for (int i = 0; i < properties.size(); i++) {
                    if (rows.getLong(i) > 0) {
                        changed.put(properties.get(i).name(), rows.getLong(i));
                    }
                }
            }
        }
        return changed;
    }

    private static List<Sample> ids(QueryEngine engine, SampleSql sql, int count) {
        List<Sample> samples = new ArrayList<>();
        try (RowCursor rows = engine.query(sql.sampleIds(Change.DELETE, count))) {
            while (rows.next()) {
                samples.add(new Sample(rows.getText(0), List.of()));
            }
        }
        return samples;
    }

    private static List<Sample> samples(QueryEngine engine, String query, List<PropertyPlan> properties) {
        List<Sample> samples = new ArrayList<>();
        try (RowCursor rows = engine.query(query)) {
            while (rows.next()) {
                List<Value> values = new ArrayList<>();
                for (int i = 0; i < properties.size(); i++) {
                    Optional<String> before = text(rows.getValue(FIRST_VALUE + 2 * i));
                    Optional<String> after = text(rows.getValue(FIRST_VALUE + 1 + 2 * i));
                    if (!before.equals(after)) {
                        values.add(new Value(
                                properties.get(i).name(),
                                before.map(DifferenceSamples::cut),
                                after.map(DifferenceSamples::cut)));
                    }
                }
                samples.add(new Sample(rows.getText(0), values));
            }
        }
        return samples;
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
