package io.graphc.runtime.store;

import java.time.Duration;
import java.util.Optional;

/**
 * An object as its store tells of it.
 *
 * @param key relative to the store
 * @param etag changes with every write
 * @param crc32c what graphc wrote down as the checksum of its bytes, in base64; empty where it is not known, as in listings
 * @param age how long ago it was written, by the store's own clock
 */
public record StoredObject(String key, long bytes, String etag, Optional<String> crc32c, Duration age) {
    /** Whether it has these bytes, as far as size and checksum tell. */
    public boolean holds(ContentSum sum) {
        return bytes == sum.bytes() && crc32c.equals(Optional.of(sum.crc32c()));
    }
}
