package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.file.PartFile;
import io.graphc.runtime.emit.file.RowFiles;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one kind for one element type, each with a header. */
final class ElementFiles extends RowFiles {
    private final SetDraft draft;
    private final String stem;
    private final FileLayout layout;
    private final NeptuneSettings settings;
    private final int partsBefore;
    private final CsvBuffer buffer;
    private final List<DataFile> finished = new ArrayList<>();
    private long records;

    /**
     * Files that begin with their first row.
     *
     * @param partsBefore how many files of this name there are
     */
    ElementFiles(SetDraft draft, String stem, FileLayout layout, NeptuneSettings settings, int partsBefore) {
        this(draft, stem, layout, settings, partsBefore, new CsvBuffer());
    }

    private ElementFiles(
            SetDraft draft,
            String stem,
            FileLayout layout,
            NeptuneSettings settings,
            int partsBefore,
            CsvBuffer buffer) {
        super(buffer, settings.maxFileSize());
        this.draft = draft;
        this.stem = stem;
        this.layout = layout;
        this.settings = settings;
        this.partsBefore = partsBefore;
        this.buffer = buffer;
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
        endRow();
        records += values;
    }

    @Override
    protected PartFile begin() throws IOException {
        Path parent = Files.createDirectories(draft.folder().resolve(layout.folder()));
        PartFile file = new PartFile(parent.resolve(fileName()), settings.gzip());
        byte[] header = layout.header().getBytes(StandardCharsets.UTF_8);
        file.write(header, header.length);
        return file;
    }

    private String fileName() {
        return name(stem, partsBefore + finished.size() + 1, settings.gzip());
    }

    @Override
    protected void ended(PartFile file, long rowsInFile) throws IOException {
        DataFile complete = new DataFile(
                draft.set() + "/" + layout.folder() + "/" + fileName(),
                layout.kind(),
                layout.element().name(),
                layout.element().id(),
                rowsInFile,
                records,
                file.storedBytes(),
                file.checksum());
        finished.add(complete);
        draft.place().written(complete);
        records = 0;
    }

    /** Ends the last file; the files in the order they were written. */
    List<DataFile> finished() throws IOException {
        endFile();
        return List.copyOf(finished);
    }
}
