package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CSV files as a query with the declared columns. Values are read as text first and then cast strictly, so that none
 * changes; the query fails at the first one that does not parse, and {@link #explain} then looks at all of them.
 */
final class CsvFiles {
    private final FileRows rows;
    private final Path projectFolder;
    private final Map<CsvLayout, List<Path>> filesByLayout = new LinkedHashMap<>();

    CsvFiles(FileRows rows, Path projectFolder, List<Path> files) {
        this.rows = rows;
        this.projectFolder = projectFolder;
        for (Path file : files) {
            CsvLayout layout = CsvLayout.of(rows, file, FileRows.shown(file, projectFolder));
            filesByLayout.computeIfAbsent(layout, key -> new ArrayList<>()).add(file);
        }
    }

    /** The query for all files. */
    String query() {
        List<String> parts = new ArrayList<>();
        filesByLayout.forEach((layout, files) ->
                parts.add("SELECT " + columns(layout) + " FROM " + layout.read(files, rows.location(), "")));
        return String.join(" UNION ALL ", parts);
    }

    private String columns(CsvLayout layout) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            Column column = rows.columns().get(i);
            String text = layout.text(i, column, rows.location());
            columns.add(StrictCast.valueOrError(text, column.type()) + " AS " + RelationName.quote(column.name()));
        }
        return String.join(", ", columns);
    }

    /**
     * Says what is wrong with the files after the query failed.
     *
     * @param failure DuckDB's error, told where nothing else is found
     */
    GraphcException explain(DuckDbSession.Connected connected, SQLException failure) throws SQLException {
        BadValues bad = new BadValues(rows);
        for (Map.Entry<CsvLayout, List<Path>> entry : filesByLayout.entrySet()) {
            for (Path file : entry.getValue()) {
                CsvInspection inspection = new CsvInspection(rows, entry.getKey(), file);
                bad.add(FileRows.shown(file, projectFolder), inspection.inspect(connected));
            }
        }
        return bad.isEmpty() ? DuckDbErrors.queryFailed("reading " + rows.what(), failure) : bad.exception(failure);
    }
}
