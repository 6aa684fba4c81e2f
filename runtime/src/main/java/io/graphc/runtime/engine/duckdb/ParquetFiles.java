package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.runtime.engine.SourceColumnsException;
import io.graphc.runtime.engine.SqlLiterals;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parquet files as a query with the declared columns, found by name. A type that the files have otherwise is an error, unless
 * a cast keeps every value. Columns from folder names ({@code day=2024-01-01}) are text until they are cast strictly.
 */
final class ParquetFiles {
    private final FileRows rows;
    private final Path projectFolder;

    ParquetFiles(FileRows rows, Path projectFolder) {
        this.rows = rows;
        this.projectFolder = projectFolder;
    }

    /** The call that reads the files. */
    static String read(String pattern) {
        return "read_parquet(" + SqlLiterals.literal(pattern) + ", union_by_name=true, hive_types_autocast=false)";
    }

    String query(DuckDbSession.Connected connected) throws SQLException {
        List<Path> files = rows.files(connected, projectFolder);
        String shown = FileRows.shown(files.get(0), projectFolder);
        String read = read(rows.pattern(projectFolder));
        List<DescribedColumn> there = connected.describe("SELECT * FROM " + read);
        List<String> columns = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Column column : rows.columns()) {
            Optional<DescribedColumn> found = find(there, column.name());
            if (found.isEmpty()) {
                missing.add(column.name());
                continue;
            }
            boolean fromFolder =
                    files.get(0).toString().contains("/" + found.get().name() + "=");
            columns.add(column(column, found.get(), fromFolder, shown) + " AS " + RelationName.quote(column.name()));
        }
        if (!missing.isEmpty()) {
            throw rows.missingColumns(
                    missing, shown, there.stream().map(DescribedColumn::name).toList());
        }
        return "SELECT " + String.join(", ", columns) + " FROM " + read;
    }

    static Optional<DescribedColumn> find(List<DescribedColumn> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private String column(Column declared, DescribedColumn found, boolean fromFolder, String file) {
        String name = RelationName.quote(found.name());
        SqlType actual = found.type();
        if (fromFolder) {
            return StrictCast.valueOrError(name, declared.type());
        }
        if (ColumnFit.of(actual, declared.type()) == ColumnFit.DIFFERS) {
            throw SourceColumnsException.otherType(rows.what(), declared, actual, "`" + file + "`");
        }
        return ColumnFit.cast(name, actual, declared.type());
    }
}
