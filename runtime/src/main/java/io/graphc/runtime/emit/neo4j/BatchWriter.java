package io.graphc.runtime.emit.neo4j;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.SummaryCounters;

/**
 * Writes batches of one element type, each as one transaction. New elements are created without looking for them; where one
 * is there nevertheless, the uniqueness constraint refuses the batch, and it is merged. A batch that the server refuses for
 * one of its rows is halved until the rows are found; the others are written. So many rows as are given may be refused. Safe to share between threads.
 */
final class BatchWriter {
    /** So many refused rows are looked for where more are refused than may be. */
    private static final int SHOWN_ROWS = 10;

    private final Neo4jSettings settings;
    private final Cypher cypher;
    private final Attempts attempts;
    private final boolean creates;
    private final String create;
    private final String merge;
    private final AtomicLong refusals;

    BatchWriter(Neo4jSettings settings, Cypher cypher, WriteMode mode, Attempts attempts, long refusals) {
        this.settings = settings;
        this.cypher = cypher;
        this.attempts = attempts;
        this.creates = mode == WriteMode.NEW;
        this.create = cypher.create();
        this.merge = cypher.merge();
        this.refusals = new AtomicLong(refusals);
    }

    /** A row that the server refuses. */
    record Refused(String id, Neo4jException reason) {}

    /**
     * Writes one batch.
     *
     * @param rows a list value for each row, with the columns of the element query
     */
    WriteResult write(Session session, List<Value> rows) {
        List<Refused> refused = new ArrayList<>();
        long most = Math.max(SHOWN_ROWS, refusals.get() + 1);
        WriteResult written = write(session, rows, refused, most);
        if (refused.isEmpty()) {
            return written;
        }
        boolean few = refusals.addAndGet(-refused.size()) >= 0;
        // Where nothing at all is taken, the fault may be the server's.
        boolean ofRows = written.rows() > 0 || refused.stream().allMatch(row -> Neo4jErrors.isOfRow(row.reason()));
        if (!few || !ofRows) {
            throw Neo4jErrors.refusedRows(cypher.element(), rows.size(), refused);
        }
        return new WriteResult(
                rows.size(),
                written.created(),
                written.updated(),
                written.unchanged(),
                refused.stream().map(Neo4jErrors::refusedRow).toList());
    }

    private WriteResult write(Session session, List<Value> rows, List<Refused> refused, long most) {
        try {
            return writeAtOnce(session, rows);
        } catch (Neo4jException e) {
            if (!Neo4jErrors.liesInRows(e) || refused.size() >= most) {
                throw Neo4jErrors.refused(
                        settings,
                        "a batch of " + rows.size() + " `" + cypher.element().name() + "`",
                        e);
            }
            if (rows.size() == 1) {
                refused.add(new Refused(rows.get(0).get(0).asString(), e));
                return WriteResult.NOTHING;
            }
            int half = rows.size() / 2;
            WriteResult first = write(session, rows.subList(0, half), refused, most);
            return refused.size() >= most
                    ? first
                    : first.plus(write(session, rows.subList(half, rows.size()), refused, most));
        }
    }

    private WriteResult writeAtOnce(Session session, List<Value> rows) {
        Value parameter = Values.parameters("rows", Values.value(rows.toArray(Value[]::new)));
        if (creates) {
            try {
                return attempts.write(session, work(new Query(create, parameter), rows));
            } catch (ClientException e) {
                if (!Neo4jErrors.isDuplicate(e)) {
                    throw e;
                }
            }
        }
        return attempts.write(session, work(new Query(merge, parameter), rows));
    }

    private Function<Transaction, WriteResult> work(Query query, List<Value> rows) {
        return transaction -> {
            Result result = transaction.run(query);
            Record counts = result.single();
            SummaryCounters counters = result.consume().counters();
            long found = counts.get("found").asLong();
            if (found != rows.size()) {
                throw missing(transaction, query, rows.size(), found);
            }
            boolean node = cypher.element() instanceof NodePlan;
            long created = node ? counters.nodesCreated() : counters.relationshipsCreated();
            long updated = counts.get("changed").asLong();
            return new WriteResult(rows.size(), created, updated, rows.size() - created - updated);
        };
    }

    private RuntimeException missing(Transaction transaction, Query query, long rows, long found) {
        if (found > rows || cypher.element() instanceof NodePlan) {
            return new GraphcBugException(cypher.element().id() + ": " + rows + " rows gave " + found);
        }
        List<String> examples = transaction
                .run(new Query(cypher.missingEndpoints(), query.parameters()))
                .list(row -> "`" + row.get("id").asString() + "` lacks `"
                        + row.get("missing").asString() + "`");
        return Neo4jErrors.missingEndpoints(cypher.element(), rows - found, examples);
    }
}
