package io.graphc.runtime.emit.gremlin;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.QueryLanguage;
import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.RefusedStatementException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The graph of a Gremlin server. Statements are sent as bytecode: no server runs a text.
 */
final class GremlinLoadedGraph implements LoadedGraph {
    private final StatementRunner statements;
    private final GremlinElements elements;

    GremlinLoadedGraph(RequestSender server, GremlinElements elements) {
        this.statements = new StatementRunner(server);
        this.elements = elements;
    }

    @Override
    public Set<QueryLanguage> languages() {
        return Set.of(QueryLanguage.GREMLIN);
    }

    @Override
    public Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException {
        return statements.ask(question, limit);
    }

    @Override
    public void perform(GraphStatement action) throws RefusedStatementException {
        statements.perform(action);
    }

    @Override
    public boolean findsIds() {
        return true;
    }

    @Override
    public List<HeldElement> read(ElementPlan element, List<String> ids) {
        return elements.read(element, ids);
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
