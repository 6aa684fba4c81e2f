package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.engine.StatementResult;
import io.graphc.runtime.engine.warehouse.Statement;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/**
 * An {@code INSERT} into a table of Hive: it adds files, and one that fails leaves those that it had written (Athena user
 * guide, "INSERT INTO"). Which files these are stands in the manifest of the query (Athena API reference,
 * "QueryExecutionStatistics"), so that nobody else's are touched. A note with the id of the query lies in the folder of the
 * table while it runs: where a run ended before the query did, the next one waits for that end, and removes what a bad one has
 * left. Not safe to share between threads.
 */
final class RowsOfInsert {
    /** Athena sees no files whose names begin so (Athena user guide, "Create tables in Athena"). */
    private static final String NOTE = "_graphc_insert_";

    private final AthenaSession session;
    private final Statement statement;
    private final String folder;
    private Optional<String> note = Optional.empty();
    private Optional<String> unnoted = Optional.empty();

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

    /** Ends what runs have begun to insert into the table of a folder without seeing its end. */
    static void settle(AthenaSession session, String folder) {
        session.folders().list(folder + NOTE).forEach(found -> settle(session, folder, found));
    }

    private static void settle(AthenaSession session, String folder, String note) {
        String id = note.substring((folder + NOTE).length());
        Optional<QueryExecution> end = session.statements().end(id);
        boolean well = end.map(query -> query.status().state() == QueryExecutionState.SUCCEEDED)
                .orElse(false);
        if (!well) {
            SortedSet<String> there = session.folders().list(folder);
            there.removeIf(address -> address.startsWith(folder + NOTE));
            // One that was stopped before it began has written no manifest either.
            boolean ran = !end.map(FinishedQuery::neverRan).orElse(false);
            if (!there.isEmpty() && !remove(session, end.flatMap(FinishedQuery::manifestOf), there) && ran) {
                session.notices().add(lost(id, folder, end.isPresent()));
            }
        }
        forget(session, note);
    }

    /** Removes what a manifest lists, and tells whether there is one. */
    private static boolean remove(AthenaSession session, Optional<String> manifest, SortedSet<String> there) {
        Optional<List<String>> lines = manifest.flatMap(session.folders()::lines);
        lines.ifPresent(files -> {
            SortedSet<String> written = new TreeSet<>(files);
            written.retainAll(there);
            session.folders().delete(List.copyOf(written));
        });
        return lines.isPresent();
    }

    private static Diagnostic lost(String id, String folder, boolean known) {
        return Diagnostic.of(
                        DiagnosticCode.INSERT_UNCERTAIN,
                        "rows of an earlier `INSERT` that may have failed may lie in `" + folder + "`")
                .note("query " + id
                        + (known
                                ? " did not end well, and Athena does not tell which files it wrote"
                                : " is not known to Athena any more, so how it ended cannot be told"))
                .help("look whether rows are in the table twice; `--full-refresh` builds it anew")
                .build();
    }

    /** A note that stays does no harm: whoever finds it asks once more how the query ended. */
    private static void forget(AthenaSession session, String note) {
        try {
            session.folders().delete(List.of(note));
        } catch (GraphcException e) {
            warn(session, e, "the note `" + note + "` of an `INSERT` stays until the next one can remove it");
        }
    }

    /**
     * Runs it once; what a failure leaves behind is removed where it is known, and told of where not. An insert that has
     * succeeded is never reported as failed: whoever ran it again would have its rows twice.
     */
    StatementResult add() {
        SortedSet<String> before = session.folders().list(folder);
        before.stream()
                .filter(address -> address.startsWith(folder + NOTE))
                .forEach(found -> settle(session, folder, found));
        try {
            FinishedQuery done = session.statements()
                    .run(statement, AthenaStatements.Repeat.NEVER, attempt -> statement.sql(), this::put);
            note.ifPresent(found -> forget(session, found));
            return new StatementResult(rows(done), "INSERT");
        } catch (FailedQueryException e) {
            throw undone(e, before);
        } catch (GraphcException e) {
            throw unnoted.map(id -> new GraphcException(e.diagnostic().noted(untold(id)), e))
                    .orElse(e);
        }
    }

    /** The query runs by now, and asked to stop it may end well all the same: it is waited for without a note, too. */
    private void put(String id) {
        String address = folder + NOTE + id;
        note = Optional.of(address);
        try {
            session.folders().put(address, session.project());
        } catch (GraphcException e) {
            warn(
                    session,
                    e,
                    statement.what() + " inserts rows without a note in `" + folder
                            + "`: should the run be killed meanwhile, no later one knows of them");
            unnoted = Optional.of(id);
        }
    }

    private String untold(String id) {
        return "query " + id + " may have put rows into `" + folder + "`, which no later run will know:"
                + " look in Athena how it ended before the model is run again";
    }

    private long rows(FinishedQuery done) {
        try {
            return session.updated(statement.what(), done);
        } catch (GraphcException e) {
            warn(session, e, statement.what() + " has inserted rows, and Athena does not tell how many");
            return -1;
        }
    }

    /** Nothing failed by it, so no failure tells of it. */
    private static void warn(AthenaSession session, GraphcException reason, String message) {
        Diagnostic.Builder warning = Diagnostic.of(DiagnosticCode.INSERT_UNCERTAIN, message);
        warning.note(reason.diagnostic().message());
        reason.diagnostic().notes().forEach(warning::note);
        reason.diagnostic().helps().forEach(warning::help);
        session.notices().add(warning.build());
    }

    /** The note stays where files may, so that the next insert tries again. */
    private FailedQueryException undone(FailedQueryException failure, SortedSet<String> before) {
        try {
            FailedQueryException told = cleaned(failure, before);
            note.ifPresent(found -> forget(session, found));
            return told;
        } catch (GraphcException afterwards) {
            FailedQueryException told = failure.noted("files that it wrote may still lie in `" + folder + "`");
            told.addSuppressed(afterwards);
            return told;
        }
    }

    private FailedQueryException cleaned(FailedQueryException failure, SortedSet<String> before) {
        SortedSet<String> left = session.folders().list(folder);
        left.removeAll(before);
        left.removeIf(address -> address.startsWith(folder + NOTE));
        if (left.isEmpty()) {
            return failure;
        }
        return remove(session, failure.manifest(), left)
                ? failure
                : failure.noted("files came into `" + folder
                        + "` while it ran, and Athena does not tell whose: rows of it may be among them");
    }
}
