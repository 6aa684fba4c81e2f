package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.ElementSink;
import io.graphc.runtime.emit.ElementSink.End;
import io.graphc.runtime.emit.ElementSink.Value;
import io.graphc.runtime.emit.file.FieldReader;
import io.graphc.runtime.emit.file.FieldReader.Field;
import io.graphc.runtime.emit.file.ValueColumn;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import io.graphc.runtime.emit.neptune.LoadManifest.LoadSet;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads load sets as Neptune takes them (Amazon Neptune user guide, "Gremlin load data format" and "openCypher load data
 * format"): a value of single cardinality replaces, others add, a blank field says nothing of its property. The id and label
 * columns stand in one order in both formats.
 */
final class SetReader {
    private static final Pattern PROPERTY = Pattern.compile("(?s)(.+):([A-Za-z]+)(\\(single\\)|\\(set\\))?(\\[])?");
    private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\);");

    private final SetPlace place;

    SetReader(SetPlace place) {
        this.place = place;
    }

    /** Gives what a set does: what must be gone first, its elements, what is deleted at last. */
    void read(LoadSet set, ElementSink sink) throws IOException {
        for (DataFile file : set.before()) {
            readDeletes(file, sink);
        }
        for (DataFile file : set.files()) {
            readElements(file, sink);
        }
        for (DataFile file : set.after()) {
            readDeletes(file, sink);
        }
    }

    /** Gives the ids of deleted elements and the properties to drop. */
    void readDeletes(DataFile file, ElementSink sink) throws IOException {
        boolean node = file.kind().equals("node");
        try (FieldReader rows = new FieldReader(place.read(file.path()), file.path())) {
            List<Field> header = rows.row().orElse(List.of());
            boolean properties = header.size() > 1;
            boolean labels = properties && header.get(1).text().equals("~label");
            for (Optional<List<Field>> row = rows.row(); row.isPresent(); row = rows.row()) {
                String id = row.get().get(0).text();
                if (labels) {
                    sink.dropLabel(id, row.get().get(1).text());
                } else if (properties) {
                    sink.dropProperty(node, id, row.get().get(1).text());
                } else if (node) {
                    sink.deleteNode(id);
                } else {
                    sink.deleteRelationship(id);
                }
            }
        }
    }

    /** A column of properties. */
    private record Column(String name, String type, boolean single, boolean array) implements ValueColumn {
        static Column of(String header, boolean node, boolean openCypher) throws IOException {
            Matcher matcher = PROPERTY.matcher(header);
            if (!matcher.matches()) {
                throw new IOException("`" + header + "` is no column of properties");
            }
            boolean single = !node || openCypher || "(single)".equals(matcher.group(3));
            return new Column(matcher.group(1).replace("\\:", ":"), matcher.group(2), single, matcher.group(4) != null);
        }

        @Override
        public Value value(String text) {
            List<String> texts = array
                    ? SEPARATOR
                            .splitAsStream(text)
                            .map(part -> part.replace("\\;", ";"))
                            .toList()
                    : List.of(text);
            return new Value(name, single, texts.stream().map(this::typed).toList());
        }

        private Object typed(String text) {
            return switch (type) {
                case "Bool" -> text.equals("true");
                case "Byte" -> Byte.valueOf(text);
                case "Short" -> Short.valueOf(text);
                case "Int" -> Integer.valueOf(text);
                case "Long" -> Long.valueOf(text);
                case "Float" -> Float.valueOf(text);
                case "Double" -> Double.valueOf(text);
                case "Date" -> LocalDate.parse(text);
                case "Datetime" -> Instant.parse(text);
                case "DateTime" -> text.indexOf('T') < 0 ? LocalDate.parse(text) : Instant.parse(text);
                default -> text;
            };
        }
    }

    /** Gives the elements of a file, until the sink is full. */
    void readElements(DataFile file, ElementSink sink) throws IOException {
        boolean node = file.kind().equals("node");
        int keys = node ? 2 : 4;
        try (FieldReader rows = new FieldReader(place.read(file.path()), file.path())) {
            List<Field> header = rows.row().orElse(List.of());
            boolean openCypher = !header.isEmpty() && header.get(0).text().startsWith(":");
            List<Column> columns = new ArrayList<>();
            for (Field field : header.subList(Math.min(keys, header.size()), header.size())) {
                columns.add(Column.of(field.text(), node, openCypher));
            }
            for (Optional<List<Field>> row = rows.row(); row.isPresent() && !sink.isFull(); row = rows.row()) {
                give(row.get(), keys, columns, sink);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("`" + file.path() + "` holds a value that is not of its column's type", e);
        }
    }

    private static void give(List<Field> row, int keys, List<Column> columns, ElementSink sink) throws IOException {
        List<Value> values = ValueColumn.values(row, keys, columns);
        String id = row.get(0).text();
        if (keys == 2) {
            sink.node("", id, labels(row.get(1).text()), values);
        } else {
            End start = new End("", row.get(1).text());
            sink.relationship(
                    id, row.get(3).text(), start, new End("", row.get(2).text()), values);
        }
    }

    private static List<String> labels(String text) {
        return SEPARATOR
                .splitAsStream(text)
                .map(label -> label.replace("\\;", ";"))
                .toList();
    }
}
