package io.graphc.runtime.emit.neptune;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a folder of bulk-load files holds, as its {@code manifest.json} says. It is written last: a folder that has one is
 * complete.
 *
 * @param loader parameters for Neptune's {@code /loader} endpoint that these files need, beside source, role and region
 */
record LoadManifest(
        String format,
        int version,
        String project,
        String tenant,
        Map<String, Object> loader,
        List<Element> elements,
        List<DataFile> files) {
    static final String FILE_NAME = "manifest.json";
    static final String FORMAT = "neptune-csv";
    static final int VERSION = 1;

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** An element type and the number of its rows in all its files. */
    record Element(String id, String kind, String name, long rows) {}

    /**
     * A data file.
     *
     * @param path relative to the manifest, with {@code /}
     * @param records the labels and property values in it, which is what Neptune's loader reports as totalRecords
     * @param bytes its size as stored
     * @param crc32c the checksum of its stored bytes in base64, the form in which S3 keeps it too
     */
    record DataFile(
            String path,
            String kind,
            String label,
            String element,
            long rows,
            long records,
            long bytes,
            String crc32c) {}

    static LoadManifest of(String project, String tenant, List<Element> elements, List<DataFile> files) {
        Map<String, Object> loader = new LinkedHashMap<>();
        loader.put("format", "csv");
        loader.put("failOnError", "TRUE");
        loader.put("mode", "NEW");
        loader.put("updateSingleCardinalityProperties", "TRUE");
        loader.put("parserConfiguration", Map.of("allowEmptyStrings", true));
        return new LoadManifest(FORMAT, VERSION, project, tenant, loader, elements, files);
    }

    void write(Path folder) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE_NAME))) {
            out.write((JSON.writer(printer).writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The manifest of a folder; empty where there is none that graphc wrote. */
    static Optional<LoadManifest> read(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(FILE_NAME))) {
            LoadManifest manifest = JSON.readValue(in, LoadManifest.class);
            return FORMAT.equals(manifest.format) ? Optional.of(manifest) : Optional.empty();
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
