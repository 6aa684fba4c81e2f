package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.FileLocation;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.LocalFiles;
import io.graphc.runtime.engine.SourceColumnsException;
import io.graphc.runtime.engine.SqlLiterals;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows of files, wanted as a relation.
 *
 * @param what the source or seed in words, for messages
 */
record FileRows(String what, RelationName relation, FileLocation location, List<Column> columns) {
    static FileRows of(SourceTable source, FileLocation location) {
        return new FileRows("source `" + source.label() + "`", source.relation(), location, source.columns());
    }

    static FileRows of(SeedPlan seed) {
        return new FileRows("seed `" + seed.name() + "`", seed.relation(), seed.file(), seed.columns());
    }

    /** The files that the path means, as absolute paths, sorted. */
    List<Path> files(DuckDbSession.Connected connected, Path projectFolder) throws SQLException {
        List<Path> files = find(connected, projectFolder);
        if (files.isEmpty()) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.MISSING_DATA, "no file for " + what + " at `" + location.path() + "`")
                            .note("looked for " + pattern(projectFolder))
                            .help("correct the path, or declare the table as optional where a tenant has none")
                            .build());
        }
        return files;
    }

    /** As {@link #files}, empty where there is none. */
    List<Path> find(DuckDbSession.Connected connected, Path projectFolder) throws SQLException {
        return connected.query(
                "SELECT file FROM glob(" + SqlLiterals.literal(pattern(projectFolder)) + ") ORDER BY file",
                row -> Path.of(row.getString(1)));
    }

    /** The path with its glob characters, absolute. */
    String pattern(Path projectFolder) {
        // Not by Path.resolve: glob characters are no path on every system.
        String path = location.path();
        return Path.of(path.replace('*', '_').replace('?', '_')).isAbsolute()
                ? path
                : projectFolder.toAbsolutePath().normalize() + "/" + path;
    }

    /** A list of files as a SQL literal. */
    static String literal(List<Path> files) {
        return files.stream()
                .map(file -> SqlLiterals.literal(file.toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The file as users know it: relative to the project folder where it lies below it. */
    static String shown(Path file, Path projectFolder) {
        return LocalFiles.shown(file, projectFolder);
    }

    /** A file that is there and cannot be read. */
    GraphcException unreadable(String file, IOException reason) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "`" + file + "` of " + what + " cannot be read")
                        .note(String.valueOf(reason.getMessage()))
                        .build(),
                reason);
    }

    /** Declared columns that a file does not have. */
    GraphcException missingColumns(List<String> missing, String file, List<String> there) {
        return SourceColumnsException.missing(what, missing, "`" + file + "`", there);
    }
}
