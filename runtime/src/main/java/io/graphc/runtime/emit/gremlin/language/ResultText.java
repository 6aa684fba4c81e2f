package io.graphc.runtime.emit.gremlin.language;

import io.graphc.runtime.emit.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.tinkerpop.gremlin.process.traversal.Path;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Property;
import org.apache.tinkerpop.gremlin.structure.Vertex;

/** Counts results and says what the first ones are. Not safe to share between threads. */
public final class ResultText {
    private final List<String> samples = new ArrayList<>();
    private final long limit;
    private long count;

    /** For an answer of so many results at most. */
    public ResultText(OptionalLong limit) {
        this.limit = limit.orElse(Long.MAX_VALUE);
    }

    /**
     * Takes in a result.
     *
     * @param times how often it came
     */
    public void add(Object result, long times) {
        count = Math.min(limit, count + times);
        if (samples.size() < Answer.SHOWN) {
            samples.add(of(result));
        }
    }

    public boolean isFull() {
        return count >= limit;
    }

    public Answer answer() {
        return new Answer(count, samples);
    }

    private static String of(Object result) {
        if (result instanceof Vertex vertex) {
            return "node `" + vertex.id() + "`";
        }
        if (result instanceof Edge edge) {
            return "relationship `" + edge.id() + "`";
        }
        if (result instanceof Property<?> property) {
            return property.key() + " " + of(property.value());
        }
        if (result instanceof Path path) {
            return of(path.objects());
        }
        if (result instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + " " + of(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
        if (result instanceof Collection<?> several) {
            return several.stream().map(ResultText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return result instanceof Date date ? date.toInstant().toString() : String.valueOf(result);
    }
}
