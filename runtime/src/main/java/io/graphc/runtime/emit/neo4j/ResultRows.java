package io.graphc.runtime.emit.neo4j;

import io.graphc.runtime.emit.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;
import org.neo4j.driver.types.Relationship;
import org.neo4j.driver.types.TypeSystem;

/** Counts the rows of a result and says what the first ones are. Not safe to share between threads. */
final class ResultRows {
    private final String idProperty;
    private final List<String> samples = new ArrayList<>();
    private long count;

    ResultRows(String idProperty) {
        this.idProperty = idProperty;
    }

    void add(Record row) {
        count++;
        if (samples.size() < Answer.SHOWN) {
            samples.add(row.keys().stream()
                    .map(name -> name + " " + text(row.get(name)))
                    .collect(Collectors.joining(", ")));
        }
    }

    long count() {
        return count;
    }

    Answer answer() {
        return new Answer(count, samples);
    }

    private String text(Value value) {
        if (value.hasType(TypeSystem.getDefault().STRING())) {
            return value.asString();
        }
        return value.isNull() ? "null" : text(value.asObject());
    }

    private String text(Object value) {
        if (value instanceof Node node) {
            return "(:" + String.join(":", node.labels()) + id(node) + ")";
        }
        if (value instanceof Relationship relationship) {
            return "[:" + relationship.type() + id(relationship) + "]";
        }
        if (value instanceof Path path) {
            return StreamSupport.stream(path.nodes().spliterator(), false)
                    .map(this::text)
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof List<?> several) {
            return several.stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.toString();
    }

    private String id(Entity element) {
        return element.containsKey(idProperty) ? " `" + text(element.get(idProperty)) + "`" : "";
    }
}
