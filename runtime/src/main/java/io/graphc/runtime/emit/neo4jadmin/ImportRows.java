package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.emit.PropertyText;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns the rows of one element type into CSV rows. */
final class ImportRows {
    private static final int SHOWN = 100;
    private static final String DELIMITER = Character.toString(ImportLayout.ARRAY_DELIMITER);

    private final ImportLayout layout;
    private final DirectRowCursor rows;
    private final ImportBuffer out;
    private final byte[] labelField;
    private final Map<String, byte[]> labelFields = new HashMap<>();

    ImportRows(ImportLayout layout, DirectRowCursor rows, ImportBuffer out) {
        this.layout = layout;
        this.rows = rows;
        this.out = out;
        this.labelField = layout.labelField().getBytes(StandardCharsets.UTF_8);
    }

    /** The number of columns that rows have to have. */
    int columns() {
        return keyColumns() + layout.element().values().size();
    }

    private int keyColumns() {
        return layout.isNode() ? 1 : 3;
    }

    private byte[] labelField() {
        int last = columns() - 1;
        return layout.hasFurtherLabels() && !rows.isNull(last)
                ? labelFields.computeIfAbsent(
                        rows.getText(last),
                        labels -> layout.labelField(ElementQuery.labels(labels)).getBytes(StandardCharsets.UTF_8))
                : labelField;
    }

    /** Appends the current row. */
    void write() {
        for (int column = 0; column < keyColumns(); column++) {
            if (column > 0) {
                out.addByte(',');
            }
            out.addText(rows, column);
        }
        out.addRaw(labelField());
        int column = keyColumns();
        for (PropertyPlan property : layout.element().properties()) {
            out.addByte(',');
            if (!rows.isNull(column)) {
                write(property, column);
            }
            column++;
        }
        out.addByte('\n');
    }

    private void write(PropertyPlan property, int column) {
        if (property.cardinality() != Cardinality.SINGLE) {
            writeSeveral(property, (List<?>) Objects.requireNonNull(rows.getValue(column)));
        } else if (property.type() == PropertyType.STRING && SqlTypes.isText(property.sqlType())) {
            out.addText(rows, column);
        } else {
            Object value = Objects.requireNonNull(rows.getValue(column));
            if (property.type() == PropertyType.STRING) {
                out.addText(PropertyText.of(value));
            } else if (property.type() == PropertyType.DOUBLE || property.type() == PropertyType.FLOAT) {
                out.addDouble(number(property, value));
            } else {
                out.addPlain(text(property, value));
            }
        }
    }

    /** Nulls have no place inside an array. */
    private void writeSeveral(PropertyPlan property, List<?> values) {
        boolean set = property.cardinality() == Cardinality.SET;
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            if (value != null) {
                texts.add(text(property, value));
            }
        }
        List<String> kept = set ? List.copyOf(new LinkedHashSet<>(texts)) : texts;
        if (kept.size() == 1 && kept.get(0).isEmpty()) {
            throw refused(property, "is a list of one empty text, which neo4j-admin takes for no value");
        }
        for (String text : kept) {
            if (text.contains(DELIMITER)) {
                throw refused(property, "holds a text with the character U+001F, which stands between values");
            }
        }
        if (!kept.isEmpty()) {
            out.addText(String.join(DELIMITER, kept));
        }
    }

    private String text(PropertyPlan property, Object value) {
        return switch (property.type()) {
            case STRING -> PropertyText.of(value);
            case BOOLEAN -> Boolean.toString(Boolean.TRUE.equals(value));
            case BYTE -> whole(property, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> whole(property, value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> whole(property, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(property, value, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT, DOUBLE -> PropertyText.of(number(property, value));
            case DATE -> UtcTime.of(value).toLocalDate().toString();
            case TIME -> PropertyText.of(value);
            case LOCALDATETIME -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(UtcTime.of(value));
            case DATETIME -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(UtcTime.of(value)) + "Z";
        };
    }

    /** A float is written as the double that it is, as a driver sends it. */
    private static double number(PropertyPlan property, Object value) {
        return property.type() == PropertyType.FLOAT ? ((Number) value).floatValue() : ((Number) value).doubleValue();
    }

    private String whole(PropertyPlan property, Object value, long min, long max) {
        return Long.toString(PropertyText.whole(value, min, max)
                .orElseThrow(() -> refused(
                        property,
                        "is " + PropertyText.of(value) + ", expected a whole number from " + min + " to " + max)));
    }

    private GraphcException refused(PropertyPlan property, String reason) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.BAD_VALUE,
                        "property `" + property.name() + "` of " + layout.kind() + " `"
                                + Excerpt.of(rows.getText(0), SHOWN) + "` (`"
                                + layout.element().name() + "`) " + reason)
                .help("clean the value in the SQL that yields it")
                .build());
    }
}
