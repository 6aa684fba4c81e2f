package io.graphc.runtime.load.neptune;

import org.jspecify.annotations.Nullable;

/** A call of Neptune that failed. */
public final class NeptuneCallException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient NeptuneFailure failure;

    NeptuneCallException(NeptuneFailure failure, @Nullable Throwable cause) {
        super(failure.note(), cause);
        this.failure = failure;
    }

    /** Whether what was asked for is refused, and would be again. */
    public boolean isRefusal() {
        return failure.kind() == NeptuneFailure.Kind.REFUSED || failure.kind() == NeptuneFailure.Kind.TOO_BIG;
    }

    /** Neptune's words. */
    public String words() {
        return failure.note();
    }

    NeptuneFailure failure() {
        return failure;
    }
}
