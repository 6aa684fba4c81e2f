package io.graphc.runtime.unittest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphc.plan.Column;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in rows: values that differ in blanks and in the order of keys alone are equal, as in Trino. */
final class JsonValues {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private JsonValues() {}

    /** The rows with their JSON written in one way; those that are equal then are one row, or none. */
    static List<DifferingRow> equalised(List<Column> columns, List<DifferingRow> rows) {
        if (columns.stream().noneMatch(column -> column.type() == SqlTypes.JSON)) {
            return rows;
        }
        Map<List<@Nullable String>, Long> surplus = new LinkedHashMap<>();
        for (DifferingRow row : rows) {
            List<@Nullable String> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String value = row.values().get(i);
                boolean json = value != null && columns.get(i).type() == SqlTypes.JSON;
                values.add(json ? canonical(value) : value);
            }
            surplus.merge(values, row.surplus(), Long::sum);
        }
        List<DifferingRow> equalised = new ArrayList<>();
        surplus.forEach((values, count) -> {
            if (count != 0) {
                equalised.add(new DifferingRow(values, count));
            }
        });
        return equalised;
    }

    private static String canonical(String value) {
        try {
            return JSON.writeValueAsString(JSON.readValue(value, Object.class));
        } catch (JsonProcessingException e) {
            // The engine took it for JSON: it is compared as it is.
            return value;
        }
    }
}
