package io.graphc.runtime.emit.neo4jadmin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a folder of import files holds, as its {@code manifest.json} says. It is written last: what it names is complete.
 *
 * @param documents the files beside the data: the command line, its explanation, the constraints
 */
record ImportManifest(
        String format, int version, String project, String tenant, List<Element> elements, List<Document> documents) {
    static final String FILE_NAME = "manifest.json";
    private static final String FORMAT = "neo4j-admin";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /**
     * An element type.
     *
     * @param longest bytes of its longest field
     * @param multiline whether a field goes over several lines
     * @param files its header file, then its data files
     */
    record Element(
            String id, String kind, String name, long rows, int longest, boolean multiline, List<DataFile> files) {
        Element {
            files = List.copyOf(files);
        }
    }

    /** A data file or header file; {@code path} is relative to the manifest, with {@code /}. */
    record DataFile(String path, long rows, long bytes, String crc32c) {}

    /** A text for people or for the command line. */
    record Document(String path) {}

    static ImportManifest of(String project, String tenant, List<Element> elements, List<Document> documents) {
        return new ImportManifest(FORMAT, VERSION, project, tenant, elements, documents);
    }

    void write(Path folder) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE_NAME))) {
            out.write((JSON.writer(printer).writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The manifest of a folder; empty where there is none of this kind. */
    static Optional<ImportManifest> read(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(FILE_NAME))) {
            ImportManifest manifest = JSON.readValue(in, ImportManifest.class);
            return FORMAT.equals(manifest.format) && manifest.version == VERSION
                    ? Optional.of(manifest)
                    : Optional.empty();
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    long rows(String elementId) {
        return elements.stream()
                .filter(element -> element.id().equals(elementId))
                .mapToLong(Element::rows)
                .sum();
    }
}
