package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.engine.SourceColumnsException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found wrong in the files of a source or seed: all of it counted, the first ten told. */
final class BadValues {
    static final int TOLD = 10;
    private static final int VALUE_LENGTH = 80;

    private final FileRows rows;
    private final List<String> files = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private long values;
    private long records;

    BadValues(FileRows rows) {
        this.rows = rows;
    }

    /**
     * What is wrong in one file.
     *
     * @param values how many values do not parse
     * @param records how many rows are not rows of the file at all
     * @param first the first ten in words
     * @param columns the columns of those values
     */
    record InFile(long values, long records, List<String> first, Set<String> columns) {}

    void add(String file, InFile found) {
        if (found.values() + found.records() == 0) {
            return;
        }
        files.add(file);
        values += found.values();
        records += found.records();
        columns.addAll(found.columns());
        found.first().stream().limit(TOLD - told.size()).forEach(text -> told.add("`" + file + "` " + text));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    GraphcException exception(Throwable failure) {
        return new SourceColumnsException(diagnostic(), List.copyOf(columns), failure);
    }

    private Diagnostic diagnostic() {
        String where = files.size() == 1 ? "`" + files.get(0) + "`" : files.size() + " files";
        List<String> faults = new ArrayList<>();
        if (values > 0) {
            faults.add(values == 1 ? "a value that does not parse" : values + " values that do not parse");
        }
        if (records > 0) {
            faults.add(records == 1 ? "a row that cannot be read" : records + " rows that cannot be read");
        }
        Diagnostic.Builder builder = Diagnostic.of(
                DiagnosticCode.BAD_SOURCE_VALUE, rows.what() + ": " + String.join(" and ", faults) + " in " + where);
        told.forEach(builder::note);
        long more = values + records - told.size();
        if (more > 0) {
            builder.note("and " + more + " more");
        }
        return builder.help(
                        values > 0
                                ? "correct the file, declare the column as varchar and convert it in a model, or list the text under `null_values`"
                                : "correct the file, or what its YAML says about it: `delim`, `header`, `extra_values` of a source, `delimiter` of a seed")
                .build();
    }

    /** A value as it may stand in a message. */
    static String shown(String value) {
        return Excerpt.ofValue(value, VALUE_LENGTH);
    }
}
