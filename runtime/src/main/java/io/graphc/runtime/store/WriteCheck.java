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
        } catch (IOException e) {
            throw failed("`" + store.location() + "` takes no objects", e);
        }
        try {
            remove(store, key);
        } catch (GraphcException e) {
            throw new GraphcException(e.diagnostic().noted("an empty object is left there, `" + key + "`"), e);
        }
        return "takes and removes objects";
    }

    private static void remove(ObjectStore store, String key) {
        try {
            store.delete(List.of(key));
        } catch (IOException e) {
            throw failed("`" + store.location() + "` takes objects and does not let go of them", e);
        }
    }

    private static GraphcException failed(String problem, IOException cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.CANNOT_WRITE, problem)
                        .note(String.valueOf(cause.getMessage()))
                        .build(),
                cause);
    }
}
