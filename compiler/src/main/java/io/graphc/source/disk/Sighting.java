package io.graphc.source.disk;

import java.nio.file.Path;

/**
 * Something a disk was asked, with its answer in a short form that holds nothing of what was read.
 *
 * @param answer equal answers mean equal sights
 */
public record Sighting(Sight sight, Path path, String answer) {
    /** The kinds of questions. */
    public enum Sight {
        /** What lies at the path. */
        KIND,
        /** The bytes of the file. */
        CONTENT,
        /** The names and kinds of all that lies in the folder. */
        CHILDREN,
        /** The rows of the file, as {@link RowsStamp} tells them apart. */
        ROWS
    }
}
