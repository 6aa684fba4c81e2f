package io.graphc.plan;

import java.util.List;

/**
 * Files that hold the rows of a source or seed.
 *
 * @param path absolute or relative to the project folder, with {@code /}; may hold glob characters
 * @param format what the files are
 * @param header whether the first line of a CSV file names its columns
 * @param delimiter one character between CSV values
 * @param extraValues whether a CSV row may hold values beyond the last column, which are then dropped
 * @param nullTexts texts that stand for null in a CSV file; an empty unquoted value is always null
 */
public record FileLocation(
        String path, FileFormat format, boolean header, String delimiter, boolean extraValues, List<String> nullTexts) {
    public FileLocation {
        nullTexts = List.copyOf(nullTexts);
    }

    /** The formats a source may have. */
    public enum FileFormat {
        PARQUET,
        CSV,
        JSON
    }
}
