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

/** The names in the header of a CSV file, read without an engine: those of simple headers, one line without open quotes. */
final class CsvNames {
    private CsvNames() {}

    /** The names; none where the header is not simple, so that whoever needs it asks an engine. */
    static List<String> of(Path file, FileLocation location) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!location.header() || name.endsWith(".zst") || name.endsWith(".bz2")) {
            return List.of();
        }
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null && line.isBlank()) {
                line = reader.readLine();
            }
            if (line == null) {
                return List.of();
            }
            CsvHeader header = CsvHeader.of(line, location.delimiter());
            return header.complete() ? header.names() : List.of();
        }
    }
}
