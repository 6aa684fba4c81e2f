package io.graphc.testkit.neptune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.HashSet;
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
    /** What the load job under way has given a value. */
    private final Set<String> touched = new HashSet<>();

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

    /**
     * Executes the load sets that the {@code manifest.json} of a folder names, in its order: each set's files of properties
     * to drop and relationships to delete, then its files to load as one job, then its files of elements to delete. Loading
     * again replaces a value of single cardinality and adds to a set; deleting a vertex deletes its edges.
     */
    public static NeptuneGraph loadSets(Path folder) {
        NeptuneGraph graph = new NeptuneGraph();
        try {
            for (JsonNode set : new ObjectMapper()
                    .readTree(folder.resolve("manifest.json").toFile())
                    .get("sets")) {
                graph.executeAll(folder, set.get("before"));
                graph.touched.clear();
                List<String> files = new ArrayList<>();
                set.get("files").forEach(file -> files.add(file.get("path").asText()));
                // One job loads nodes and relationships in any order; only its end has to be whole.
                for (String file : files) {
                    graph.readFile(folder.resolve(file));
                }
                graph.executeAll(folder, set.get("after"));
                graph.checkEndpoints();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return graph;
    }

    private void executeAll(Path folder, JsonNode files) throws IOException {
        for (JsonNode file : files) {
            Path path = folder.resolve(file.get("path").asText());
            CsvRows rows = new CsvRows(path.toString(), text(path));
            List<String> header = rows.next().stream().map(CsvField::text).toList();
            while (rows.hasNext()) {
                execute(rows.place(), file.get("kind").asText(), header, rows.next());
            }
        }
    }

    private void execute(String place, String kind, List<String> header, List<CsvField> fields) {
        String id = fields.get(0).text();
        if (header.equals(List.of("~id", "~property"))) {
            String name = fields.get(1).text();
            if (kind.equals("node") && vertices.containsKey(id)) {
                vertices.get(id).properties().remove(name);
            } else if (kind.equals("relationship") && edges.containsKey(id)) {
                edges.get(id).properties().remove(name);
            }
        } else if (header.equals(List.of("~id", "~label"))) {
            String label = fields.get(1).text();
            if (vertices.containsKey(id)
                    && vertices.get(id).labels().remove(label)
                    && vertices.get(id).labels().isEmpty()) {
                throw new NeptuneFormatException(place, "the last label of `" + id + "` cannot be removed");
            }
        } else if (!header.equals(List.of("~id"))) {
            throw new NeptuneFormatException(place, "header " + header);
        } else if (kind.equals("node")) {
            vertices.remove(id);
            edges.values().removeIf(edge -> edge.from().equals(id) || edge.to().equals(id));
        } else {
            edges.remove(id);
        }
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
        readText(file.toString(), text(file));
    }

    private static String text(Path file) throws IOException {
        return text(file.toString(), Files.readAllBytes(file));
    }

    /** What the loader reads in a file of that name. */
    static String text(String file, byte[] stored) throws IOException {
        byte[] bytes = stored;
        boolean packed = bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
        if (packed != file.endsWith(".gz")) {
            throw new NeptuneFormatException(file, "gzip content and the ending .gz belong together");
        }
        if (packed) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NeptuneFormatException(file, "not UTF-8");
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
        boolean first = touched.add(vertex.id() + "\n" + column.name());
        if (first && column.single()) {
            held.clear();
        }
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
        NeptuneEdge before = edges.get(edge.id());
        boolean first = touched.add("edge\n" + edge.id());
        if (before != null && first) {
            // From an earlier load: what this one says nothing of stays.
            before.properties().forEach(properties::putIfAbsent);
        }
        boolean same = before == null
                || (first
                        ? before.from().equals(edge.from())
                                && before.to().equals(edge.to())
                                && before.label().equals(edge.label())
                        : before.equals(edge));
        if (!same) {
            throw new NeptuneFormatException(place, "the id `" + edge.id() + "` belongs to another edge");
        }
        edges.put(edge.id(), edge);
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

    static CsvField system(NeptuneHeader header, List<CsvField> fields, String name) {
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
    static List<String> elements(String place, String text) {
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
