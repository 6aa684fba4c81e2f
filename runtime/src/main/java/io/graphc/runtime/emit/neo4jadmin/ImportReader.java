package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.runtime.emit.ElementSink;
import io.graphc.runtime.emit.ElementSink.End;
import io.graphc.runtime.emit.ElementSink.Value;
import io.graphc.runtime.emit.file.FieldReader;
import io.graphc.runtime.emit.file.FieldReader.Field;
import io.graphc.runtime.emit.file.ValueColumn;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.DataFile;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.Element;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads import files as {@code neo4j-admin} takes them (Neo4j Operations Manual, "Neo4j admin import", header files). */
final class ImportReader {
    private static final String NODE = "node";
    private static final Pattern SPACE = Pattern.compile("(?s).*:(?:ID|START_ID|END_ID)\\((.*)\\)");
    private static final Pattern PROPERTY = Pattern.compile("(?s)(.+):([a-z]+)(\\[])?");
    private static final Pattern SEPARATOR = Pattern.compile(Character.toString(ImportLayout.ARRAY_DELIMITER));

    private final Path folder;
    private final Element element;
    private final boolean node;
    private final List<String> spaces = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    /** A reader of the files of one element type, which has some. */
    ImportReader(Path folder, Element element) throws IOException {
        this.folder = folder;
        this.element = element;
        this.node = element.kind().equals(NODE);
        int keys = keys();
        try (FieldReader rows =
                new FieldReader(folder.resolve(element.files().get(0).path()))) {
            List<Field> header = rows.row().orElse(List.of());
            for (int i = 0; i < header.size(); i++) {
                String text = header.get(i).text();
                if (i < keys) {
                    Matcher space = SPACE.matcher(text);
                    spaces.add(space.matches() ? space.group(1) : "");
                } else {
                    columns.add(Column.of(text));
                }
            }
        }
    }

    private int keys() {
        return node ? 2 : 4;
    }

    /** The files without the header's. */
    List<DataFile> files() {
        return element.files().subList(1, element.files().size());
    }

    private record Column(String name, String type, boolean array) implements ValueColumn {
        static Column of(String header) throws IOException {
            Matcher matcher = PROPERTY.matcher(header);
            if (!matcher.matches()) {
                throw new IOException("`" + header + "` is no column of properties");
            }
            return new Column(matcher.group(1), matcher.group(2), matcher.group(3) != null);
        }

        @Override
        public Value value(String text) {
            List<String> texts = array ? SEPARATOR.splitAsStream(text).toList() : List.of(text);
            return new Value(name, !array, texts.stream().map(this::typed).toList());
        }

        private Object typed(String text) {
            return switch (type) {
                case "boolean" -> text.equals("true");
                case "long" -> Long.valueOf(text);
                case "double" -> Double.valueOf(text);
                case "date" -> LocalDate.parse(text);
                case "localtime" -> LocalTime.parse(text);
                case "localdatetime" -> LocalDateTime.parse(text);
                case "datetime" -> OffsetDateTime.parse(text);
                default -> text;
            };
        }
    }

    /** Gives the elements of a file, until the sink is full. */
    void read(DataFile file, ElementSink sink) throws IOException {
        try (FieldReader rows = new FieldReader(folder.resolve(file.path()))) {
            for (Optional<List<Field>> row = rows.row(); row.isPresent() && !sink.isFull(); row = rows.row()) {
                give(row.get(), sink);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("`" + file.path() + "` holds a value that is not of its column's type", e);
        }
    }

    private void give(List<Field> row, ElementSink sink) throws IOException {
        List<Value> values = ValueColumn.values(row, keys(), columns);
        String id = row.get(0).text();
        if (node) {
            List<String> labels = SEPARATOR.splitAsStream(row.get(1).text()).toList();
            sink.node(spaces.get(0), id, labels, values);
        } else {
            End start = new End(spaces.get(1), row.get(1).text());
            End end = new End(spaces.get(2), row.get(2).text());
            sink.relationship(id, row.get(3).text(), start, end, values);
        }
    }
}
