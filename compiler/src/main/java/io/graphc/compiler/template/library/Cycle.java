package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import java.util.List;
import java.util.Optional;

/** What {@code cycler(...)} makes: values one after another, from the start again behind the last. Belongs to one rendering. */
final class Cycle implements TemplateObject {
    private static final Signature NOTHING = Signature.of("next");

    private final List<Object> values;
    private int position;

    private Cycle(List<Object> values) {
        this.values = values;
    }

    static Object of(BoundArguments a) {
        if (a.rest().isEmpty()) {
            throw TemplateFailure.error("`cycler` needs at least one value");
        }
        return new Cycle(a.rest().stream().map(CallArguments.Argument::value).toList());
    }

    /** A function that gives nothing at its first call and a separator at all others. */
    static Object joiner(BoundArguments a) {
        Object separator = a.value("sep", ", ");
        boolean[] used = {false};
        EngineCallable joiner = call -> {
            boolean first = !used[0];
            used[0] = true;
            return first ? "" : separator;
        };
        return joiner;
    }

    @Override
    public String kind() {
        return "cycler";
    }

    @Override
    public List<String> attributeNames() {
        return List.of("next", "current", "reset");
    }

    @Override
    public Optional<Object> attribute(String name) {
        EngineCallable next = call -> {
            NOTHING.bind(call);
            Object value = values.get(position);
            position = (position + 1) % values.size();
            return value;
        };
        EngineCallable reset = call -> {
            position = 0;
            return None.NONE;
        };
        return switch (name) {
            case "next" -> Optional.of(next);
            case "reset" -> Optional.of(reset);
            case "current" -> Optional.of(values.get(position));
            default -> Optional.empty();
        };
    }

    @Override
    public String print() {
        return "<cycler>";
    }
}
