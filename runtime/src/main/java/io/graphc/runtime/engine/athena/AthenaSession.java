package io.graphc.runtime.engine.athena;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.StatementCost;
import io.graphc.runtime.engine.warehouse.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * An open connection: statements in Athena, tables in Glue, folders in S3.
 *
 * @param project the name that tables are marked with
 */
record AthenaSession(
        AthenaClient client,
        AthenaCalls calls,
        Workgroup workgroup,
        AthenaStatements statements,
        GlueRegistry glue,
        TableFolders folders,
        String project) {
    /** What a query gave, and what that cost. */
    record Answer(RowCursor rows, StatementCost cost) {}

    /** Runs a query whose columns are read as Athena tells their types. Arrays make it run a second time, as JSON. */
    Answer query(Statement statement) {
        FinishedQuery done = statements.run(statement);
        ResultPages pages = new ResultPages(client, calls, statement.what(), done);
        List<Column> columns = ArrayColumns.told(pages);
        if (columns.stream().noneMatch(column -> column.type() instanceof SqlType.Array)) {
            return new Answer(new ResultCursor(pages, columns), done.cost());
        }
        FinishedQuery types = statements.run(statement.withSql(ArrayColumns.types(columns, statement.sql())));
        List<Column> typed = ArrayColumns.typed(columns, new ResultPages(client, calls, statement.what(), types));
        Answer again = query(statement, typed);
        return new Answer(again.rows(), done.cost().plus(types.cost()).plus(again.cost()));
    }

    /** Runs a query whose columns are known. */
    Answer query(Statement statement, List<Column> columns) {
        FinishedQuery done = statements.run(statement.withSql(ArrayColumns.asJson(columns, statement.sql())));
        return new Answer(
                new ResultCursor(new ResultPages(client, calls, statement.what(), done), columns), done.cost());
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

    /** Takes a relation out of the catalog, with the folders of its files where graphc made them for it. */
    void drop(RelationName relation) {
        Optional<GlueTable> there = glue.find(relation);
        if (there.isEmpty()) {
            return;
        }
        glue.delete(relation);
        List<String> folders = new ArrayList<>();
        there.flatMap(GlueTable::folder).ifPresent(folders::add);
        there.flatMap(GlueTable::folderBefore).ifPresent(folders::add);
        folders.forEach(folders()::remove);
    }
}
