package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.file.OutputFolder;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import io.graphc.runtime.emit.neptune.LoadManifest.LoadSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Load sets in a folder of this machine. */
final class FolderPlace implements SetPlace {
    private static final String FIRST_SET = "load-000001";

    private final OutputFolder folder;
    private final String location;

    /**
     * Load sets in a folder.
     *
     * @param location the folder as the user wrote it
     */
    FolderPlace(OutputFolder folder, String location) {
        this.folder = folder;
        this.location = location;
    }

    /** The name of a set that comes after others. */
    static String following(List<LoadSet> known) {
        int last = 0;
        for (LoadSet set : known) {
            String name = set.path();
            last = Math.max(last, Integer.parseInt(name.substring(name.indexOf('-') + 1)));
        }
        return String.format(Locale.ROOT, "load-%06d", last + 1);
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public void begin() throws IOException {
        folder.begin();
    }

    @Override
    public Optional<LoadManifest> manifest() throws IOException {
        return LoadManifest.read(folder.folder());
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Files.newInputStream(folder.folder().resolve(path));
    }

    @Override
    public long size(String path) throws IOException {
        Path file = folder.folder().resolve(path);
        return Files.isRegularFile(file) ? Files.size(file) : -1;
    }

    @Override
    public String newSet(List<LoadSet> known, boolean anew) {
        return anew ? FIRST_SET : following(known);
    }

    @Override
    public Path drafts() {
        return folder.staging();
    }

    @Override
    public void written(DataFile file) {
        // It moves with its set.
    }

    @Override
    public DataFile keep(DataFile file, String set) throws IOException {
        folder.keep(file.path());
        return file;
    }

    @Override
    public void commit(LoadManifest manifest, boolean anew) throws IOException {
        manifest.write(folder.staging());
        if (anew) {
            folder.replace();
        } else {
            folder.add(manifest.sets().stream().map(LoadSet::path).toList());
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
