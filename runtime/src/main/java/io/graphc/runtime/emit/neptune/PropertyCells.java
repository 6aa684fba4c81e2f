package io.graphc.runtime.emit.neptune;

import io.graphc.plan.Cardinality;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.DirectRowCursor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Picks for each property how its cells are written: straight from the row's bytes and numbers where that can be. */
final class PropertyCells {
    private final boolean milliseconds;
    private final ValueText text;

    PropertyCells(boolean milliseconds) {
        this.milliseconds = milliseconds;
        this.text = new ValueText(milliseconds);
    }

    /** Writes the cells of one property. */
    @FunctionalInterface
    interface Cell {
        /**
         * Appends the value of a column that is not null.
         *
         * @return the number of values written; where it is 0 the cell stays blank
         */
        int write(DirectRowCursor rows, int column, CsvBuffer out);
    }

    Cell of(PropertyPlan property) {
        PropertyType type = property.type();
        if (property.cardinality() != Cardinality.SINGLE) {
            return (rows, column, out) -> writeArray(type, rows, column, out);
        }
        SqlType source = property.sqlType();
        return switch (type) {
            case STRING -> SqlTypes.isText(source) ? PropertyCells::writeText : converted(type);
            case BOOLEAN -> source == SqlTypes.BOOLEAN ? PropertyCells::writeBoolean : converted(type);
            case BYTE, SHORT, INTEGER, LONG -> SqlTypes.isInteger(source) ? whole(type) : converted(type);
            case FLOAT -> isFloating(source) ? PropertyCells::writeFloat : converted(type);
            case DOUBLE -> isFloating(source) ? PropertyCells::writeDouble : converted(type);
            case DATE -> source == SqlTypes.DATE ? PropertyCells::writeDay : converted(type);
            case LOCALDATETIME, DATETIME -> source instanceof SqlType.Timestamp ? this::writeInstant : converted(type);
            case TIME -> converted(type);
        };
    }

    private static boolean isFloating(SqlType type) {
        return type == SqlTypes.DOUBLE || type == SqlTypes.REAL;
    }

    private Cell converted(PropertyType type) {
        return (rows, column, out) -> {
            out.addText(text.of(type, value(rows, column)));
            return 1;
        };
    }

    private static Object value(DirectRowCursor rows, int column) {
        return Objects.requireNonNull(rows.getValue(column));
    }

    private static Cell whole(PropertyType type) {
        return switch (type) {
            case BYTE -> whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> whole(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            default -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
        };
    }

    private static Cell whole(long min, long max) {
        return (rows, column, out) -> {
            long value = rows.getLong(column);
            if (value < min || value > max) {
                throw new RefusedValueException("is " + value + ", expected a whole number from " + min + " to " + max);
            }
            out.addLong(value);
            return 1;
        };
    }

    private static int writeText(DirectRowCursor rows, int column, CsvBuffer out) {
        out.addText(rows, column);
        return 1;
    }

    private static int writeBoolean(DirectRowCursor rows, int column, CsvBuffer out) {
        out.addAscii(rows.getBoolean(column) ? "true" : "false");
        return 1;
    }

    private static int writeFloat(DirectRowCursor rows, int column, CsvBuffer out) {
        out.addFloat((float) rows.getDouble(column));
        return 1;
    }

    private static int writeDouble(DirectRowCursor rows, int column, CsvBuffer out) {
        out.addDouble(rows.getDouble(column));
        return 1;
    }

    private static int writeDay(DirectRowCursor rows, int column, CsvBuffer out) {
        out.addDay(rows.getEpochDay(column));
        return 1;
    }

    private int writeInstant(DirectRowCursor rows, int column, CsvBuffer out) {
        out.addInstant(rows.getEpochMicros(column), milliseconds);
        return 1;
    }

    /**
     * Writes the distinct values with {@code ;} between them, one pair of quotes around them all. Nulls and empty texts
     * have no form inside an array and are left out.
     */
    private int writeArray(PropertyType type, DirectRowCursor rows, int column, CsvBuffer out) {
        Set<String> values = new LinkedHashSet<>();
        for (Object element : (List<?>) value(rows, column)) {
            if (element != null) {
                values.add(text.of(type, element));
            }
        }
        values.remove("");
        if (!values.isEmpty()) {
            out.addText(ArrayText.join(values));
        }
        return values.size();
    }
}
