package io.graphc.runtime.catalog;

import io.graphc.plan.CsvHeader;
import io.graphc.plan.FileLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The names in the header of a CSV file, read without an engine: those of simple headers, one line without open quotes. */
final class CsvNames {
    private CsvNames() {}

    /** The names; none where the header is not simple, so that whoever needs it asks an engine. */
    static List<String> of(Path file, FileLocation location) throws IOException {
        if (!location.header() || !isReadable(file)) {
            return List.of();
        }
        try (BufferedReader reader = reader(file)) {
            String line = firstLine(reader);
            if (line == null) {
                return List.of();
            }
            CsvHeader header = CsvHeader.of(line, location.delimiter());
            return header.complete() ? header.names() : List.of();
        }
    }

    /** Whether a file has no line with anything on it; false where it is packed in a way that is not read here. */
    static boolean isBlank(Path file) throws IOException {
        if (!isReadable(file)) {
            return false;
        }
        try (BufferedReader reader = reader(file)) {
            return firstLine(reader) == null;
        }
    }

    private static boolean isReadable(Path file) {
        String name = lower(file);
        return !name.endsWith(".zst") && !name.endsWith(".bz2");
    }

    private static String lower(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            InputStream in = lower(file).endsWith(".gz") ? new GZIPInputStream(raw) : raw;
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static @Nullable String firstLine(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        while (line != null && line.isBlank()) {
            line = reader.readLine();
        }
        return line;
    }
}
