package io.graphc.testkit.neptune;

import io.graphc.testkit.neptune.NeptuneHeader.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first row of a file in the openCypher format: Amazon Neptune user guide, "openCypher load data format". System headers
 * count by case, all properties are single, and a date that is no DateTime is a text. Id spaces and ids that are properties
 * as well are not read. Its columns have the names that those of Gremlin files have.
 */
final class OpenCypherHeader {
    private static final Map<String, String> NODE = Map.of(":ID", "~id", ":LABEL", "~label");
    private static final Map<String, String> RELATIONSHIP =
            Map.of(":ID", "~id", ":START_ID", "~from", ":END_ID", "~to", ":TYPE", "~label");

    private OpenCypherHeader() {}

    static NeptuneHeader parse(String place, List<CsvField> fields) {
        boolean edges = fields.stream().anyMatch(field -> field.text().equals(":START_ID"));
        Map<String, String> system = edges ? RELATIONSHIP : NODE;
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (CsvField field : fields) {
            Column column = column(place, field.text(), system);
            if (!seen.add(column.name())) {
                throw new NeptuneFormatException(place, "two columns `" + field.text() + "`");
            }
            columns.add(column);
        }
        // Relationships have ids of their own, as userProvidedEdgeIds says unless it is off.
        for (Map.Entry<String, String> required : system.entrySet()) {
            if (!seen.contains(required.getValue())) {
                throw new NeptuneFormatException(place, "no column `" + required.getKey() + "`");
            }
        }
        return new NeptuneHeader(edges, List.copyOf(columns));
    }

    private static Column column(String place, String text, Map<String, String> system) {
        if (system.containsKey(text)) {
            return new Column(system.get(text), NeptuneType.STRING, true, false);
        }
        int colon = text.indexOf(':');
        if (colon <= 0 || colon != text.lastIndexOf(':')) {
            throw new NeptuneFormatException(place, "header `" + text + "` is not name:type");
        }
        try {
            return new Column(text.substring(0, colon), type(text.substring(colon + 1)), true, false);
        } catch (IllegalArgumentException e) {
            throw new NeptuneFormatException(place, String.valueOf(e.getMessage()));
        }
    }

    private static NeptuneType type(String name) {
        return switch (name) {
            case "Char", "Date", "LocalDate", "LocalDateTime", "Duration", "Point" -> NeptuneType.STRING;
            case "Datetime" -> throw new IllegalArgumentException("unknown type `" + name + "`");
            default -> NeptuneType.named(name);
        };
    }
}
