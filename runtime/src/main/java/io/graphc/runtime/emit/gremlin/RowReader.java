package io.graphc.runtime.emit.gremlin;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.runtime.emit.PropertyText;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.UtcTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns the rows of a cursor into values that Neptune holds: days and times are {@code Date}s in UTC with milliseconds, a
 * time of day is text, several values are a set (Amazon Neptune user guide, "Gremlin standards compliance in Amazon
 * Neptune").
 */
final class RowReader {
    /** What a value without text counts for. */
    private static final int FIXED_SIZE = 16;

    private final ElementPlan element;
    private final RowCursor rows;
    private final boolean node;
    private int bytes;

    RowReader(ElementPlan element, RowCursor rows) {
        this.element = element;
        this.rows = rows;
        this.node = element instanceof NodePlan;
    }

    /** The number of id columns that rows start with. */
    int keyColumns() {
        return node ? 1 : 3;
    }

    /** The current row. */
    ElementRow row() {
        bytes = 0;
        Map<String, Object> single = new LinkedHashMap<>();
        Map<String, Collection<Object>> several = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        for (int i = 0; i < element.properties().size(); i++) {
            PropertyPlan property = element.properties().get(i);
            int column = keyColumns() + i;
            if (rows.isNull(column)) {
                absent.add(property.name());
            } else if (property.cardinality() == Cardinality.SINGLE) {
                single.put(property.name(), value(property, Objects.requireNonNull(rows.getValue(column))));
            } else {
                Collection<Object> values = values(property, (List<?>) Objects.requireNonNull(rows.getValue(column)));
                if (values.isEmpty()) {
                    absent.add(property.name());
                } else {
                    several.put(property.name(), values);
                }
            }
        }
        String id = text("~id", rows.getText(0));
        return new ElementRow(
                id,
                node ? "" : text("~from", rows.getText(1)),
                node ? "" : text("~to", rows.getText(2)),
                single,
                several,
                absent,
                bytes);
    }

    private Collection<Object> values(PropertyPlan property, List<?> elements) {
        Collection<Object> values = new LinkedHashSet<>();
        for (Object value : elements) {
            if (value != null) {
                values.add(value(property, value));
            }
        }
        return values;
    }

    private Object value(PropertyPlan property, Object value) {
        bytes += FIXED_SIZE;
        return switch (property.type()) {
            case STRING, TIME -> text(property.name(), PropertyText.of(value));
            case BOOLEAN -> Boolean.TRUE.equals(value);
            case BYTE -> (byte) whole(property, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> (short) whole(property, value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> (int) whole(property, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(property, value, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case DATE -> date(UtcTime.of(value).toLocalDate().atStartOfDay());
            case LOCALDATETIME, DATETIME -> date(UtcTime.of(value));
        };
    }

    private String text(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw GremlinErrors.badValue(
                    element, rows.getText(0), "`" + name + "` holds a NUL character, which Neptune cannot store");
        }
        bytes += text.length();
        return text;
    }

    private long whole(PropertyPlan property, Object value, long min, long max) {
        return PropertyText.whole(value, min, max)
                .orElseThrow(() -> GremlinErrors.badValue(
                        element,
                        rows.getText(0),
                        "property `" + property.name() + "` is " + PropertyText.of(value)
                                + ", expected a whole number from " + min + " to " + max));
    }

    private static Date date(LocalDateTime time) {
        return Date.from(time.toInstant(ZoneOffset.UTC));
    }
}
