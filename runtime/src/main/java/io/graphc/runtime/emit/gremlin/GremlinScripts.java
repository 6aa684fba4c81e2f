package io.graphc.runtime.emit.gremlin;

import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.runtime.emit.gremlin.language.GremlinText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;

/** A graph behind a server that takes Gremlin as text. Used by one thread. */
public final class GremlinScripts {
    private final RequestSender sender;

    /** The graph of a server. */
    public GremlinScripts(ScriptServer server) {
        this.sender = new Sender(server);
    }

    /** Writes requests as texts and reads answers. */
    private record Sender(ScriptServer server) implements RequestSender {
        @Override
        public List<Object> about(String work, List<String> ids, Function<List<String>, Traversal<?, ?>> request) {
            List<Object> results = new ArrayList<>();
            server.about(work, ids, some -> GremlinText.of(request.apply(some)))
                    .forEach(answer -> results.addAll(GremlinText.results(answer)));
            return results;
        }

        @Override
        public List<Object> run(String what, Traversal<?, ?> written) throws RefusedStatementException {
            return GremlinText.results(server.run(what, GremlinText.ofWritten(written)));
        }
    }

    /** Single elements of the graph. */
    public GremlinElements elements() {
        return new GremlinElements(sender);
    }

    /** Asks a question, as {@link io.graphc.runtime.emit.LoadedGraph#ask} does. */
    public Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException {
        return new StatementRunner(sender).ask(question, limit);
    }

    /** Runs a statement that may change the graph. */
    public void perform(GraphStatement action) throws RefusedStatementException {
        new StatementRunner(sender).perform(action);
    }
}
