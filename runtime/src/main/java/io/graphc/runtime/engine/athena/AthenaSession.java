package io.graphc.runtime.engine.athena;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.warehouse.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * An open connection: statements in Athena, tables in Glue, folders in S3.
 *
 * @param project the name that tables are marked with
 * @param notices what users are to know of the run though nothing failed
 */
record AthenaSession(
        AthenaClient client,
        AthenaCalls calls,
        Workgroup workgroup,
        AthenaStatements statements,
        GlueRegistry glue,
        TableFolders folders,
        String project,
        Notices notices) {
    /** Runs a query whose columns are read as Athena tells their types. Arrays make it run a second time, as JSON. */
    RowCursor query(Statement statement) {
        ResultPages pages = pages(statement);
        List<Column> columns = ArrayColumns.told(pages);
        if (columns.stream().noneMatch(column -> column.type() instanceof SqlType.Array)) {
            return new ResultCursor(pages, columns);
        }
        ResultPages types = pages(statement.withSql(ArrayColumns.types(columns, statement.sql())));
        return query(statement, ArrayColumns.typed(columns, types));
    }

    private ResultPages pages(Statement statement) {
        return new ResultPages(client, calls, statement.what(), statements.run(statement));
    }

    /** Runs a query whose columns are known. */
    RowCursor query(Statement statement, List<Column> columns) {
        return new ResultCursor(pages(statement.withSql(ArrayColumns.asJson(columns, statement.sql()))), columns);
    }

    /** How many rows a statement wrote; -1 where Athena does not tell. */
    long updated(String what, FinishedQuery done) {
        return new ResultPages(client, calls, what, done).updated().orElse(-1);
    }

    /** The folder for a build of a table; none where the work group decides. */
    Optional<String> folderFor(RelationName table, TableSettings settings) {
        return workgroup.enforced() && !settings.isIceberg()
                ? Optional.empty()
                : folders.fresh(table, settings.files());
    }

    /** Takes a relation out of the catalog, with the folders of its files where it is a table of this project. */
    void drop(RelationName relation) {
        Optional<GlueTable> there = glue.find(relation);
        if (there.isEmpty()) {
            return;
        }
        glue.delete(relation);
        there.filter(table -> table.belongsTo(project)).ifPresent(table -> {
            table.folder().ifPresent(folders::remove);
            table.folderBefore().ifPresent(folders::remove);
        });
    }

    /**
     * Takes the table of a build out of the catalog. Its folder goes, too, unless the relation that it was built for has
     * rows there: a run may have ended just after the switch.
     */
    void dropBuilt(RelationName built, RelationName relation) {
        Optional<GlueTable> there = glue.find(built);
        if (there.isEmpty()) {
            return;
        }
        Set<String> used = glue.places(relation);
        glue.delete(built);
        there.flatMap(GlueTable::folder)
                .filter(folder ->
                        used.stream().noneMatch(place -> place.startsWith(folder) || folder.startsWith(place)))
                .ifPresent(folders::remove);
    }
}
