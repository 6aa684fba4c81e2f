package io.graphc.runtime.emit.gremlin;

import io.graphc.runtime.emit.RefusedStatementException;
import java.util.List;
import java.util.function.Function;

/** A server that takes Gremlin as text and answers in GraphSON 3.0, as Neptune does over HTTP. Used by one thread. */
public interface ScriptServer {
    /**
     * The answer to a text about elements; where it is too big for the server, those to texts about fewer of them.
     *
     * @param work what it does, for a message
     */
    List<String> about(String work, List<String> ids, Function<List<String>, String> script);

    /**
     * The answer to a text that somebody wrote.
     *
     * @param what whose it is, for a message
     */
    String run(String what, String script) throws RefusedStatementException;
}
