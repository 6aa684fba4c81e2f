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
import io.graphc.runtime.engine.parquet.ParquetQuery;
import io.graphc.runtime.engine.parquet.ParquetShares;
import io.graphc.runtime.engine.warehouse.StagedColumn;
import io.graphc.runtime.engine.warehouse.StagedTable;
import io.graphc.runtime.engine.warehouse.Statement;
import io.graphc.runtime.engine.warehouse.TablesQuery;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import io.graphc.runtime.store.S3Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Rows that are read from their Parquet files in S3. Where they are so many that pages of results would take longer, those of
 * a table come from the files that it has, those of a query from files that Athena is asked to write (Athena user guide,
 * "UNLOAD") into a folder like that of a table, which is removed when they are read. Where the files of tables are small,
 * queries over them are answered on this machine, without a statement. Safe to use from several threads.
 */
final class RowFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RowFiles.class);

    private final AthenaSession session;
    private final AwsAccess access;
    private final Path cache;
    private final long fewest;
    private final BooleanSupplier cancelled;

    /**
     * Files of a connection's tables and queries.
     *
     * @param cache a folder of this machine for files while they are read
     * @param fewest fewer rows than this are never read in shares
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
        return count < fewest ? Optional.empty() : folder(table).map(folder -> read(table, folder.toString()));
    }

    /** The folder that has the rows of a table and nothing else; empty where the table is not just one that graphc had made. */
    Optional<S3Location> folder(StagedTable table) {
        return session.glue()
                .find(table.relation())
                .filter(found -> found.belongsTo(session.project())
                        && !found.isView()
                        && !found.isIceberg()
                        && !found.isPartitioned())
                .flatMap(GlueTable::folder)
                .filter(TableFolders::isOwn)
                .flatMap(S3Location::of);
    }

    /** The rows of a query over tables in small files; empty where they are not, or Athena alone can read them. */
    Optional<RowCursor> ofFiles(TablesQuery query) {
        List<S3Location> folders = folders(query);
        List<String> buckets =
                folders.stream().map(S3Location::bucket).distinct().toList();
        if (folders.size() < query.tables().size() || buckets.size() != 1) {
            return Optional.empty();
        }
        List<ParquetQuery.Table> tables = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            tables.add(new ParquetQuery.Table(
                    TablesQuery.name(i),
                    folders.get(i).prefix(),
                    shape(query.what(), query.tables().get(i).columns())));
        }
        ParquetQuery answered = new ParquetQuery(tables, query.sql(), shape(query.what(), query.columns()));
        S3Location bucket = new S3Location(buckets.get(0), "");
        return whileThere(
                        query,
                        folders,
                        () -> answered.rows(S3Store.open(access, bucket, S3Options.NONE), cache),
                        RowCursor::close)
                .map(rows -> view(query.what(), query.columns(), rows));
    }

    /**
     * What comes of the files of a query's tables. Another run may drop one meanwhile, which would look like a table without
     * rows: then it is empty, so that a statement is asked, and tells.
     *
     * @param folders of the tables, where they were before
     * @param undo what is done with what came of files that are no table's any more
     */
    <T> Optional<T> whileThere(
            TablesQuery query, List<S3Location> folders, Supplier<Optional<T>> reading, Consumer<T> undo) {
        Optional<T> read;
        try {
            read = reading.get();
        } catch (GraphcException e) {
            if (e.getCause() instanceof NoSuchKeyException && !folders(query).equals(folders)) {
                LOG.debug("a table is not where it was when its files were read", e);
                return Optional.empty();
            }
            throw e;
        }
        if (read.isPresent() && !folders(query).equals(folders)) {
            undo.accept(read.get());
            return Optional.empty();
        }
        return read;
    }

    /** The folders of the tables of a query; fewer where one of them is not just a folder that graphc had made. */
    List<S3Location> folders(TablesQuery query) {
        return query.tables().stream().flatMap(table -> folder(table).stream()).toList();
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
        Shape shape = shape("`" + table.relation().identifier() + "`", table.columns());
        return ParquetShares.of(
                S3Store.open(access, place, S3Options.NONE),
                cache,
                shape,
                rows -> view(shape.what(), table.columns(), rows));
    }

    void checkCancelled(String what) {
        if (cancelled.getAsBoolean()) {
            throw new GraphcException(Diagnostic.of(DiagnosticCode.QUERY_FAILED, what + " was cancelled")
                    .build());
        }
    }

    private static Shape shape(String what, List<StagedColumn> columns) {
        return new Shape(
                what,
                columns.stream().map(StagedColumn::stored).toList(),
                columns.stream().map(StagedColumn::column).toList());
    }

    private RowCursor view(String what, List<StagedColumn> columns, RowCursor rows) {
        if (cancelled.getAsBoolean()) {
            rows.close();
            checkCancelled(what);
        }
        return StoredRows.isNeeded(columns) ? new StoredRows(DirectRowCursor.of(rows), columns) : rows;
    }
}
