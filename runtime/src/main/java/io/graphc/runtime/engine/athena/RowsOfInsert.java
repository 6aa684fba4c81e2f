package io.graphc.runtime.engine.athena;

import io.graphc.runtime.engine.StatementResult;
import io.graphc.runtime.engine.warehouse.Statement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An {@code INSERT} into a table of Hive: it adds files, and one that fails leaves those that it had written (Athena user
 * guide, "INSERT INTO"). Which files these are stands in the manifest of the query (Athena API reference,
 * "QueryExecutionStatistics"), so that nobody else's are touched. Not safe to share between threads.
 */
final class RowsOfInsert {
    private final AthenaSession session;
    private final Statement statement;
    private final String folder;

    /**
     * An insert that was not run yet.
     *
     * @param folder of the table
     */
    RowsOfInsert(AthenaSession session, Statement statement, String folder) {
        this.session = session;
        this.statement = statement;
        this.folder = folder;
    }

    /** Runs it once; what a failure leaves behind is removed where it is known, and told of where not. */
    StatementResult add() {
        SortedSet<String> before = session.folders().list(folder);
        try {
            FinishedQuery done =
                    session.statements().run(statement, AthenaStatements.Repeat.NEVER, attempt -> statement.sql());
            return new StatementResult(session.updated(statement.what(), done), "INSERT", done.cost());
        } catch (FailedQueryException e) {
            throw cleaned(e, before);
        }
    }

    private FailedQueryException cleaned(FailedQueryException failure, SortedSet<String> before) {
        SortedSet<String> left = session.folders().list(folder);
        left.removeAll(before);
        if (left.isEmpty()) {
            return failure;
        }
        if (failure.manifest().isEmpty()) {
            return failure.noted("files came into `" + folder
                    + "` while it ran, and Athena does not tell whose: rows of" + " it may be among them");
        }
        SortedSet<String> written =
                new TreeSet<>(session.folders().lines(failure.manifest().get()));
        written.retainAll(left);
        session.folders().delete(List.copyOf(written));
        return failure;
    }
}
