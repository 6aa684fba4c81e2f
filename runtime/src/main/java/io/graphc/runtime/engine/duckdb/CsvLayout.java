package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.FileLocation;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.SqlLiterals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What stands in which place of the rows of CSV files.
 *
 * @param blankLines how many blank lines stand before the first record
 * @param width how many values a row has
 * @param positions for each declared column its place, from 0
 */
record CsvLayout(int blankLines, int width, List<Integer> positions) {
    CsvLayout {
        positions = List.copyOf(positions);
    }

    /** The first record of a file: its header, or where it has none, a row, whose length counts. */
    record Head(int blankLines, List<String> fields) {}

    static Head head(FileRows rows, Path file, String shown) {
        FileLocation location = rows.location();
        String lower = file.toString().toLowerCase(Locale.ROOT);
        if (lower.endsWith(".zst") || lower.endsWith(".bz2")) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.NOT_SUPPORTED, "`" + shown + "` is compressed in a way that is not read")
                    .help("use gzip (`.gz`), or Parquet")
                    .build());
        }
        try (CsvRecords records = CsvRecords.open(file, delimiter(location))) {
            // A blank line is a row where rows have one value, but no header.
            boolean blankCounts = !location.header() && rows.columns().size() == 1;
            int blankLines = 0;
            while (records.next()) {
                if (!records.isBlank() || blankCounts) {
                    return new Head(blankLines, records.fields());
                }
                blankLines++;
            }
            return new Head(0, List.of());
        } catch (IOException e) {
            throw rows.unreadable(shown, e);
        }
    }

    static char delimiter(FileLocation location) {
        String delimiter = location.delimiter();
        if (delimiter.length() != 1 || delimiter.charAt(0) > 127) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.NOT_SUPPORTED,
                            "delimiter `" + delimiter + "` of `" + location.path() + "` is not one ASCII character")
                    .build());
        }
        return delimiter.charAt(0);
    }

    /** The layout of one file. */
    static CsvLayout of(FileRows rows, Path file, String shown) {
        Head first = head(rows, file, shown);
        List<String> head = first.fields();
        List<String> wanted = rows.columns().stream().map(Column::name).toList();
        if (!rows.location().header()) {
            if (!head.isEmpty() && head.size() < wanted.size()) {
                throw rows.missingColumns(wanted.subList(head.size(), wanted.size()), shown, List.of());
            }
            List<Integer> inOrder = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                inOrder.add(i);
            }
            return new CsvLayout(first.blankLines(), Math.max(head.size(), wanted.size()), inOrder);
        }
        if (head.isEmpty()) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.MISSING_DATA, "`" + shown + "` of " + rows.what() + " has no header line")
                    .build());
        }
        List<Integer> positions =
                wanted.stream().map(name -> position(head, name)).toList();
        List<String> missing =
                wanted.stream().filter(name -> position(head, name) < 0).toList();
        if (!missing.isEmpty()) {
            throw rows.missingColumns(missing, shown, head);
        }
        return new CsvLayout(first.blankLines(), head.size(), positions);
    }

    /** The place of a name; an equal one before one in other letter case. */
    private static int position(List<String> head, String name) {
        int exact = head.indexOf(name);
        for (int i = 0; exact < 0 && i < head.size(); i++) {
            if (head.get(i).strip().equalsIgnoreCase(name)) {
                exact = i;
            }
        }
        return exact;
    }

    /** The name that the value in a place has in SQL. */
    static String place(int position) {
        return RelationName.quote("c" + position);
    }

    /**
     * The call that reads rows of this layout as texts: an empty value without quotes is null, all others are as written.
     *
     * @param options further options, each with a comma before it
     */
    String read(List<Path> files, FileLocation location, String options) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            places.add("'c" + i + "': 'VARCHAR'");
        }
        return "read_csv(" + FileRows.literal(files) + ", columns={" + String.join(", ", places) + "}, header="
                + location.header() + ", delim=" + SqlLiterals.literal(location.delimiter())
                + ", skip=" + blankLines
                + ", quote='\"', escape='\"', nullstr=[''], allow_quoted_nulls=false, auto_detect=false"
                // Not strict means: values beyond the last column are dropped; too few are still refused.
                + (location.extraValues() ? ", strict_mode=false" : "") + options
                + ")";
    }

    /** The text in the place of a declared column, null for a text that stands for null. */
    String text(int column, Column declared, FileLocation location) {
        String place = place(positions.get(column));
        List<String> nulls = new ArrayList<>(location.nullTexts());
        if (!SqlTypes.isText(declared.type())) {
            place = "trim(" + place + ")";
            nulls.add("");
        }
        if (nulls.isEmpty()) {
            return place;
        }
        String list = nulls.stream().map(SqlLiterals::literal).collect(Collectors.joining(", "));
        return "CASE WHEN " + place + " IN (" + list + ") THEN NULL ELSE " + place + " END";
    }
}
