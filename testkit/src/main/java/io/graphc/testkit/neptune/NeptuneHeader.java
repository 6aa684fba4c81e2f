package io.graphc.testkit.neptune;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first row of a file: says whether it holds vertices or edges, and what each column is. */
record NeptuneHeader(boolean edges, List<Column> columns) {
    private static final Set<String> VERTEX = Set.of("~id", "~label");
    private static final Set<String> EDGE = Set.of("~id", "~label", "~from", "~to");
    private static final Pattern PROPERTY =
            Pattern.compile("((?:[^:\\\\]++|\\\\.)++):([A-Za-z]+)(?:\\((single|set)\\))?(\\[\\])?");

    /**
     * A column.
     *
     * @param name the property's name, or a system name with {@code ~}
     * @param single whether a vertex keeps one value only
     * @param array whether a cell holds several values
     */
    record Column(String name, NeptuneType type, boolean single, boolean array) {
        boolean isSystem() {
            return name.startsWith("~");
        }
    }

    static NeptuneHeader parse(String place, List<CsvField> fields) {
        Set<String> names = new HashSet<>();
        for (CsvField field : fields) {
            if (field.text().matches("(?s).*[\\s,\\uFEFF].*")) {
                throw new NeptuneFormatException(
                        place, "blank, comma or line end in the header `" + field.text() + "`");
            }
            names.add(field.text());
        }
        if (names.stream().anyMatch(name -> name.startsWith(":") || name.endsWith(":ID"))) {
            return OpenCypherHeader.parse(place, fields);
        }
        boolean edges = names.contains("~from") || names.contains("~to");
        List<Column> columns = new ArrayList<>();
        for (CsvField field : fields) {
            columns.add(column(place, field.text(), edges));
        }
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name())) {
                throw new NeptuneFormatException(place, "two columns `" + column.name() + "`");
            }
        }
        for (String required : edges ? EDGE : Set.of("~id")) {
            if (!seen.contains(required)) {
                throw new NeptuneFormatException(place, "no column `" + required + "`");
            }
        }
        return new NeptuneHeader(edges, List.copyOf(columns));
    }

    private static Column column(String place, String text, boolean edges) {
        if (text.startsWith("~")) {
            if (!(edges ? EDGE : VERTEX).contains(text)) {
                throw new NeptuneFormatException(place, "unknown system column `" + text + "`");
            }
            return new Column(text, NeptuneType.STRING, true, false);
        }
        Matcher matcher = PROPERTY.matcher(text);
        if (!matcher.matches()) {
            throw new NeptuneFormatException(place, "header `" + text + "` is not name:type(cardinality)[]");
        }
        boolean single = "single".equals(matcher.group(3));
        boolean array = matcher.group(4) != null;
        if (single && array) {
            throw new NeptuneFormatException(place, "`" + text + "`: an array cannot have cardinality single");
        }
        if (edges && (array || "set".equals(matcher.group(3)))) {
            throw new NeptuneFormatException(place, "`" + text + "`: edge properties are single");
        }
        try {
            return new Column(
                    matcher.group(1).replace("\\:", ":"), NeptuneType.named(matcher.group(2)), single || edges, array);
        } catch (IllegalArgumentException e) {
            throw new NeptuneFormatException(place, String.valueOf(e.getMessage()));
        }
    }
}
