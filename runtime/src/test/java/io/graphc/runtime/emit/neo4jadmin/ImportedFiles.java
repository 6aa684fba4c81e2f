package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.runtime.emit.GraphWriterContract.StoredGraph;
import io.graphc.runtime.emit.GraphWriterContract.StoredNode;
import io.graphc.runtime.emit.GraphWriterContract.StoredRelationship;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Reads a folder of import files as neo4j-admin does, by the options in {@code import.args} (Neo4j Operations Manual,
 * "Neo4j admin import"); {@link Neo4jImportTest} shows that it agrees with the real one. Knows the column types that graphc
 * writes.
 */
final class ImportedFiles {
    private final Path folder;
    private final Map<String, StoredNode> nodes = new LinkedHashMap<>();
    private final Map<String, StoredRelationship> relationships = new LinkedHashMap<>();
    private final Map<String, String> spaces = new LinkedHashMap<>();

    private ImportedFiles(Path folder) {
        this.folder = folder;
    }

    static StoredGraph read(Path folder) {
        if (!Files.exists(folder)) {
            return new StoredGraph(Map.of(), Map.of());
        }
        ImportedFiles files = new ImportedFiles(folder);
        try {
            for (String line : Files.readAllLines(folder.resolve("import.args"))) {
                if (line.startsWith("--nodes=") || line.startsWith("--relationships=")) {
                    files.load(List.of(line.substring(line.indexOf('=') + 1).split(",")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StoredGraph(files.nodes, files.relationships);
    }

    private void load(List<String> paths) throws IOException {
        List<String> header = records(Files.readString(folder.resolve(paths.get(0)))).get(0).stream()
                .map(field -> field == null ? "" : field)
                .toList();
        for (String path : paths.subList(1, paths.size())) {
            String text = new String(Files.readAllBytes(folder.resolve(path)), StandardCharsets.UTF_8);
            records(text).forEach(fields -> add(header, fields));
        }
    }

    private void add(List<String> header, List<String> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, String> system = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            int colon = header.get(i).lastIndexOf(':');
            String name = header.get(i).substring(0, colon);
            String type = header.get(i).substring(colon + 1);
            String field = fields.get(i);
            if (type.startsWith("ID(") || type.equals("LABEL") || type.equals("TYPE") || type.contains("_ID(")) {
                system.put(type.replaceFirst("\\(.*", ""), field);
                system.put(type.replaceFirst("\\(.*", "") + " space", type);
            } else if (name.equals("_id")) {
                system.put("ID", field);
            } else if (field != null && !(field.isEmpty() && type.endsWith("[]"))) {
                properties.put(name, value(type, field));
            }
        }
        if (system.containsKey("LABEL")) {
            nodes.put(system.get("ID"), new StoredNode(new LinkedHashSet<>(several(system.get("LABEL"))), properties));
            spaces.put(system.get("ID"), system.get("ID space"));
        } else {
            checkSpace(system, "START_ID");
            checkSpace(system, "END_ID");
            relationships.put(
                    system.get("ID"),
                    new StoredRelationship(
                            system.get("TYPE"), system.get("START_ID"), system.get("END_ID"), properties));
        }
    }

    private void checkSpace(Map<String, String> system, String end) {
        String space = system.get(end + " space").replace(end, "ID");
        if (!space.equals(spaces.get(system.get(end)))) {
            throw new IllegalStateException("no node " + system.get(end) + " in " + space);
        }
    }

    private static List<String> several(String field) {
        return Arrays.asList(field.split("\u001f", -1));
    }

    private static Object value(String type, String field) {
        if (type.endsWith("[]")) {
            String single = type.substring(0, type.length() - 2);
            return several(field).stream().map(text -> value(single, text)).toList();
        }
        return switch (type) {
            case "string" -> field;
            case "boolean" -> Boolean.parseBoolean(field);
            case "long" -> Long.parseLong(field);
            case "double" -> Double.parseDouble(field);
            case "date" -> LocalDate.parse(field);
            case "localtime" -> LocalTime.parse(field);
            case "localdatetime" -> LocalDateTime.parse(field);
            case "datetime" -> ZonedDateTime.parse(field);
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** Fields that are not quoted and empty are null. */
    private static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            StringBuilder field = new StringBuilder();
            boolean quoted = text.charAt(at) == '"';
            if (quoted) {
                at++;
                while (text.charAt(at) != '"' || (at + 1 < text.length() && text.charAt(at + 1) == '"')) {
                    at += text.charAt(at) == '"' ? 1 : 0;
                    field.append(text.charAt(at++));
                }
                at++;
            } else {
                while (text.charAt(at) != ',' && text.charAt(at) != '\n') {
                    field.append(text.charAt(at++));
                }
            }
            fields.add(!quoted && field.isEmpty() ? null : field.toString());
            if (text.charAt(at++) == '\n') {
                records.add(new ArrayList<>(fields));
                fields.clear();
            }
        }
        return records;
    }
}
