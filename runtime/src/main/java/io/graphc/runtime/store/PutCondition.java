package io.graphc.runtime.store;

import java.util.Optional;

/** What has to be so for a write to happen. */
public final class PutCondition {
    /** Nothing. */
    public static final PutCondition NONE = new PutCondition(false, Optional.empty());

    /** That there is no object of this key. */
    public static final PutCondition ABSENT = new PutCondition(true, Optional.empty());

    private final boolean absent;
    private final Optional<String> etag;

    private PutCondition(boolean absent, Optional<String> etag) {
        this.absent = absent;
        this.etag = etag;
    }

    /** That the object is still the one that was seen. */
    public static PutCondition unchanged(StoredObject seen) {
        return new PutCondition(false, Optional.of(seen.etag()));
    }

    boolean isAbsent() {
        return absent;
    }

    Optional<String> etag() {
        return etag;
    }

    boolean allows(Optional<StoredObject> there) {
        return (!absent || there.isEmpty())
                && (etag.isEmpty() || there.map(StoredObject::etag).equals(etag));
    }
}
