package io.graphc.runtime.emit.neo4j;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.RowCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.NotificationConfig;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Writes the graph into a Neo4j database, 5.7 or later, in batches of one transaction each, several at once: an element that
 * the database lacks is created, one that differs is updated, one that is there already is left alone. Elements are found by the id
 * property, which gets a uniqueness constraint before anything is written. Only properties of the mapping are written and,
 * where a row has no value, removed; labels that the mapping lost are taken away; other properties and labels of an element
 * stay. A node that relationships hang on is
 * never deleted. What a batch wrote is visible at once; a load that breaks off is completed by the next one.
 */
public final class Neo4jWriter implements GraphWriter {
    private static final long CONNECT_SECONDS = 5;
    private static final long ACQUIRE_SECONDS = 10;
    private static final long RETRY_SECONDS = 30;
    private static final long INDEX_SECONDS = 300;

    private final Neo4jSettings settings;
    private final Attempts attempts;
    private @Nullable Driver driver;
    private @Nullable Session session;
    private @Nullable Constraints constraints;
    private Load load = Load.UNREMEMBERED;

    /** A writer for one target; throws a diagnostic where its settings are wrong. */
    public Neo4jWriter(GraphTarget target) {
        this(target, Duration.ofSeconds(RETRY_SECONDS));
    }

    /** A writer that gives a server that is gone so much time to come back. */
    Neo4jWriter(GraphTarget target, Duration patience) {
        this.settings = Neo4jSettings.of(target);
        this.attempts = new Attempts(patience);
    }

    @Override
    public void open(CompiledProject project) {
        connect();
        Edition edition = guard("to tell its edition", () -> Constraints.edition(openSession()));
        constraints = new Constraints(settings, attempts, openSession(), edition, project);
    }

    private void connect() {
        AuthToken token = settings.token()
                .map(AuthTokens::bearer)
                .or(() -> settings.user().map(user -> AuthTokens.basic(user, settings.password())))
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
            session = newSession();
            openSession().run("RETURN 1").consume();
        } catch (Neo4jException | IllegalArgumentException e) {
            throw Neo4jErrors.cannotConnect(settings, e);
        }
    }

    /** Connects, and does nothing else. */
    boolean connected() {
        connect();
        return true;
    }

    /** The texts that a question to the server gives under the name {@code found}. */
    List<String> asked(String what, Query question) {
        return guard(
                what,
                () -> openSession().run(question).list(row -> row.get("found").asString()));
    }

    /** Makes a node and takes it back before anybody sees it. */
    String tried() {
        return guard("to make a node", () -> {
            try (Transaction transaction = openSession().beginTransaction()) {
                transaction.run("CREATE (n) DELETE n").consume();
                transaction.rollback();
            }
            return "nodes may be made and deleted";
        });
    }

    /** Sessions share their bookmarks: what one has written, the next ones see, also on another member of a cluster. */
    private Session newSession() {
        return newSession(AccessMode.WRITE);
    }

    private Session newSession(AccessMode mode) {
        Driver opened = Objects.requireNonNull(driver, "open comes first");
        SessionConfig.Builder options = SessionConfig.builder()
                .withDefaultAccessMode(mode)
                .withBookmarkManager(opened.executableQueryBookmarkManager());
        settings.database().ifPresent(options::withDatabase);
        return opened.session(options.build());
    }

    private Session openSession() {
        return Objects.requireNonNull(session, "open comes first");
    }

    /** Who only looks, as a test does, leaves constraints as they are. */
    @Override
    public void begin(Load begun) {
        load = begun;
        guard("to make its constraints", () -> {
            openConstraints().prepare();
            return "";
        });
        guard(
                "to prepare its indexes",
                () -> openSession()
                        .run("CALL db.awaitIndexes($seconds)", Values.parameters("seconds", INDEX_SECONDS))
                        .consume());
    }

    private Constraints openConstraints() {
        return Objects.requireNonNull(constraints, "open comes first");
    }

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        return write(element, rows, mode, 0);
    }

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode, long refusals) {
        RowBatches batches = new RowBatches(element, rows, settings.batchSize());
        Cypher cypher =
                new Cypher(element, settings.idProperty(), load.lostLabels().getOrDefault(element.id(), List.of()));
        BatchWriter writer = new BatchWriter(settings, cypher, mode, attempts, refusals);
        try (ParallelBatches<WriteResult> parallel = new ParallelBatches<>(
                settings.parallelism(), this::newSession, WriteResult.NOTHING, WriteResult::plus)) {
            for (List<Value> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                List<Value> whole = batch;
                parallel.add(free -> writer.write(free, whole));
            }
            return parallel.finish();
        }
    }

    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        openConstraints().retire(element);
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
        Value rows = Values.value(batch.toArray(Value[]::new));
        Query query = new Query(cypher.delete(), Values.parameters("rows", rows));
        return guard(
                "to delete a batch of " + batch.size() + " `" + cypher.element().name() + "`",
                () -> attempts.write(openSession(), transaction -> {
                    Record counts = transaction.run(query).single();
                    long found = counts.get("found").asLong();
                    List<String> kept = counts.get("kept").asList(Value::asString);
                    return new DeleteResult(batch.size(), found - kept.size(), batch.size() - found, kept);
                }));
    }

    /** Every batch was committed: only constraints remain to be made. */
    @Override
    public void commit() {
        guard("to make its constraints", () -> {
            openConstraints().complete();
            return "";
        });
    }

    @Override
    public List<String> missingConstraints() {
        return guard("to show its constraints", openConstraints()::missing);
    }

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
    public long repeated() {
        return attempts.repeated();
    }

    @Override
    public Optional<LoadedGraph> loaded() {
        return Optional.of(new Neo4jLoadedGraph(settings, this::newSession, attempts));
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
