package io.graphc.runtime.emit.neptune;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.QueryLanguage;
import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.LoadedGraph;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The graph of a Neptune cluster, read by openCypher. That shows one value of a property that has several, so such properties
 * are not read back. Used by one thread.
 */
final class NeptuneGraphView implements LoadedGraph {
    private final NeptuneElements elements;
    private final boolean milliseconds;

    NeptuneGraphView(NeptuneElements elements, boolean milliseconds) {
        this.elements = elements;
        this.milliseconds = milliseconds;
    }

    @Override
    public Set<QueryLanguage> languages() {
        return Set.of();
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.of("a graph target of type neptune is not asked by tests yet");
    }

    @Override
    public Answer ask(GraphStatement question, OptionalLong limit) {
        throw new UnsupportedOperationException("it speaks no language of tests");
    }

    @Override
    public void perform(GraphStatement action) {
        throw new UnsupportedOperationException("it speaks no language of actions");
    }

    @Override
    public boolean findsIds() {
        return true;
    }

    @Override
    public List<HeldElement> read(ElementPlan element, List<String> ids) {
        return elements.read(element, ids).stream()
                .map(row -> held(element, row))
                .toList();
    }

    @Override
    public List<HeldElement> read(ElementPlan element, int count) {
        throw new UnsupportedOperationException("it finds elements by their ids");
    }

    private static HeldElement held(ElementPlan element, Map<String, Object> row) {
        Map<?, ?> there = row.get("~properties") instanceof Map<?, ?> map ? map : Map.of();
        Map<String, Object> properties = new LinkedHashMap<>();
        for (PropertyPlan property : element.properties()) {
            Object value = there.get(property.name());
            if (value != null) {
                properties.put(property.name(), typed(property.type(), value));
            }
        }
        Set<String> labels = new LinkedHashSet<>();
        if (element instanceof NodePlan) {
            ((List<?>) row.getOrDefault("~labels", List.of())).forEach(label -> labels.add(String.valueOf(label)));
        } else {
            labels.add(text(row, "~type"));
        }
        return new HeldElement(text(row, "~id"), labels, text(row, "~start"), text(row, "~end"), properties);
    }

    private static String text(Map<String, Object> row, String key) {
        return String.valueOf(row.getOrDefault(key, ""));
    }

    /** JSON has one kind of number and none for times. */
    private static Object typed(PropertyType type, Object value) {
        return switch (type) {
            case FLOAT -> floating(value) instanceof Double number ? (Object) number.floatValue() : value;
            case DOUBLE -> floating(value);
            case BYTE, SHORT, INTEGER, LONG ->
                value instanceof BigDecimal number && number.precision() <= 19
                        ? (Object) number.longValueExact()
                        : value;
            case DATE, LOCALDATETIME, DATETIME -> instant(value);
            case STRING, BOOLEAN, TIME -> value;
        };
    }

    private static Object floating(Object value) {
        if (value instanceof BigDecimal number) {
            return number.doubleValue();
        }
        if (value instanceof Double) {
            return value;
        }
        return switch (value.toString()) {
            case "NaN", "Infinity", "-Infinity" -> Double.valueOf(value.toString());
            default -> value;
        };
    }

    private static Object instant(Object value) {
        String text = value.toString();
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return value;
        }
    }

    @Override
    public ChronoUnit precision() {
        return milliseconds ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
    }

    @Override
    public boolean keepsLists() {
        return false;
    }

    @Override
    public boolean shows(PropertyPlan property) {
        return property.cardinality() == Cardinality.SINGLE;
    }
}
