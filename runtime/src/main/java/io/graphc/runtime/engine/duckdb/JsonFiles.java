package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.engine.SqlLiterals;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * JSON files (an array of objects, or one object a line) as a query with the declared columns. A key that an object does not
 * have is null; texts and numbers are cast as strictly as those of CSV files.
 */
final class JsonFiles {
    private final FileRows rows;
    private final Path projectFolder;
    private final List<Path> files;

    JsonFiles(FileRows rows, Path projectFolder, List<Path> files) {
        this.rows = rows;
        this.projectFolder = projectFolder;
        this.files = files;
    }

    String query() {
        List<String> columns = new ArrayList<>();
        for (Column column : rows.columns()) {
            columns.add(value(column, true) + " AS " + RelationName.quote(column.name()));
        }
        return "SELECT " + String.join(", ", columns) + " FROM " + read(files);
    }

    private String read(List<Path> paths) {
        List<String> columns = new ArrayList<>();
        for (Column column : rows.columns()) {
            columns.add(SqlLiterals.literal(column.name()) + ": 'JSON'");
        }
        return "read_json(" + FileRows.literal(paths) + ", columns={" + String.join(", ", columns) + "})";
    }

    private static boolean isNested(SqlType type) {
        return type == SqlTypes.JSON
                || type instanceof SqlType.Array
                || type instanceof SqlType.Map
                || type instanceof SqlType.Row;
    }

    private static String value(Column column, boolean orError) {
        String name = RelationName.quote(column.name());
        if (column.type() == SqlTypes.JSON) {
            return name;
        }
        if (isNested(column.type())) {
            String typeName = DuckDbTypes.nameOf(column.type());
            String cast = "TRY_CAST(" + name + " AS " + typeName + ")";
            return orError
                    ? "COALESCE(" + cast + ", CASE WHEN " + name
                            + " IS NOT NULL THEN CAST(error('a value does not parse') AS " + typeName + ") END)"
                    : cast;
        }
        String text = "(" + name + " ->> '$')";
        return orError ? StrictCast.valueOrError(text, column.type()) : StrictCast.valueOrNull(text, column.type());
    }

    /** Says which values do not parse, or passes on what DuckDB says of text that is not JSON. */
    GraphcException explain(DuckDbSession.Connected connected, SQLException failure) {
        BadValues bad = new BadValues(rows);
        for (Path file : files) {
            try {
                bad.add(FileRows.shown(file, projectFolder), inspect(connected, file));
            } catch (SQLException e) {
                String reason = DuckDbErrors.text(e).replaceAll(";? ?Try increasing.*", "");
                bad.add(
                        FileRows.shown(file, projectFolder),
                        new BadValues.InFile(0, 1, List.of("is not JSON as expected: " + reason), Set.of()));
            }
        }
        return bad.isEmpty() ? DuckDbErrors.queryFailed("reading " + rows.what(), failure) : bad.exception(failure);
    }

    private BadValues.InFile inspect(DuckDbSession.Connected connected, Path file) throws SQLException {
        List<String> counts = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            Column column = rows.columns().get(i);
            String name = RelationName.quote(column.name());
            String isBad = "(" + name + " ->> '$') IS NOT NULL AND (" + value(column, false) + ") IS NULL";
            counts.add("count(*) FILTER (WHERE " + isBad + ")");
            faults.add("CASE WHEN " + isBad + " THEN {'at': " + i + ", 'text': left(" + name + " ->> '$', 100)} END");
        }
        String read = read(List.of(file));
        long values = connected.queryLong("SELECT " + String.join(" + ", counts) + " FROM " + read);
        Set<String> columns = new LinkedHashSet<>();
        List<String> first = connected.query(
                "SELECT number, fault['at'], fault['text'] FROM (SELECT number, unnest(faults) AS fault FROM ("
                        + "SELECT row_number() OVER () AS number, list_filter([" + String.join(", ", faults)
                        + "], lambda fault: fault IS NOT NULL) AS faults FROM " + read
                        + ") WHERE len(faults) > 0) LIMIT " + BadValues.TOLD,
                row -> {
                    Column column = rows.columns().get(row.getInt(2));
                    columns.add(column.name());
                    return "object " + row.getLong(1) + ", key `" + column.name() + "`: "
                            + BadValues.shown(row.getString(3)) + " is no " + column.type();
                });
        return new BadValues.InFile(values, 0, first, columns);
    }
}
