package io.graphc.testkit.neptune;

import java.io.IOException;
import java.util.List;

/** The objects that a bulk loader sees: a stand-in for S3 behind it. Safe to use from several threads. */
public interface LoadedFiles {
    /**
     * An object.
     *
     * @param uri {@code s3://bucket/key}
     * @param version changes whenever the object does
     */
    record LoadedFile(String uri, String version) {}

    /** Whether there is such a bucket. */
    boolean hasBucket(String bucket) throws IOException;

    /** The objects whose keys begin with a text, sorted; a plain prefix as in S3, no folder. */
    List<LoadedFile> list(String bucket, String prefix) throws IOException;

    byte[] read(LoadedFile file) throws IOException;
}
