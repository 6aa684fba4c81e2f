package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.runtime.emit.gremlin.ScriptServer;
import io.graphc.runtime.load.neptune.NeptuneCallException;
import io.graphc.runtime.load.neptune.NeptuneQueries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sends statements to a Neptune cluster that people wrote: those in openCypher as they stand, with their parameters beside them.
 * Used by one thread.
 */
final class NeptuneStatements implements ScriptServer {
    private final NeptuneQueries queries;

    NeptuneStatements(NeptuneQueries queries) {
        this.queries = queries;
    }

    /** Asks a question in openCypher. */
    Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException {
        // Over HTTP there is no access mode that keeps a statement from writing.
        ReadingOnly.check(question.text().text());
        List<Map<String, Object>> rows = send(question);
        List<String> samples =
                rows.stream().limit(Answer.SHOWN).map(NeptuneStatements::shown).toList();
        return new Answer(Math.min(rows.size(), limit.orElse(Long.MAX_VALUE)), samples);
    }

    /** Runs a statement in openCypher. */
    void perform(GraphStatement action) throws RefusedStatementException {
        send(action);
    }

    private List<Map<String, Object>> send(GraphStatement statement) throws RefusedStatementException {
        try {
            return queries.openCypher(statement.single(), statement.parameters());
        } catch (NeptuneCallException e) {
            throw refused(statement.what(), e);
        }
    }

    @Override
    public List<String> about(String work, List<String> ids, Function<List<String>, String> script) {
        return queries.gremlin(work, ids, script);
    }

    @Override
    public String run(String what, String script) throws RefusedStatementException {
        try {
            return queries.gremlin(script);
        } catch (NeptuneCallException e) {
            throw refused(what, e);
        }
    }

    /** What is not the statement's own fault is thrown at once. */
    private RefusedStatementException refused(String what, NeptuneCallException thrown) {
        if (!thrown.isRefusal()) {
            throw queries.failed(what, thrown);
        }
        return new RefusedStatementException(thrown.words(), 0, 0, List.of(), thrown);
    }

    private static String shown(Map<String, Object> row) {
        return row.entrySet().stream()
                .map(column -> column.getKey() + " " + shown(column.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String shown(Object value) {
        if (value instanceof Map<?, ?> map && map.get("~id") instanceof String id) {
            return map.get("~labels") instanceof Collection<?> labels
                    ? "(:" + labels.stream().map(String::valueOf).collect(Collectors.joining(":")) + " `" + id + "`)"
                    : "[:" + map.get("~type") + " `" + id + "`]";
        }
        if (value instanceof List<?> several) {
            List<String> values = new ArrayList<>();
            several.forEach(one -> values.add(shown(one)));
            return values.stream().collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }
}
