package io.graphc.compiler.context;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object of named attributes, such as {@code target}. Immutable. */
final class PlainObject implements TemplateObject {
    private static final Signature GET = Signature.of("get", "key", "default?");

    private final String kind;
    private final Map<String, Object> attributes;
    private final String printed;

    PlainObject(String kind, Map<String, Object> attributes, String printed) {
        this.kind = kind;
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        this.printed = printed;
    }

    @Override
    public boolean isMapping() {
        return true;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Optional<Object> attribute(String name) {
        Object value = attributes.get(name);
        return value == null && name.equals("get")
                ? Optional.of((TemplateCallable) this::get)
                : Optional.ofNullable(value);
    }

    private Object get(CallArguments call) {
        BoundArguments arguments = GET.bind(call);
        Object value = attributes.get(arguments.text("key"));
        return value == null ? arguments.value("default", None.NONE) : value;
    }

    @Override
    public List<String> attributeNames() {
        return List.copyOf(attributes.keySet());
    }

    @Override
    public String print() {
        return printed;
    }
}
