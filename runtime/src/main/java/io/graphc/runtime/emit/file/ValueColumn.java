package io.graphc.runtime.emit.file;

import io.graphc.runtime.emit.ElementSink.Value;
import io.graphc.runtime.emit.file.FieldReader.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A column of properties in a file of elements. */
public interface ValueColumn {
    /** The value, or the values, that a text stands for. */
    Value value(String text);

    /**
     * The values of a row, without those of columns that it leaves empty.
     *
     * @param keys how many columns come before those of properties
     */
    static List<Value> values(List<Field> row, int keys, List<? extends ValueColumn> columns) throws IOException {
        if (row.size() != keys + columns.size()) {
            throw new IOException("a row has " + row.size() + " fields, its header " + (keys + columns.size()));
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!row.get(keys + i).isBlank()) {
                values.add(columns.get(i).value(row.get(keys + i).text()));
            }
        }
        return values;
    }
}
