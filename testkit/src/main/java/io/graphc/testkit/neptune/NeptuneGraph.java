package io.graphc.testkit.neptune;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The graph that Neptune would hold after a bulk load of Gremlin CSV files into an empty database, with {@code
 * allowEmptyStrings} on. Built from the Amazon Neptune user guide ("Gremlin load data format", "Load data formats",
 * "Neptune loader command", "Limits"). Stricter than the loader in three points that writers should not lean on: a header
 * without a type, a Bool other than {@code true} and {@code false}, and a file with a header only are refused.
 */
public final class NeptuneGraph {
    private final Map<String, NeptuneVertex> vertices = new TreeMap<>();
    private final Map<String, NeptuneEdge> edges = new TreeMap<>();
    private long records;

    private NeptuneGraph() {}

    /** Loads every file below the folders, which stand for one S3 prefix, and checks that edges have their vertices. */
    public static NeptuneGraph load(Path... folders) {
        NeptuneGraph graph = new NeptuneGraph();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    graph.readFile(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        graph.checkEndpoints();
        return graph;
    }

    /** Loads the text of one file, for tests of the reader. */
    public static NeptuneGraph parse(String text) {
        NeptuneGraph graph = new NeptuneGraph();
        graph.readText("text", text);
        return graph;
    }

    public Map<String, NeptuneVertex> vertices() {
        return Collections.unmodifiableMap(vertices);
    }

    public Map<String, NeptuneEdge> edges() {
        return Collections.unmodifiableMap(edges);
    }

    public long countVertices(String label) {
        return vertices.values().stream()
                .filter(vertex -> vertex.labels().contains(label))
                .count();
    }

    public long countEdges(String label) {
        return edges.values().stream()
                .filter(edge -> edge.label().equals(label))
                .count();
    }

    /** What the loader's status calls totalRecords: one for each label, property value and edge. */
    public long records() {
        return records;
    }

    private void readFile(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean packed = bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
        if (packed != file.toString().endsWith(".gz")) {
            throw new NeptuneFormatException(file.toString(), "gzip content and the ending .gz belong together");
        }
        if (packed) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        try {
            readText(
                    file.toString(),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new NeptuneFormatException(file.toString(), "not UTF-8");
        }
    }

    private void readText(String file, String text) {
        CsvRows rows = new CsvRows(file, text);
        if (!rows.hasNext()) {
            throw new NeptuneFormatException(file, "no header");
        }
        NeptuneHeader header = NeptuneHeader.parse(file + ":1", rows.next());
        if (!rows.hasNext()) {
            throw new NeptuneFormatException(file, "a header without rows");
        }
        while (rows.hasNext()) {
            List<CsvField> fields = rows.next();
            if (fields.size() != header.columns().size()) {
                throw new NeptuneFormatException(
                        rows.place(),
                        fields.size() + " fields, the header has "
                                + header.columns().size());
            }
            if (header.edges()) {
                addEdge(rows.place(), header, fields);
            } else {
                addVertex(rows.place(), header, fields);
            }
        }
    }

    private void addVertex(String place, NeptuneHeader header, List<CsvField> fields) {
        String id = required(place, header, fields, "~id");
        CsvField label = system(header, fields, "~label");
        if (label.quoted() && label.text().isEmpty()) {
            throw new NeptuneFormatException(place, "empty label");
        }
        Set<String> labels = new LinkedHashSet<>(label.isBlank() ? List.of("vertex") : elements(place, label.text()));
        NeptuneVertex vertex = vertices.computeIfAbsent(
                id, key -> new NeptuneVertex(key, new LinkedHashSet<>(), new LinkedHashMap<>()));
        vertex.labels().addAll(labels);
        records += labels.size();
        for (int i = 0; i < fields.size(); i++) {
            NeptuneHeader.Column column = header.columns().get(i);
            if (!column.isSystem() && !fields.get(i).isBlank()) {
                addProperty(place, vertex, column, fields.get(i).text());
            }
        }
    }

    private void addProperty(String place, NeptuneVertex vertex, NeptuneHeader.Column column, String text) {
        List<Object> held = vertex.properties().computeIfAbsent(column.name(), name -> new ArrayList<>());
        for (String element : column.array() ? elements(place, text) : List.of(text)) {
            Object value = value(place, column, element);
            records++;
            if (held.contains(value)) {
                continue;
            }
            if (column.single() && !held.isEmpty()) {
                throw new NeptuneFormatException(
                        place, "a second value for `" + column.name() + "` of `" + vertex.id() + "`");
            }
            held.add(value);
        }
    }

    private void addEdge(String place, NeptuneHeader header, List<CsvField> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        records++;
        for (int i = 0; i < fields.size(); i++) {
            NeptuneHeader.Column column = header.columns().get(i);
            if (!column.isSystem() && !fields.get(i).isBlank()) {
                properties.put(column.name(), value(place, column, fields.get(i).text()));
                records++;
            }
        }
        NeptuneEdge edge = new NeptuneEdge(
                required(place, header, fields, "~id"),
                required(place, header, fields, "~from"),
                required(place, header, fields, "~to"),
                required(place, header, fields, "~label"),
                properties);
        NeptuneEdge before = edges.put(edge.id(), edge);
        if (before != null && !before.equals(edge)) {
            throw new NeptuneFormatException(place, "the id `" + edge.id() + "` belongs to another edge");
        }
    }

    private void checkEndpoints() {
        for (NeptuneEdge edge : edges.values()) {
            if (!vertices.containsKey(edge.from()) || !vertices.containsKey(edge.to())) {
                throw new NeptuneFormatException(
                        "edge `" + edge.id() + "`", "from `" + edge.from() + "` or to `" + edge.to() + "` is missing");
            }
        }
    }

    private static Object value(String place, NeptuneHeader.Column column, String text) {
        try {
            return column.type().parse(text);
        } catch (IllegalArgumentException e) {
            throw new NeptuneFormatException(place, "`" + column.name() + "`: " + e.getMessage());
        }
    }

    private static CsvField system(NeptuneHeader header, List<CsvField> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (header.columns().get(i).name().equals(name)) {
                return fields.get(i);
            }
        }
        return new CsvField("", false);
    }

    private static String required(String place, NeptuneHeader header, List<CsvField> fields, String name) {
        CsvField field = system(header, fields, name);
        if (field.isBlank()) {
            throw new NeptuneFormatException(place, "blank `" + name + "`");
        }
        return String.valueOf(
                value(place, new NeptuneHeader.Column(name, NeptuneType.STRING, true, false), field.text()));
    }

    /** Splits at semicolons without a backslash before them; the backslash before one inside a value goes. */
    private static List<String> elements(String place, String text) {
        List<String> elements = new ArrayList<>();
        for (String element : text.split("(?<!\\\\);", -1)) {
            if (element.isEmpty()) {
                throw new NeptuneFormatException(place, "empty element in `" + text + "`");
            }
            elements.add(element.replace("\\;", ";"));
        }
        return elements;
    }
}
