package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.runtime.emit.file.PartFile;
import io.graphc.runtime.emit.file.RowFiles;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one element type: a header file, and data files without headers. A type without rows has no files. */
final class ImportFiles extends RowFiles {
    private final Path folder;
    private final String stem;
    private final ImportLayout layout;
    private final ImportSettings settings;
    private final ImportBuffer buffer;
    private final List<DataFile> finished = new ArrayList<>();

    ImportFiles(Path folder, String stem, ImportLayout layout, ImportSettings settings) {
        this(folder, stem, layout, settings, new ImportBuffer());
    }

    private ImportFiles(Path folder, String stem, ImportLayout layout, ImportSettings settings, ImportBuffer buffer) {
        super(buffer, settings.maxFileSize());
        this.folder = folder;
        this.stem = stem;
        this.layout = layout;
        this.settings = settings;
        this.buffer = buffer;
    }

    /** The bytes of the rows that are not in a file yet; the row under construction is its last. */
    ImportBuffer buffer() {
        return buffer;
    }

    @Override
    protected PartFile begin() throws IOException {
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
        return new PartFile(folder.resolve(nextPath()), settings.gzip());
    }

    /** The header is the first of the files that are finished. */
    private String nextPath() {
        return layout.folder() + "/" + name(stem, finished.size(), settings.gzip());
    }

    @Override
    protected void ended(PartFile file, long rowsInFile) {
        finished.add(new DataFile(nextPath(), rowsInFile, file.storedBytes(), file.checksum()));
    }

    /** Ends the last file; the files in the order they were written. */
    List<DataFile> finished() throws IOException {
        endFile();
        return List.copyOf(finished);
    }
}
