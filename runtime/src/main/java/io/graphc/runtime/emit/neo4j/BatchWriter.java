package io.graphc.runtime.emit.neo4j;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final AtomicLong refusals;

    BatchWriter(Neo4jSettings settings, Cypher cypher, WriteMode mode, Attempts attempts, long refusals) {
        this.settings = settings;
        this.cypher = cypher;
        this.attempts = attempts;
        this.creates = mode == WriteMode.NEW;
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
        List<Alike> groups = groups(rows);
        if (creates) {
            try {
                return attempts.write(session, work(groups, cypher::create));
            } catch (ClientException e) {
                if (!Neo4jErrors.isDuplicate(e)) {
                    throw e;
                }
            }
        }
        return attempts.write(session, work(groups, cypher::merge));
    }

    /** Rows of one transaction whose elements have the same labels, so that the statement can name these. */
    private record Alike(List<String> labels, Value parameter, int rows) {
        static Alike of(List<String> labels, List<Value> rows) {
            return new Alike(labels, Values.parameters("rows", Values.value(rows.toArray(Value[]::new))), rows.size());
        }
    }

    private List<Alike> groups(List<Value> rows) {
        if (!cypher.hasFurtherLabels()) {
            return List.of(Alike.of(List.of(), rows));
        }
        Map<List<String>, List<Value>> byLabels = new LinkedHashMap<>();
        rows.forEach(row -> byLabels.computeIfAbsent(cypher.furtherLabels(row), labels -> new ArrayList<>())
                .add(row));
        return byLabels.entrySet().stream()
                .map(group -> Alike.of(group.getKey(), group.getValue()))
                .toList();
    }

    private Function<Transaction, WriteResult> work(List<Alike> groups, Function<List<String>, String> statement) {
        return transaction -> groups.stream()
                .map(group -> write(transaction, group, new Query(statement.apply(group.labels()), group.parameter())))
                .reduce(WriteResult.NOTHING, WriteResult::plus);
    }

    private WriteResult write(Transaction transaction, Alike group, Query query) {
        Result result = transaction.run(query);
        Record counts = result.single();
        SummaryCounters counters = result.consume().counters();
        long found = counts.get("found").asLong();
        if (found != group.rows()) {
            throw missing(transaction, query, group.rows(), found);
        }
        boolean node = cypher.element() instanceof NodePlan;
        long created = node ? counters.nodesCreated() : counters.relationshipsCreated();
        long updated = counts.get("changed").asLong();
        return new WriteResult(group.rows(), created, updated, group.rows() - created - updated);
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
