package io.graphc.runtime.emit.neo4j;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.NotificationConfig;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.SummaryCounters;

/**
 * Writes the graph into a Neo4j database, 5.7 or later, in batches of one transaction each: an element that the database
 * lacks is created, one that differs is updated, one that is there already is left alone. Elements are found by the id
 * property, which gets a uniqueness constraint before anything is written. Only properties of the mapping are written and,
 * where a row has no value, removed; other properties and labels of an element stay. A node that relationships hang on is
 * never deleted. What a batch wrote is visible at once; a load that breaks off is completed by the next one.
 */
public final class Neo4jWriter implements GraphWriter {
    private static final long CONNECT_SECONDS = 5;
    private static final long ACQUIRE_SECONDS = 10;
    private static final long RETRY_SECONDS = 30;
    private static final long INDEX_SECONDS = 300;
    /** A batch ends early when its texts reach this, so that long texts do not fill the heap here or on the server. */
    private static final long BATCH_BYTES = 8L << 20;

    private final Neo4jSettings settings;
    private @Nullable Driver driver;
    private @Nullable Session session;

    /** A writer for one target; throws a diagnostic where its settings are wrong. */
    public Neo4jWriter(GraphTarget target) {
        this.settings = Neo4jSettings.of(target);
    }

    @Override
    public void open(CompiledProject project) {
        connect();
        Stream.concat(project.graph().nodes().stream(), project.graph().relationships().stream())
                .forEach(this::constrain);
        guard(
                "to prepare its indexes",
                () -> openSession()
                        .run("CALL db.awaitIndexes($seconds)", Values.parameters("seconds", INDEX_SECONDS))
                        .consume());
    }

    private void connect() {
        AuthToken token = settings.user()
                .map(user -> AuthTokens.basic(user, settings.password()))
                .orElseGet(AuthTokens::none);
        Config config = Config.builder()
                .withConnectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .withConnectionAcquisitionTimeout(ACQUIRE_SECONDS, TimeUnit.SECONDS)
                .withMaxTransactionRetryTime(RETRY_SECONDS, TimeUnit.SECONDS)
                .withNotificationConfig(NotificationConfig.disableAllConfig())
                .withLogging(Logging.slf4j())
                .withUserAgent("graphc")
                .build();
        try {
            Driver opened = GraphDatabase.driver(settings.uri(), token, config);
            driver = opened;
            opened.verifyConnectivity();
            SessionConfig.Builder options = SessionConfig.builder();
            settings.database().ifPresent(options::withDatabase);
            Session started = opened.session(options.build());
            session = started;
            started.run("RETURN 1").consume();
        } catch (Neo4jException | IllegalArgumentException e) {
            throw Neo4jErrors.cannotConnect(settings, e);
        }
    }

    private void constrain(ElementPlan element) {
        try {
            openSession().run(Cypher.of(element, settings).constraint()).consume();
        } catch (Neo4jException e) {
            throw Neo4jErrors.noConstraint(element.name(), e);
        }
    }

    private Session openSession() {
        return Objects.requireNonNull(session, "open comes first");
    }

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        RowValues values = new RowValues(element, rows);
        if (rows.columns().size() != values.columns()) {
            throw new GraphcBugException(
                    element.id() + " has " + rows.columns().size() + " columns, its plan " + values.columns());
        }
        Cypher cypher = Cypher.of(element, settings);
        String statement = cypher.write();
        WriteResult total = new WriteResult(0, 0, 0, 0);
        List<Value> batch = new ArrayList<>(settings.batchSize());
        long bytes = 0;
        while (rows.next()) {
            batch.add(values.row());
            bytes += values.lastSize();
            if (batch.size() == settings.batchSize() || bytes >= BATCH_BYTES) {
                total = sum(total, writeBatch(cypher, statement, batch));
                batch.clear();
                bytes = 0;
            }
        }
        return batch.isEmpty() ? total : sum(total, writeBatch(cypher, statement, batch));
    }

    private static WriteResult sum(WriteResult left, WriteResult right) {
        return new WriteResult(
                left.rows() + right.rows(),
                left.created() + right.created(),
                left.updated() + right.updated(),
                left.unchanged() + right.unchanged());
    }

    /** One transaction, which the driver repeats for a while when the server asks for it. */
    private WriteResult writeBatch(Cypher cypher, String statement, List<Value> batch) {
        Query query = new Query(statement, rowsParameter(batch));
        return guard(
                "a batch of " + batch.size() + " `" + cypher.element().name() + "`",
                () -> openSession().executeWrite(transaction -> writeBatch(transaction, query, cypher, batch)));
    }

    private static Value rowsParameter(List<Value> batch) {
        return Values.parameters("rows", Values.value(batch.toArray(Value[]::new)));
    }

    private static WriteResult writeBatch(
            TransactionContext transaction, Query query, Cypher cypher, List<Value> batch) {
        Result result = transaction.run(query);
        Record counts = result.single();
        SummaryCounters counters = result.consume().counters();
        long found = counts.get("found").asLong();
        if (found != batch.size()) {
            throw missing(transaction, cypher, batch, found);
        }
        long created = cypher.element() instanceof NodePlan ? counters.nodesCreated() : counters.relationshipsCreated();
        long updated = counts.get("changed").asLong();
        return new WriteResult(batch.size(), created, updated, batch.size() - created - updated);
    }

    private static RuntimeException missing(
            TransactionContext transaction, Cypher cypher, List<Value> batch, long found) {
        if (found > batch.size() || cypher.element() instanceof NodePlan) {
            return new GraphcBugException(cypher.element().id() + ": " + batch.size() + " rows gave " + found);
        }
        List<String> examples = transaction
                .run(new Query(cypher.missingEndpoints(), rowsParameter(batch)))
                .list(row -> "`" + row.get("id").asString() + "` lacks `"
                        + row.get("missing").asString() + "`");
        return Neo4jErrors.missingEndpoints(cypher.element(), batch.size() - found, examples);
    }

    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        Cypher cypher = Cypher.of(element, settings);
        DeleteResult total = DeleteResult.NOTHING;
        List<Value> batch = new ArrayList<>(settings.batchSize());
        while (ids.next()) {
            batch.add(Values.value(new Value[] {Values.value(ids.getText(0))}));
            if (batch.size() == settings.batchSize()) {
                total = total.plus(deleteBatch(cypher, batch));
                batch.clear();
            }
        }
        return batch.isEmpty() ? total : total.plus(deleteBatch(cypher, batch));
    }

    private DeleteResult deleteBatch(Cypher cypher, List<Value> batch) {
        Query query = new Query(cypher.delete(), rowsParameter(batch));
        return guard(
                "to delete a batch of " + batch.size() + " `" + cypher.element().name() + "`",
                () -> openSession().executeWrite(transaction -> {
                    Record counts = transaction.run(query).single();
                    long found = counts.get("found").asLong();
                    List<String> kept = counts.get("kept").asList(Value::asString);
                    return new DeleteResult(batch.size(), found - kept.size(), batch.size() - found, kept);
                }));
    }

    /** Does nothing: every batch was committed. */
    @Override
    public void commit() {}

    /**
     * Counts the elements whose ids start with the plan's prefix. For a type of scope {@code global} that is all that any
     * tenant wrote, so it may be more than this load's rows.
     */
    @Override
    public long count(ElementPlan element) {
        Query query = new Query(Cypher.of(element, settings).count(), Values.parameters("prefix", element.idPrefix()));
        return guard(
                "to count `" + element.name() + "`",
                () -> openSession()
                        .executeRead(transaction ->
                                transaction.run(query).single().get("count").asLong()));
    }

    @Override
    public String location() {
        return settings.toString();
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
        if (driver != null) {
            driver.close();
        }
    }

    /** Work on the database. */
    @FunctionalInterface
    private interface Work<T> {
        T run();
    }

    private <T> T guard(String what, Work<T> work) {
        try {
            return work.run();
        } catch (GraphcException e) {
            throw e;
        } catch (Neo4jException e) {
            throw Neo4jErrors.refused(settings, what, e);
        }
    }
}
