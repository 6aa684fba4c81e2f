package io.graphc.testkit.neptune;

import java.util.ArrayList;
import java.util.List;

/** What one load job counted, as its status tells it. Callers synchronize. */
final class LoadCounts {
    private static final int MAX_ERRORS = 10_000;

    /** An entry of the error log. */
    record LoggedError(String code, String message, String file, long record) {}

    private final List<LoggedError> errors = new ArrayList<>();
    private long records;
    private long duplicates;
    private long parsing;
    private long datatypes;
    private long inserts;

    void record(boolean duplicate) {
        records++;
        if (duplicate) {
            duplicates++;
        }
    }

    /** Counts an error by its code; a value that is not of its column's type has no code of its own in the log. */
    void error(String code, String message, String file) {
        records++;
        switch (code) {
            case "PARSING_ERROR" -> parsing++;
            case "DATATYPE_MISMATCH" -> datatypes++;
            default -> inserts++;
        }
        log(code.equals("DATATYPE_MISMATCH") ? "PARSING_ERROR" : code, message, file);
    }

    /** Adds to the log what is no entry of a file. */
    void log(String code, String message, String file) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new LoggedError(code, message, file, code.equals("PARSING_ERROR") ? records : 0));
        }
    }

    List<LoggedError> errors() {
        return errors;
    }

    long records() {
        return records;
    }

    long duplicates() {
        return duplicates;
    }

    long parsing() {
        return parsing;
    }

    long datatypes() {
        return datatypes;
    }

    long inserts() {
        return inserts;
    }
}
