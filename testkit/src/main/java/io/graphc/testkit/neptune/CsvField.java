package io.graphc.testkit.neptune;

/**
 * One field of a CSV row.
 *
 * @param text without quotes; an unquoted field has lost the blanks around it, as in the loader
 */
record CsvField(String text, boolean quoted) {
    /** Nothing between two delimiters: the row has no such value. */
    boolean isBlank() {
        return !quoted && text.isEmpty();
    }
}
