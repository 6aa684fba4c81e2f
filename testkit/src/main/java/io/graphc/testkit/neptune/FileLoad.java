package io.graphc.testkit.neptune;

import io.graphc.testkit.neptune.ElementStore.EntryException;
import io.graphc.testkit.neptune.ElementStore.Rules;
import io.graphc.testkit.neptune.ElementStore.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One file on its way into a graph. A record is a label, a property value or an edge, as the loader's status counts. */
final class FileLoad {
    private final String uri;
    private final CsvRows rows;
    private final NeptuneHeader header;
    private final LoadCounts counts;

    /** Reads the header; what breaks a rule of the format is thrown. */
    FileLoad(String uri, String text, String format, LoadCounts counts) {
        this.uri = uri;
        this.rows = new CsvRows(uri, text);
        this.counts = counts;
        if (!rows.hasNext()) {
            throw new NeptuneFormatException(uri, "no header");
        }
        List<CsvField> first = rows.next();
        boolean openCypher = first.stream()
                .anyMatch(field -> field.text().startsWith(":") || field.text().endsWith(":ID"));
        if (openCypher != format.equals("opencypher")) {
            throw new NeptuneFormatException(uri, "the header is not one of format " + format);
        }
        this.header = NeptuneHeader.parse(uri + ":1", first);
    }

    boolean edges() {
        return header.edges();
    }

    /**
     * Takes in all rows, or those up to the first error.
     *
     * @param allowEmptyStrings whether an empty text is a value
     * @return whether every row went in
     */
    boolean into(ElementStore store, Rules rules, boolean failOnError, boolean allowEmptyStrings) {
        boolean whole = true;
        while (rows.hasNext()) {
            List<CsvField> fields;
            try {
                fields = rows.next();
            } catch (NeptuneFormatException e) {
                // The place of the next row is not known.
                counts.error("PARSING_ERROR", String.valueOf(e.getMessage()), uri);
                return false;
            }
            whole &= row(store, rules, fields, allowEmptyStrings);
            if (!whole && failOnError) {
                return false;
            }
        }
        return whole;
    }

    private boolean row(ElementStore store, Rules rules, List<CsvField> fields, boolean allowEmptyStrings) {
        if (fields.size() != header.columns().size()) {
            counts.error(
                    "PARSING_ERROR",
                    rows.place() + ": " + fields.size() + " fields, the header has "
                            + header.columns().size(),
                    uri);
            return false;
        }
        try {
            String id = required(fields, "~id");
            boolean whole = header.edges() ? edge(store, id, fields) : vertex(store, id, fields);
            for (int i = 0; i < fields.size(); i++) {
                NeptuneHeader.Column column = header.columns().get(i);
                String text = fields.get(i).text();
                boolean absent = fields.get(i).isBlank() || (text.isEmpty() && !allowEmptyStrings);
                if (!column.isSystem() && !absent) {
                    whole &= values(store, rules, id, column, text);
                }
            }
            return whole;
        } catch (NeptuneFormatException e) {
            counts.error("PARSING_ERROR", String.valueOf(e.getMessage()), uri);
        } catch (EntryException e) {
            counts.error(e.code(), String.valueOf(e.getMessage()), uri);
        }
        return false;
    }

    private boolean vertex(ElementStore store, String id, List<CsvField> fields) {
        CsvField label = NeptuneGraph.system(header, fields, "~label");
        if (label.quoted() && label.text().isEmpty()) {
            throw new NeptuneFormatException(rows.place(), "empty label");
        }
        Set<String> labels = new LinkedHashSet<>(
                label.isBlank() ? List.of("vertex") : NeptuneGraph.elements(rows.place(), label.text()));
        labels.forEach(one -> counts.record(store.label(id, one)));
        return true;
    }

    private boolean edge(ElementStore store, String id, List<CsvField> fields) throws EntryException {
        counts.record(store.edge(id, required(fields, "~from"), required(fields, "~to"), required(fields, "~label")));
        return true;
    }

    private String required(List<CsvField> fields, String name) {
        CsvField field = NeptuneGraph.system(header, fields, name);
        if (field.isBlank()) {
            throw new NeptuneFormatException(rows.place(), "blank `" + name + "`");
        }
        if (field.text().indexOf('\0') >= 0) {
            throw new NeptuneFormatException(rows.place(), "U+0000 in `" + name + "`");
        }
        return field.text();
    }

    private boolean values(ElementStore store, Rules rules, String id, NeptuneHeader.Column column, String text)
            throws EntryException {
        boolean whole = true;
        for (String element : column.array() ? NeptuneGraph.elements(rows.place(), text) : List.of(text)) {
            try {
                Value value =
                        new Value(column.name(), column.single(), column.type().parse(element));
                counts.record(header.edges() ? store.edgeValue(id, value, rules) : store.value(id, value, rules));
            } catch (IllegalArgumentException e) {
                counts.error("DATATYPE_MISMATCH", rows.place() + ": `" + column.name() + "`: " + e.getMessage(), uri);
                whole = false;
            }
        }
        return whole;
    }
}
