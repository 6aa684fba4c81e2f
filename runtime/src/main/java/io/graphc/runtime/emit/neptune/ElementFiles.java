package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one kind for one element type: rows go into the current one until the next row would pass the size limit. A file begins
 * with its first row, so that none has a header only.
 */
final class ElementFiles implements AutoCloseable {
    private static final int FLUSH_SIZE = 1 << 16;

    private final Path folder;
    private final String stem;
    private final FileLayout layout;
    private final NeptuneSettings settings;
    private final int partsBefore;
    private final CsvBuffer buffer = new CsvBuffer();
    private final List<DataFile> finished = new ArrayList<>();
    private @Nullable PartFile current;
    private int rowStart;
    private long rows;
    private long records;

    /**
     * Files that begin with their first row.
     *
     * @param partsBefore how many files of this name there are
     */
    ElementFiles(Path folder, String stem, FileLayout layout, NeptuneSettings settings, int partsBefore) {
        this.folder = folder;
        this.stem = stem;
        this.layout = layout;
        this.settings = settings;
        this.partsBefore = partsBefore;
    }

    /** Their name without the number. */
    String name() {
        return layout.folder() + "/" + stem;
    }

    /** The bytes of the rows that are not in a file yet; the row under construction is its last. */
    CsvBuffer buffer() {
        return buffer;
    }

    /**
     * Ends the row under construction.
     *
     * @param values the labels and property values in it
     */
    void endRow(int values) throws IOException {
        if (current == null || current.textBytes() + buffer.size() > settings.maxFileSize()) {
            startFile();
        }
        rows++;
        records += values;
        rowStart = buffer.size();
        if (rowStart >= FLUSH_SIZE) {
            flush();
        }
    }

    /** Ends the current file before the row under construction and begins the next. */
    private void startFile() throws IOException {
        finish();
        PartFile file = new PartFile(place(), settings.gzip());
        current = file;
        byte[] header = layout.header().getBytes(StandardCharsets.UTF_8);
        file.write(header, header.length);
    }

    private Path place() throws IOException {
        Path parent = Files.createDirectories(folder.resolve(layout.folder()));
        return parent.resolve(fileName());
    }

    private void flush() throws IOException {
        if (current != null && rowStart > 0) {
            current.write(buffer.bytes(), rowStart);
            buffer.dropFirst(rowStart);
            rowStart = 0;
        }
    }

    private String fileName() {
        String number = Integer.toString(partsBefore + finished.size() + 1);
        return stem + "-" + "0".repeat(Math.max(0, 5 - number.length())) + number
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
        finished.add(new DataFile(
                folder.getFileName() + "/" + layout.folder() + "/" + fileName(),
                layout.kind(),
                layout.element().name(),
                layout.element().id(),
                rows,
                records,
                file.storedBytes(),
                file.checksum()));
        rows = 0;
        records = 0;
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
