package io.graphc.source.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a file of rows is still the same. A small one is read whole. Of a large one the size, the place on the disk
 * and the times of change are enough: the kernel sets the time of the last change of status and lets no program set it
 * back. Only a file that changed so lately that the next change may get the same time cannot be told, and one on a disk
 * that keeps no such time.
 */
final class RowsStamp {
    /** Reading this many bytes takes a few milliseconds. */
    private static final long SMALL = 4L << 20;

    /** More than the coarsest clock of a file system in use, FAT with two seconds. */
    private static final Duration RECENT = Duration.ofSeconds(3);

    private static final String ATTRIBUTES = "unix:size,ino,dev,lastModifiedTime,ctime";

    private RowsStamp() {}

    /** The state of a file as the file system tells it; empty where there is no file or the file system does not say. */
    static String state(Path file) {
        try {
            return new TreeMap<>(attributes(file)).toString();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return "";
        }
    }

    private static Map<String, Object> attributes(Path file) throws IOException {
        return Files.readAttributes(file, ATTRIBUTES);
    }

    static boolean isSmall(Path file) {
        try {
            return Files.size(file) <= SMALL;
        } catch (IOException absent) {
            return true;
        }
    }

    /** Whether a large file's state stands for its rows, at a moment not before the state was taken. */
    static boolean isSettled(Path file, Instant now) {
        try {
            Map<String, Object> attributes = attributes(file);
            Instant latest = now.minus(RECENT);
            return isBefore(attributes.get("ctime"), latest) && isBefore(attributes.get("lastModifiedTime"), latest);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return false;
        }
    }

    private static boolean isBefore(@Nullable Object time, Instant moment) {
        return time instanceof FileTime changed && changed.toInstant().isBefore(moment);
    }
}
