package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.runtime.emit.neo4jadmin.ImportManifest.DataFile;
import io.graphc.runtime.emit.neptune.PartFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one element type: a header file, and data files without headers that end where the next row would pass the
 * size limit. A type without rows has no files.
 */
final class ImportFiles implements AutoCloseable {
    private static final int FLUSH_SIZE = 1 << 16;

    private final Path folder;
    private final String stem;
    private final ImportLayout layout;
    private final ImportSettings settings;
    private final ImportBuffer buffer = new ImportBuffer();
    private final List<DataFile> finished = new ArrayList<>();
    private @Nullable PartFile current;
    private int rowStart;
    private long rows;

    ImportFiles(Path folder, String stem, ImportLayout layout, ImportSettings settings) {
        this.folder = folder;
        this.stem = stem;
        this.layout = layout;
        this.settings = settings;
    }

    /** The bytes of the rows that are not in a file yet; the row under construction is its last. */
    ImportBuffer buffer() {
        return buffer;
    }

    /** Ends the row under construction. */
    void endRow() throws IOException {
        if (current == null || current.textBytes() + buffer.size() > settings.maxFileSize()) {
            startFile();
        }
        rows++;
        rowStart = buffer.size();
        if (rowStart >= FLUSH_SIZE) {
            flush();
        }
    }

    /** Ends the current file before the row under construction and begins the next. */
    private void startFile() throws IOException {
        finish();
        if (finished.isEmpty()) {
            Files.createDirectories(folder.resolve(layout.folder()));
            byte[] header = layout.header().getBytes(StandardCharsets.UTF_8);
            String path = layout.folder() + "/" + stem + "-header.csv";
            PartFile file = new PartFile(folder.resolve(path), false);
            try (file) {
                file.write(header, header.length);
            }
            finished.add(new DataFile(path, 0, file.storedBytes(), file.checksum()));
        }
        current = new PartFile(folder.resolve(nextPath()), settings.gzip());
    }

    private void flush() throws IOException {
        if (current != null && rowStart > 0) {
            current.write(buffer.bytes(), rowStart);
            buffer.dropFirst(rowStart);
            rowStart = 0;
        }
    }

    /** The header is the first of the files that are finished. */
    private String nextPath() {
        String number = Integer.toString(finished.size());
        return layout.folder() + "/" + stem + "-" + "0".repeat(Math.max(0, 5 - number.length())) + number
                + (settings.gzip() ? ".csv.gz" : ".csv");
    }

    private void finish() throws IOException {
        PartFile file = current;
        if (file == null) {
            return;
        }
        flush();
        file.close();
        current = null;
        finished.add(new DataFile(nextPath(), rows, file.storedBytes(), file.checksum()));
        rows = 0;
    }

    /** Ends the last file; the files in the order they were written. */
    List<DataFile> finished() throws IOException {
        finish();
        return List.copyOf(finished);
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
