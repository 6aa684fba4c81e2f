package io.graphc.runtime.emit.gremlin;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.QueryLanguage;
import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.runtime.emit.gremlin.GremlinConnection.RequestFailedException;
import io.graphc.runtime.emit.gremlin.language.GremlinLanguage;
import io.graphc.runtime.emit.gremlin.language.ResultText;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.structure.util.empty.EmptyGraph;

/**
 * The graph of a Gremlin server. Statements are read here and sent as bytecode: no server runs a text, and a syntax error is
 * found before anything is sent.
 */
final class GremlinLoadedGraph implements LoadedGraph {
    private static final GraphTraversalSource G =
            AnonymousTraversalSource.traversal().withEmbedded(EmptyGraph.instance());

    private final GremlinSettings settings;
    private final GremlinConnection connection;

    GremlinLoadedGraph(GremlinSettings settings, GremlinConnection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public Set<QueryLanguage> languages() {
        return Set.of(QueryLanguage.GREMLIN);
    }

    @Override
    public Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException {
        Traversal<?, ?> traversal = GremlinLanguage.question(question, G);
        return send(question, traversal, limit);
    }

    @Override
    public void perform(GraphStatement action) throws RefusedStatementException {
        send(action, GremlinLanguage.statement(action, G), OptionalLong.empty());
    }

    private Answer send(GraphStatement statement, Traversal<?, ?> traversal, OptionalLong limit)
            throws RefusedStatementException {
        try {
            return connection.submit(traversal, () -> new ResultText(limit)).answer();
        } catch (RequestFailedException e) {
            GraphcException refused = GremlinErrors.refused(settings, statement.what(), e.failure());
            if (e.failure().kind() == Failure.Kind.REFUSED || e.failure().kind() == Failure.Kind.TOO_BIG) {
                throw new RefusedStatementException(e.failure().words(), 0, 0, List.of(), refused);
            }
            throw refused;
        }
    }

    @Override
    public boolean findsIds() {
        return true;
    }

    @Override
    public List<HeldElement> read(ElementPlan element, List<String> ids) {
        return connection
                .submit(
                        "reading a sample of `" + element.name() + "`",
                        Requests.stored(element instanceof NodePlan, ids))
                .stream()
                .map(map -> held(element, StoredElement.of((Map<?, ?>) map)))
                .toList();
    }

    private static HeldElement held(ElementPlan element, StoredElement stored) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (PropertyPlan property : element.properties()) {
            Collection<Object> values = stored.properties().getOrDefault(property.name(), List.of());
            List<Object> plain = values.stream().map(GremlinLoadedGraph::plain).toList();
            boolean one = property.cardinality() == Cardinality.SINGLE && plain.size() == 1;
            if (!plain.isEmpty()) {
                properties.put(property.name(), one ? plain.get(0) : plain);
            }
        }
        return new HeldElement(stored.id(), stored.labels(), stored.start(), stored.end(), properties);
    }

    private static Object plain(Object value) {
        return value instanceof Date date ? date.toInstant() : value;
    }

    @Override
    public List<HeldElement> read(ElementPlan element, int count) {
        throw new UnsupportedOperationException("it finds elements by their ids");
    }

    @Override
    public ChronoUnit precision() {
        return ChronoUnit.MILLIS;
    }

    @Override
    public boolean keepsLists() {
        return false;
    }
}
