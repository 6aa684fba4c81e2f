package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.TableFiles;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.RowShares;
import io.graphc.runtime.engine.SqlLiterals;
import io.graphc.runtime.engine.parquet.ParquetObjects.Shape;
import io.graphc.runtime.engine.parquet.ParquetShares;
import io.graphc.runtime.engine.warehouse.StagedColumn;
import io.graphc.runtime.engine.warehouse.StagedTable;
import io.graphc.runtime.engine.warehouse.Statement;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import io.graphc.runtime.store.S3Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Rows that are read from their Parquet files in S3, where they are so many that pages of results would take longer: those of
 * a table from the files that it has, those of a query from files that Athena is asked to write (Athena user guide, "UNLOAD")
 * into a folder like that of a table, which is removed when they are read. Safe to use from several threads.
 */
final class RowFiles {
    private final AthenaSession session;
    private final AwsAccess access;
    private final Path cache;
    private final long fewest;
    private final BooleanSupplier cancelled;

    /**
     * Files of a connection's tables and queries.
     *
     * @param cache a folder of this machine for files while they are read
     * @param fewest fewer rows than this are left to pages
     */
    RowFiles(AthenaSession session, AwsAccess access, Path cache, long fewest, BooleanSupplier cancelled) {
        this.session = session;
        this.access = access;
        this.cache = cache;
        this.fewest = fewest;
        this.cancelled = cancelled;
    }

    /** The rows of a table in its files; empty where they are few, or the table is not just a folder that graphc had made. */
    Optional<RowShares> ofTable(StagedTable table, long count) {
        return count < fewest
                ? Optional.empty()
                : session.glue()
                        .find(table.relation())
                        .filter(found -> found.belongsTo(session.project())
                                && !found.isView()
                                && !found.isIceberg()
                                && !found.isPartitioned())
                        .flatMap(GlueTable::folder)
                        .filter(TableFolders::isOwn)
                        .map(folder -> read(table, folder));
    }

    /**
     * The rows of a query in files that it writes; empty where they are few, or no folder is known for them.
     *
     * @param statement gives what the table would hold
     */
    Optional<RowShares> ofQuery(Statement statement, StagedTable table, long count) {
        Optional<String> first =
                count < fewest ? Optional.empty() : session.folders().fresh(table.relation(), TableFiles.NONE);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        List<String> folders = new ArrayList<>(List.of(first.get()));
        try {
            session.statements().run(statement, AthenaStatements.Repeat.SAFE, attempt -> {
                if (attempt > 1) {
                    // An attempt that failed may have written files, and Athena wants the folder empty.
                    session.folders().fresh(table.relation(), TableFiles.NONE).ifPresent(folders::add);
                }
                return unload(statement.sql(), last(folders));
            });
            RowShares rows = read(table, last(folders));
            return Optional.of(new RowShares(rows.shares(), () -> end(rows, folders)));
        } catch (GraphcException e) {
            removeAfter(e, folders);
            throw e;
        }
    }

    private static String last(List<String> folders) {
        return folders.get(folders.size() - 1);
    }

    private static String unload(String query, String folder) {
        return "UNLOAD (\n" + query + "\n) TO " + SqlLiterals.literal(folder)
                + " WITH (format='PARQUET', compression='SNAPPY')";
    }

    private void end(RowShares rows, List<String> folders) {
        try (rows) {
            folders.forEach(session.folders()::remove);
        }
    }

    private void removeAfter(GraphcException failure, List<String> folders) {
        try {
            folders.forEach(session.folders()::remove);
        } catch (GraphcException afterwards) {
            failure.addSuppressed(afterwards);
        }
    }

    private RowShares read(StagedTable table, String folder) {
        S3Location place =
                S3Location.of(folder).orElseThrow(() -> new GraphcBugException("a folder of graphc's own: " + folder));
        Shape shape = new Shape(
                "`" + table.relation().identifier() + "`",
                table.columns().stream().map(StagedColumn::stored).toList(),
                table.columns().stream().map(StagedColumn::column).toList());
        return ParquetShares.of(
                S3Store.open(access, place, S3Options.NONE), cache, shape, rows -> view(table, shape, rows));
    }

    private RowCursor view(StagedTable table, Shape shape, RowCursor rows) {
        if (cancelled.getAsBoolean()) {
            rows.close();
            throw new GraphcException(Diagnostic.of(DiagnosticCode.QUERY_FAILED, shape.what() + " was cancelled")
                    .build());
        }
        return StoredRows.isNeeded(table.columns()) ? new StoredRows(DirectRowCursor.of(rows), table.columns()) : rows;
    }
}
