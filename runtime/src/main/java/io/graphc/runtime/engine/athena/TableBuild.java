package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.TableSettings;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.StatementResult;
import io.graphc.runtime.engine.warehouse.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The build of one table: its rows go into a folder of their own under another name, then the table takes the place of the
 * one that is there. What a failure leaves behind is removed, as far as the connection still allows. Not safe to share
 * between threads.
 */
final class TableBuild {
    private static final String BUILT = "__graphc_built";
    private static final String WORK = "__graphc_rows_of_all";

    private final AthenaSession session;
    private final Statement query;
    private final RelationName relation;
    private final TableSettings settings;
    private final PartitionBatches batches;

    TableBuild(AthenaSession session, Statement query, RelationName relation, TableSettings settings) {
        this.session = session;
        this.query = query;
        this.relation = relation;
        this.settings = settings;
        this.batches = new PartitionBatches(settings);
    }

    /**
     * Builds it.
     *
     * @param columns those of the query, where they are known; else none
     */
    StatementResult run(List<Column> columns) {
        String sql = CreateTableSql.stored(query.sql(), columns, settings.isIceberg());
        long rows =
                place(session, relation, built -> isMany(sql) ? inBatches(built, sql) : create(built, settings, sql));
        return new StatementResult(rows, "CREATE TABLE");
    }

    /**
     * Has a table made under another name and puts it into its place.
     *
     * @param build makes it, and tells how many rows it has
     */
    static long place(AthenaSession session, RelationName relation, ToLongFunction<RelationName> build) {
        RelationName built = relation.withIdentifier(relation.identifier() + BUILT);
        session.dropBuilt(built, relation);
        long rows;
        try {
            rows = build.applyAsLong(built);
        } catch (GraphcException e) {
            // What somebody else has made under that name is theirs to drop.
            if (e.diagnostic().code() != DiagnosticCode.TABLE_NOT_SWITCHED) {
                dropAfter(session, e, built, relation);
            }
            throw e;
        }
        Optional<GlueTable> old = session.glue().replace(relation, built);
        // What was there before the last build is read by nobody any more.
        old.filter(table -> table.belongsTo(session.project()))
                .flatMap(GlueTable::folderBefore)
                .ifPresent(session.folders()::remove);
        return rows;
    }

    private static void dropAfter(
            AthenaSession session, GraphcException failure, RelationName built, RelationName relation) {
        try {
            session.dropBuilt(built, relation);
        } catch (GraphcException afterwards) {
            failure.addSuppressed(afterwards);
        }
    }

    private boolean isMany(String sql) {
        if (!batches.mayBeMany()) {
            return false;
        }
        // Rows of a table with buckets are all written by one statement or not at all.
        if (settings.batched() && settings.files().bucketCount() == 0) {
            return true;
        }
        long partitions;
        try (RowCursor counted = read(batches.count(sql))) {
            partitions = counted.next() ? counted.getLong(0) : 0;
        }
        if (!batches.fits(partitions)) {
            batches.checkBuckets(query, partitions);
            return true;
        }
        return false;
    }

    private RowCursor read(String sql) {
        return session.query(query.withSql(sql));
    }

    private long create(RelationName table, TableSettings how, String sql) {
        FinishedQuery made = session.statements().run(query, AthenaStatements.Repeat.SAFE, attempt -> {
            if (attempt > 1) {
                session.dropBuilt(table, relation);
            }
            return CreateTableSql.of(table, how, session.folderFor(relation, how), sql);
        });
        return written(made, table);
    }

    private long written(FinishedQuery made, RelationName table) {
        long rows = session.updated(query.what(), made);
        if (rows >= 0) {
            return rows;
        }
        try (RowCursor counted = read("SELECT count(*) FROM " + table.quoted())) {
            return counted.next() ? counted.getLong(0) : 0;
        }
    }

    /** All rows are made once; then each statement takes those of some partitions. */
    private long inBatches(RelationName built, String sql) {
        RelationName work = relation.withIdentifier(relation.identifier() + WORK);
        session.dropBuilt(work, relation);
        long rows;
        try {
            create(work, settings.undivided(), sql);
            rows = fill(built, work);
        } catch (GraphcException e) {
            dropAfter(session, e, work, relation);
            throw e;
        }
        session.dropBuilt(work, relation);
        return rows;
    }

    private long fill(RelationName built, RelationName work) {
        List<String> conditions;
        try (RowCursor partitions = read(batches.list(work))) {
            conditions = batches.conditions(partitions);
        }
        if (conditions.isEmpty()) {
            return create(built, settings, "SELECT * FROM " + work.quoted());
        }
        long rows = create(built, settings, rowsOf(work, conditions.get(0)));
        for (String condition : conditions.subList(1, conditions.size())) {
            String insert = "INSERT INTO " + built.quoted() + "\n" + rowsOf(work, condition);
            // Iceberg takes all rows of a statement or none; Hive may keep some of one that fails.
            AthenaStatements.Repeat repeat =
                    settings.isIceberg() ? AthenaStatements.Repeat.SAFE : AthenaStatements.Repeat.NEVER;
            FinishedQuery made = session.statements().run(query, repeat, attempt -> insert);
            rows += Math.max(0, session.updated(query.what(), made));
        }
        return rows;
    }

    private static String rowsOf(RelationName work, String condition) {
        return "SELECT * FROM " + work.quoted() + "\nWHERE " + condition;
    }
}
