package io.graphc.runtime.emit.file;

import io.graphc.runtime.emit.ElementSink;
import io.graphc.runtime.emit.HeldElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Keeps the first elements that files hold. Not safe to share between threads. */
public final class SampleSink implements ElementSink {
    private final List<HeldElement> held = new ArrayList<>();
    private final Predicate<String> gone;
    private int wanted;

    /**
     * An empty sample.
     *
     * @param gone whether the element of an id is not there any more, whatever the files say
     */
    public SampleSink(Predicate<String> gone) {
        this.gone = gone;
    }

    /** Takes so many elements more. */
    public void want(int more) {
        wanted = held.size() + more;
    }

    @Override
    public boolean isFull() {
        return held.size() >= wanted;
    }

    public List<HeldElement> held() {
        return held;
    }

    @Override
    public void node(String space, String id, List<String> labels, List<Value> values) {
        add(new HeldElement(id, new LinkedHashSet<>(labels), "", "", properties(values)));
    }

    @Override
    public void relationship(String id, String type, End start, End end, List<Value> values) {
        add(new HeldElement(id, new LinkedHashSet<>(List.of(type)), start.id(), end.id(), properties(values)));
    }

    private void add(HeldElement element) {
        if (!isFull() && !gone.test(element.id())) {
            held.add(element);
        }
    }

    private static Map<String, Object> properties(List<Value> values) {
        Map<String, Object> properties = new LinkedHashMap<>();
        values.forEach(value ->
                properties.put(value.name(), value.single() ? value.values().get(0) : value.values()));
        return properties;
    }

    @Override
    public void dropProperty(boolean node, String id, String property) {}

    @Override
    public void dropLabel(String id, String label) {}

    @Override
    public void deleteNode(String id) {}

    @Override
    public void deleteRelationship(String id) {}
}
