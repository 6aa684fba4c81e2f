package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import java.io.IOException;
import java.nio.file.Path;

/** Where load sets are written before they are anything to others. */
interface Drafts {
    /** The folder of this machine that sets are written in. */
    Path drafts();

    /** Hears that a file below {@link #drafts} is complete. */
    default void written(DataFile file) throws IOException {}
}
