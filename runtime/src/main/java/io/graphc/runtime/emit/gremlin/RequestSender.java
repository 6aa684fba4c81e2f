package io.graphc.runtime.emit.gremlin;

import io.graphc.runtime.emit.RefusedStatementException;
import java.util.List;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;

/** A server that answers requests which may all be repeated. Used by one thread. */
interface RequestSender {
    /**
     * The results of a request about elements; where it is too big for the server, those of requests about fewer of them.
     *
     * @param work what it does, for a message
     * @param ids the elements
     */
    List<Object> about(String work, List<String> ids, Function<List<String>, Traversal<?, ?>> request);

    /**
     * The results of a traversal that somebody wrote.
     *
     * @param what whose it is, for a message
     */
    List<Object> run(String what, Traversal<?, ?> written) throws RefusedStatementException;
}
