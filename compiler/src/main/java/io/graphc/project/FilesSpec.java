package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * Where the rows of a source lie when they lie in files, written like dbt-duckdb's {@code external_location}.
 *
 * @param location a path or glob; may hold a template, and, in single braces, {@code {name}}, {@code {identifier}},
 *     {@code {schema}} and {@code {database}} of the table
 * @param format {@code parquet}, {@code csv} or {@code json}; by the location's extension when absent
 * @param header whether the first line of a CSV file names the columns; true when absent
 * @param delimiter one character; a comma when absent
 * @param extraValues {@code ignore} when values beyond the last column are dropped; {@code error} when absent
 * @param nullTexts texts that stand for null in a CSV file
 */
public record FilesSpec(
        Optional<Located<String>> location,
        Optional<Located<String>> format,
        Optional<Located<Boolean>> header,
        Optional<Located<String>> delimiter,
        Optional<Located<String>> extraValues,
        List<Located<String>> nullTexts) {
    public static final FilesSpec NONE = new FilesSpec(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public FilesSpec {
        nullTexts = List.copyOf(nullTexts);
    }

    /** These settings where given, the other's where not. */
    public FilesSpec orElse(FilesSpec other) {
        return new FilesSpec(
                location.or(other::location),
                format.or(other::format),
                header.or(other::header),
                delimiter.or(other::delimiter),
                extraValues.or(other::extraValues),
                nullTexts.isEmpty() ? other.nullTexts : nullTexts);
    }
}
