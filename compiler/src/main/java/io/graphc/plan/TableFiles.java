package io.graphc.plan;

import java.util.List;
import java.util.Optional;

/**
 * How the files of a table are written, and where.
 *
 * @param compression in upper case, for example {@code SNAPPY}
 * @param fieldDelimiter the character between the values of text files
 * @param bucketedBy columns that share the rows of a partition out to files
 * @param bucketCount how many files they share out to; 0 without such columns
 * @param location the folder that the folders of this table are made in, in place of one that is derived from its name
 * @param folder the folder that folders of tables are made in
 * @param naming how folders of tables are named, in the words of dbt-athena's {@code s3_data_naming}
 */
public record TableFiles(
        Optional<String> compression,
        Optional<String> fieldDelimiter,
        List<String> bucketedBy,
        int bucketCount,
        Optional<String> location,
        Optional<String> folder,
        Optional<String> naming) {
    /** Everything as the engine and the profile choose. */
    public static final TableFiles NONE = new TableFiles(
            Optional.empty(), Optional.empty(), List.of(), 0, Optional.empty(), Optional.empty(), Optional.empty());

    public TableFiles {
        bucketedBy = List.copyOf(bucketedBy);
    }
}
