package io.graphc.runtime.emit.gremlin;

import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.runtime.emit.gremlin.language.GremlinLanguage;
import io.graphc.runtime.emit.gremlin.language.ResultText;
import java.util.List;
import java.util.OptionalLong;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.structure.util.empty.EmptyGraph;

/**
 * Runs statements that somebody wrote. They are read here, so that a syntax error is found before anything is sent. Of a
 * question the server sends no more than is told: what comes beyond that it counts by itself.
 */
final class StatementRunner {
    private static final GraphTraversalSource G =
            AnonymousTraversalSource.traversal().withEmbedded(EmptyGraph.instance());
    /** One more than is told says whether there is anything to count. */
    private static final long FEW = Answer.SHOWN + 1L;

    private final RequestSender server;

    StatementRunner(RequestSender server) {
        this.server = server;
    }

    Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException {
        long most = limit.orElse(Long.MAX_VALUE);
        List<Object> first = server.run(question.what(), question(question).limit(Math.min(most, FEW)));
        ResultText results = new ResultText(limit);
        first.forEach(result -> results.add(result, 1));
        if (first.size() < FEW || most <= FEW) {
            return results.answer();
        }
        GraphTraversal<?, ?> all = question(question);
        List<Object> count = server.run(question.what(), (limit.isPresent() ? all.limit(most) : all).count());
        return new Answer(((Number) count.get(0)).longValue(), results.answer().samples());
    }

    private static GraphTraversal<?, ?> question(GraphStatement question) throws RefusedStatementException {
        return (GraphTraversal<?, ?>) GremlinLanguage.question(question, G);
    }

    void perform(GraphStatement action) throws RefusedStatementException {
        GraphTraversal<?, ?> traversal = (GraphTraversal<?, ?>) GremlinLanguage.statement(action, G);
        // What an action yields is nobody's to read, so the server sends a number alone.
        server.run(action.what(), traversal.count());
    }
}
