package io.graphc.runtime.store;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Finds out whether a place takes objects: it puts an empty one there and removes it. */
public final class WriteCheck {
    private static final byte[] NOTHING = {};

    private WriteCheck() {}

    /**
     * Tries a store.
     *
     * @return a few words
     * @throws GraphcException when it takes no objects, or does not let go of them
     */
    public static String of(ObjectStore store) {
        String key = "graphc-debug-" + UUID.randomUUID();
        try {
            store.put(key, NOTHING, PutCondition.NONE);
            store.delete(List.of(key));
            return "takes and removes objects";
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "`" + store.location() + "` takes no objects")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
