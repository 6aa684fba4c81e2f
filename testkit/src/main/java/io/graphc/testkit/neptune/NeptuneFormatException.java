package io.graphc.testkit.neptune;

/** A file breaks a rule of Neptune's Gremlin CSV format; the message names file, line and rule. */
public final class NeptuneFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NeptuneFormatException(String place, String message) {
        super(place + ": " + message);
    }
}
