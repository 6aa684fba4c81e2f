package io.graphc.runtime.emit.neo4j;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.QueryLanguage;
import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.RefusedStatementException;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

/**
 * The graph of a Neo4j database. Questions run in read access mode, which the server enforces; actions in transactions of
 * their own, so that they may have transactions inside.
 */
final class Neo4jLoadedGraph implements LoadedGraph {
    private static final Pattern PLACE = Pattern.compile("\\s*\\(line (\\d+), column (\\d+) \\(offset: \\d+\\)\\)");

    private final Neo4jSettings settings;
    private final Function<AccessMode, Session> sessions;
    private final Attempts attempts;

    /**
     * The graph of a driver.
     *
     * @param sessions gives a new session
     * @param attempts repeats statements that met something which passes; people write them so that they may be
     */
    Neo4jLoadedGraph(Neo4jSettings settings, Function<AccessMode, Session> sessions, Attempts attempts) {
        this.settings = settings;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    @Override
    public Set<QueryLanguage> languages() {
        return Set.of(QueryLanguage.CYPHER);
    }

    @Override
    public Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException {
        return run(question, AccessMode.READ, result -> {
            ResultRows rows = new ResultRows(settings.idProperty());
            long most = limit.orElse(Long.MAX_VALUE);
            while (rows.count() < most && result.hasNext()) {
                rows.add(result.next());
            }
            return rows.answer();
        });
    }

    @Override
    public void perform(GraphStatement action) throws RefusedStatementException {
        run(action, AccessMode.WRITE, Result::consume);
    }

    private <T> T run(GraphStatement statement, AccessMode mode, Function<Result, T> read)
            throws RefusedStatementException {
        Query query = new Query(statement.single(), Values.value(statement.parameters()));
        try (Session session = sessions.apply(mode)) {
            return attempts.run(() -> read.apply(session.run(query)));
        } catch (ServiceUnavailableException | SessionExpiredException e) {
            throw Neo4jErrors.refused(settings, "to run " + statement.what(), e);
        } catch (Neo4jException e) {
            if (Attempts.isInTheWay(e)) {
                throw Neo4jErrors.refused(settings, "to run " + statement.what(), e);
            }
            throw refused(e);
        }
    }

    private static RefusedStatementException refused(Neo4jException error) {
        String message = String.valueOf(error.getMessage());
        Matcher matcher = PLACE.matcher(message);
        if (!matcher.find()) {
            return new RefusedStatementException(message.lines().findFirst().orElse(message), 0, 0, List.of(), error);
        }
        return new RefusedStatementException(
                message.substring(0, matcher.start()).strip().replaceAll("\\s*\\R\\s*", " "),
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                List.of(),
                error);
    }

    @Override
    public boolean findsIds() {
        return true;
    }

    @Override
    public List<HeldElement> read(ElementPlan element, List<String> ids) {
        Query query = new Query(Cypher.of(element, settings).read(), Values.parameters("ids", ids));
        try (Session session = sessions.apply(AccessMode.READ)) {
            return session.executeRead(transaction -> transaction.run(query).list(found -> held(element, found)));
        } catch (Neo4jException e) {
            throw Neo4jErrors.refused(settings, "to read a sample of `" + element.name() + "`", e);
        }
    }

    private static HeldElement held(ElementPlan element, Record found) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Value all = found.get("properties");
        for (PropertyPlan property : element.properties()) {
            Value value = all.get(property.name());
            if (!value.isNull()) {
                properties.put(property.name(), plain(value.asObject()));
            }
        }
        boolean node = element instanceof NodePlan;
        return new HeldElement(
                found.get("id").asString(),
                new LinkedHashSet<>(found.get("labels").asList(Value::asString)),
                node ? "" : found.get("start").asString(""),
                node ? "" : found.get("end").asString(""),
                properties);
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> several) {
            List<Object> values = new ArrayList<>();
            several.forEach(one -> values.add(plain(one)));
            return values;
        }
        if (value instanceof ZonedDateTime time) {
            return time.toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
        }
        if (value instanceof OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC);
        }
        return value instanceof OffsetTime time ? time.toString() : value;
    }

    @Override
    public List<HeldElement> read(ElementPlan element, int count) {
        throw new UnsupportedOperationException("it finds elements by their ids");
    }

    @Override
    public ChronoUnit precision() {
        return ChronoUnit.NANOS;
    }

    @Override
    public boolean keepsLists() {
        return true;
    }
}
