package io.graphc.runtime.emit.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code manifest.json} of a folder that graphc writes: it has a {@code format} and a {@code version}, and names every
 * file under a key {@code path}, relative to itself. One that names a place outside of its folder is nobody's: what it names
 * is copied and deleted.
 */
public final class FolderManifest {
    public static final String FILE_NAME = "manifest.json";
    public static final String NEPTUNE_CSV = "neptune-csv";
    public static final String NEO4J_ADMIN = "neo4j-admin";

    private static final List<String> FORMATS = List.of(NEPTUNE_CSV, NEO4J_ADMIN);
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private FolderManifest() {}

    /** Writes a manifest of plain records into a folder. */
    public static void write(Object manifest, Path folder) throws IOException {
        Files.write(folder.resolve(FILE_NAME), bytes(manifest));
    }

    /** The text of a manifest of plain records. */
    public static byte[] bytes(Object manifest) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return (JSON.writer(printer).writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The manifest of a folder; empty where there is none of this format and version. */
    public static <T> Optional<T> read(Path folder, Class<T> type, String format, int version) throws IOException {
        return typed(read(folder), type, format, version);
    }

    /** The manifest that a stream gives; empty where it is none of this format and version. */
    public static <T> Optional<T> read(InputStream text, Class<T> type, String format, int version) throws IOException {
        return typed(read(text), type, format, version);
    }

    private static <T> Optional<T> typed(Optional<JsonNode> read, Class<T> type, String format, int version) {
        Optional<JsonNode> tree = read.filter(
                        found -> found.path("format").asText().equals(format))
                .filter(found -> found.path("version").asInt() == version);
        try {
            return tree.isEmpty() ? Optional.empty() : Optional.of(JSON.treeToValue(tree.get(), type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> read(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(FILE_NAME))) {
            return read(in);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> read(InputStream text) throws IOException {
        try {
            JsonNode tree = JSON.readTree(text);
            boolean ours = FORMATS.contains(tree.path("format").asText())
                    && tree.findValuesAsText("path").stream().allMatch(FolderManifest::isInside);
            return ours ? Optional.of(tree) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean isInside(String path) {
        return !path.isEmpty()
                && !path.startsWith("/")
                && path.indexOf('\\') < 0
                && path.indexOf(':') < 0
                && path.indexOf('\0') < 0
                && List.of(path.split("/", -1)).stream().noneMatch(part -> part.isEmpty() || part.matches("\\.\\.?"));
    }

    /** The files that the manifest of a folder names, and the manifest, whichever version of graphc wrote it. */
    static Set<String> ownFiles(Path folder) throws IOException {
        return ownFiles(read(folder));
    }

    /** The files that a manifest names, and itself. */
    public static Set<String> ownFiles(InputStream text) throws IOException {
        return ownFiles(read(text));
    }

    private static Set<String> ownFiles(Optional<JsonNode> read) {
        Set<String> own = new TreeSet<>();
        read.ifPresent(manifest -> {
            own.add(FILE_NAME);
            own.addAll(manifest.findValuesAsText("path"));
        });
        return own;
    }

    /** The folders of the load sets that the manifest of a folder names. */
    static Set<String> sets(Path folder) throws IOException {
        Set<String> sets = new TreeSet<>();
        read(folder)
                .ifPresent(manifest -> manifest.path("sets")
                        .forEach(set -> sets.add(set.path("path").asText())));
        return sets;
    }
}
