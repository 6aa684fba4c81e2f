package io.graphc.compiler.template;

import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.Comparison;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.Tuple;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}. Belongs to one rendering; moves on with its loop. */
class LoopValue implements TemplateObject {
    private static final List<String> NAMES = List.of(
            "index",
            "index0",
            "revindex",
            "revindex0",
            "first",
            "last",
            "length",
            "previtem",
            "nextitem",
            "cycle",
            "changed",
            "depth",
            "depth0");

    private final List<Object> elements;
    private final int depth;
    private int index;
    private @Nullable Object changing;

    LoopValue(List<Object> elements, int depth) {
        this.elements = elements;
        this.depth = depth;
    }

    void moveTo(int position) {
        index = position;
    }

    @Override
    public String kind() {
        return "loop";
    }

    @Override
    public List<String> attributeNames() {
        return NAMES;
    }

    @Override
    public Optional<Object> attribute(String name) {
        int size = elements.size();
        Object value = switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) size - index;
            case "revindex0" -> size - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == size - 1;
            case "length" -> (long) size;
            case "previtem" -> index > 0 ? elements.get(index - 1) : null;
            case "nextitem" -> index + 1 < size ? elements.get(index + 1) : null;
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "cycle" -> (EngineCallable) this::cycle;
            case "changed" -> (EngineCallable) this::changed;
            default -> null;
        };
        return Optional.ofNullable(value);
    }

    private Object cycle(CallArguments call) {
        List<Argument> values = call.positional();
        if (values.isEmpty()) {
            throw TemplateFailure.error("`cycle` needs at least one value");
        }
        return values.get(index % values.size()).value();
    }

    private Object changed(CallArguments call) {
        Tuple now = Tuple.of(call.positional().stream().map(Argument::value).toList());
        boolean changed = changing == null || !Comparison.equal(changing, now);
        changing = now;
        return changed;
    }

    @Override
    public String print() {
        return "<loop " + (index + 1) + "/" + elements.size() + ">";
    }
}
