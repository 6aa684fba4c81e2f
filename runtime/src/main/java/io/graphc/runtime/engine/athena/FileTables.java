package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.engine.parquet.ParquetObjects.Shape;
import io.graphc.runtime.engine.parquet.ParquetQuery;
import io.graphc.runtime.engine.warehouse.FileCopy;
import io.graphc.runtime.engine.warehouse.StagedColumn;
import io.graphc.runtime.engine.warehouse.StagedTable;
import io.graphc.runtime.engine.warehouse.TablesQuery;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import io.graphc.runtime.store.S3Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.glue.model.Column;

/**
 * Tables of graphc's own whose rows come from the small files of others: they are made on this machine, put into a folder as
 * Athena would have written them, and made known to Glue, without a statement. Safe to use from several threads.
 */
final class FileTables {
    /** A query about what other tenants share reads a table of each: asking Glue and S3 for hundreds takes longer than Athena. */
    private static final int MOST_TABLES = 10;

    private final AthenaSession session;
    private final AwsAccess access;
    private final Path cache;
    private final RowFiles files;

    /**
     * Tables of a connection.
     *
     * @param cache a folder of this machine for files while they are read and written
     * @param files knows the files of tables
     */
    FileTables(AthenaSession session, AwsAccess access, Path cache, RowFiles files) {
        this.session = session;
        this.access = access;
        this.cache = cache;
        this.files = files;
    }

    /** Makes a table, in place of one that is there; gives the number of its rows, or nothing where Athena is to make it. */
    OptionalLong make(FileCopy copy) {
        TablesQuery query = copy.query();
        Optional<S3Options> writing = session.workgroup().writing();
        if (writing.isEmpty() || query.tables().size() > MOST_TABLES) {
            return OptionalLong.empty();
        }
        List<S3Location> sources = files.folders(query);
        if (sources.size() < query.tables().size()) {
            return OptionalLong.empty();
        }
        Optional<String> fresh = session.folderFor(copy.into().relation(), TableSettings.NONE);
        Optional<S3Location> place = fresh.flatMap(S3Location::of);
        if (place.isEmpty()
                || sources.stream()
                        .anyMatch(source -> !source.bucket().equals(place.get().bucket()))) {
            return OptionalLong.empty();
        }
        String folder = fresh.get();
        Optional<Long> rows = files.whileThere(
                query,
                sources,
                () -> put(copy, sources, place.get(), writing.get()),
                put -> session.folders().remove(folder));
        return rows.isEmpty() ? OptionalLong.empty() : OptionalLong.of(place(copy.into(), folder, rows.get()));
    }

    /** Adds rows that are read of no table to one, as one object and so all or none; tells whether it did. */
    boolean add(FileCopy copy) {
        Optional<S3Options> writing = session.workgroup().writing();
        Optional<S3Location> folder = files.folder(copy.into());
        boolean reads = !copy.query().tables().isEmpty();
        if (reads || writing.isEmpty() || session.workgroup().enforced() || folder.isEmpty()) {
            return false;
        }
        // An insert of a run that was killed may still add rows, or have left some of those of one that failed.
        RowsOfInsert.settle(session, folder.get().toString());
        return put(copy, List.of(), folder.get(), writing.get()).isPresent();
    }

    /** Puts the rows into a folder; gives their number. */
    private Optional<Long> put(FileCopy copy, List<S3Location> sources, S3Location into, S3Options writing) {
        TablesQuery query = copy.query();
        files.checkCancelled(query.what());
        List<ParquetQuery.Table> tables = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            tables.add(new ParquetQuery.Table(
                    TablesQuery.name(i),
                    sources.get(i).prefix(),
                    shape(query.what(), query.tables().get(i).columns())));
        }
        return new ParquetQuery(tables, query.sql(), shape(query.what(), query.columns()))
                .put(
                        S3Store.open(access, new S3Location(into.bucket(), ""), writing),
                        cache,
                        copy.doubtful(),
                        into.prefix() + session.folders().file());
    }

    /** Columns with the types that their values are stored in. */
    private static Shape shape(String what, List<StagedColumn> columns) {
        return new Shape(
                what,
                columns.stream().map(StagedColumn::stored).toList(),
                columns.stream()
                        .map(staged -> io.graphc.plan.Column.of(staged.column().name(), staged.storedType()))
                        .toList());
    }

    private long place(StagedTable table, String folder, long rows) {
        return TableBuild.place(session, table.relation(), built -> {
            try {
                session.glue().create(built, columns(table), folder);
                return rows;
            } catch (GraphcException e) {
                removeAfter(e, folder);
                throw e;
            }
        });
    }

    private void removeAfter(GraphcException failure, String folder) {
        try {
            session.folders().remove(folder);
        } catch (GraphcException afterwards) {
            failure.addSuppressed(afterwards);
        }
    }

    private static List<Column> columns(StagedTable table) {
        return table.columns().stream()
                .map(column -> Column.builder()
                        .name(column.stored())
                        .type(hive(column.storedType()))
                        .build())
                .toList();
    }

    /** A stored type in Hive's words (Athena user guide, "Data types in Amazon Athena"). */
    private static String hive(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return "array<" + hive(array.element()) + ">";
        }
        if (type instanceof SqlType.Decimal decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof SqlType.Timestamp) {
            return "timestamp";
        }
        if (type == SqlTypes.INTEGER) {
            return "int";
        }
        if (type == SqlTypes.REAL) {
            return "float";
        }
        if (type == SqlTypes.VARBINARY) {
            return "binary";
        }
        return type instanceof SqlType.Varchar ? "string" : type.toString();
    }
}
