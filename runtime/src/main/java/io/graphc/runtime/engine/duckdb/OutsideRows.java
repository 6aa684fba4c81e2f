package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.FileLocation;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows of sources and seeds, made readable in the database. Used on one connection.
 *
 * @param projectFolder what paths of files start from
 */
record OutsideRows(DuckDbSession.Connected connected, Path projectFolder) {
    /** Makes the relation of a source, or checks the one that is there. */
    void provide(SourceTable source) throws SQLException {
        if (source.absent()) {
            new Relations(connected).replaceWithView(source.relation(), emptyRows(source.columns()));
        } else if (source.files().isPresent()) {
            provideFiles(source, source.files().get());
        } else {
            checkTable(source);
        }
    }

    private static String emptyRows(List<Column> columns) {
        return columns.stream()
                .map(column -> "CAST(NULL AS " + DuckDbTypes.nameOf(column.type()) + ") AS "
                        + RelationName.quote(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    private void provideFiles(SourceTable source, FileLocation location) throws SQLException {
        FileRows rows = FileRows.of(source, location);
        switch (location.format()) {
            case PARQUET ->
                new Relations(connected)
                        .replaceWithView(source.relation(), new ParquetFiles(rows, projectFolder).query(connected));
            case CSV -> loadCsv(rows);
            case JSON -> loadJson(rows);
        }
    }

    /** Makes a table of files; the number of its rows. */
    long loadCsv(FileRows rows) throws SQLException {
        CsvFiles csv = new CsvFiles(rows, projectFolder, rows.files(connected, projectFolder));
        try {
            return new Relations(connected).replaceWithTable(rows.relation(), csv.query());
        } catch (SQLException e) {
            throw DuckDbErrors.isInterrupt(e) ? e : explained(csv.explain(connected, e));
        }
    }

    private void loadJson(FileRows rows) throws SQLException {
        JsonFiles json = new JsonFiles(rows, projectFolder, rows.files(connected, projectFolder));
        try {
            new Relations(connected).replaceWithTable(rows.relation(), json.query());
        } catch (SQLException e) {
            throw DuckDbErrors.isInterrupt(e) ? e : explained(json.explain(connected, e));
        }
    }

    private static SQLException explained(GraphcException explanation) {
        throw explanation;
    }

    private void checkTable(SourceTable source) throws SQLException {
        ResultCheck.ofSource(source, columns(source));
    }

    private List<DescribedColumn> columns(SourceTable source) throws SQLException {
        try {
            return connected.describe("FROM " + source.relation().quoted());
        } catch (SQLException e) {
            if (DuckDbErrors.isInterrupt(e)
                    || new Relations(connected).kind(source.relation()).isPresent()) {
                throw e;
            }
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.MISSING_DATA, "source `" + source.label() + "` is not in the database")
                            .note("looked for " + source.relation().quoted())
                            .help("create the table, or give the source a location of files")
                            .build(),
                    e);
        }
    }
}
