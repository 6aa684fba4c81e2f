package io.graphc.runtime.emit.neptune;

/** A value that Neptune cannot hold; the message says why, the row writer adds whose it is. */
final class RefusedValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedValueException(String reason) {
        super(reason);
    }
}
