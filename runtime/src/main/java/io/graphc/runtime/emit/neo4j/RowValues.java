package io.graphc.runtime.emit.neo4j;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.emit.PropertyText;
import io.graphc.runtime.engine.RowCursor;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/** Turns the current row of a cursor into a list value for the driver, column by column. */
final class RowValues {
    /** What a value without text counts for in {@link #lastSize}. */
    private static final int FIXED_SIZE = 16;

    private final ElementPlan element;
    private final RowCursor rows;
    private final int keyColumns;
    private final List<PropertyPlan> properties;
    private int lastSize;

    RowValues(ElementPlan element, RowCursor rows) {
        this.element = element;
        this.rows = rows;
        this.keyColumns = element instanceof NodePlan ? 1 : 3;
        this.properties = element.values();
    }

    /** The number of columns that rows have to have. */
    int columns() {
        return keyColumns + properties.size();
    }

    Value row() {
        Value[] values = new Value[columns()];
        lastSize = 0;
        for (int i = 0; i < keyColumns; i++) {
            values[i] = text(rows.getText(i));
        }
        for (int i = keyColumns; i < values.length; i++) {
            values[i] = rows.isNull(i) ? Values.NULL : value(properties.get(i - keyColumns), i);
        }
        return Values.value(values);
    }

    /** About how many bytes the last row takes on its way. */
    int lastSize() {
        return lastSize;
    }

    private Value value(PropertyPlan property, int column) {
        if (property.cardinality() != Cardinality.SINGLE) {
            return list(property, (List<?>) object(column));
        }
        SqlType source = property.sqlType();
        lastSize += FIXED_SIZE;
        if (property.type() == PropertyType.STRING && SqlTypes.isText(source)) {
            return text(rows.getText(column));
        }
        if (property.type() == PropertyType.LONG && SqlTypes.isInteger(source)) {
            return Values.value(rows.getLong(column));
        }
        if (property.type() == PropertyType.DOUBLE && (source == SqlTypes.DOUBLE || source == SqlTypes.REAL)) {
            return Values.value(rows.getDouble(column));
        }
        return single(property, object(column));
    }

    private Object object(int column) {
        return Objects.requireNonNull(rows.getValue(column));
    }

    /** Neo4j keeps no null inside a list. */
    private Value list(PropertyPlan property, List<?> elements) {
        Collection<Value> values =
                property.cardinality() == Cardinality.SET ? new LinkedHashSet<>() : new ArrayList<>();
        for (Object value : elements) {
            if (value != null) {
                values.add(single(property, value));
                lastSize += FIXED_SIZE;
            }
        }
        return Values.value(values.toArray(Value[]::new));
    }

    private Value text(String text) {
        lastSize += text.length();
        return Values.value(text);
    }

    private Value single(PropertyPlan property, Object value) {
        return switch (property.type()) {
            case STRING -> text(PropertyText.of(value));
            case BOOLEAN -> Values.value(Boolean.TRUE.equals(value));
            case BYTE -> whole(property, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> whole(property, value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> whole(property, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(property, value, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> Values.value(((Number) value).floatValue());
            case DOUBLE -> Values.value(((Number) value).doubleValue());
            case DATE ->
                Values.value(value instanceof LocalDate day ? day : utc(value).toLocalDate());
            case TIME -> Values.value(value);
            case LOCALDATETIME -> Values.value(time(value));
            case DATETIME -> Values.value(time(value).atOffset(ZoneOffset.UTC));
        };
    }

    private Value whole(PropertyPlan property, Object value, long min, long max) {
        return Values.value(PropertyText.whole(value, min, max)
                .orElseThrow(() -> Neo4jErrors.badValue(
                        element,
                        rows.getText(0),
                        "property `" + property.name() + "` is " + PropertyText.of(value)
                                + ", expected a whole number from " + min + " to " + max)));
    }

    private static LocalDateTime time(Object value) {
        return value instanceof LocalDate day ? day.atStartOfDay() : utc(value);
    }

    private static LocalDateTime utc(Object value) {
        return value instanceof OffsetDateTime instant
                ? instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : (LocalDateTime) value;
    }
}
