package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where load sets are kept. A set is written beside what readers see, and becomes visible as a whole, with the manifest that
 * names it. The methods that change something are called by one
 * thread, but for {@link #written}.
 */
interface SetPlace extends Drafts, AutoCloseable {
    /** The place as the user wrote it, with the tenant's below it where there is one. */
    String location();

    /** Checks that nobody else writes here and that all that is here is graphc's, and ends what a killed run left. */
    void begin() throws IOException;

    /** The manifest that readers see. */
    Optional<LoadManifest> manifest() throws IOException;

    /** A file that the manifest names. */
    InputStream read(String path) throws IOException;

    /** The size of a file when the place was taken into use, or now; -1 where it was not there. */
    long size(String path) throws IOException;

    /** The folder of the set under construction. */
    String newSet(List<LoadManifest.LoadSet> known, boolean anew) throws IOException;

    /** Takes a file that readers see over into a new set; gives what it is there. */
    DataFile keep(DataFile file, String set) throws IOException;

    /**
     * Makes what was written visible.
     *
     * @param anew whether nothing that was there stays
     */
    void commit(LoadManifest manifest, boolean anew) throws IOException;

    @Override
    void close() throws IOException;
}
