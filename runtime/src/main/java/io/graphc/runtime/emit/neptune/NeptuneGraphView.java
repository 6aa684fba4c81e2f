package io.graphc.runtime.emit.neptune;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.QueryLanguage;
import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.ElementQueries;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.runtime.emit.gremlin.GremlinScripts;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The graph of a Neptune cluster, which speaks openCypher and Gremlin. Used by one thread. */
final class NeptuneGraphView implements LoadedGraph {
    private final NeptuneElements elements;
    private final ElementQueries language;
    private final NeptuneStatements statements;
    private final boolean milliseconds;

    NeptuneGraphView(
            NeptuneElements elements, ElementQueries language, NeptuneStatements statements, boolean milliseconds) {
        this.elements = elements;
        this.language = language;
        this.statements = statements;
        this.milliseconds = milliseconds;
    }

    @Override
    public Set<QueryLanguage> languages() {
        return Set.of(QueryLanguage.CYPHER, QueryLanguage.GREMLIN);
    }

    @Override
    public Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException {
        return question.language() == QueryLanguage.GREMLIN
                ? new GremlinScripts(statements).ask(question, limit)
                : statements.ask(question, limit);
    }

    @Override
    public void perform(GraphStatement action) throws RefusedStatementException {
        if (action.language() == QueryLanguage.GREMLIN) {
            new GremlinScripts(statements).perform(action);
        } else {
            statements.perform(action);
        }
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
        return milliseconds ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
    }

    @Override
    public boolean keepsLists() {
        return false;
    }

    @Override
    public boolean shows(PropertyPlan property) {
        return language.shows(property);
    }
}
