package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.Values;
import io.graphc.project.ConfigSpec;
import io.graphc.project.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code config(...)}: sets configs of the model, prints nothing; {@code config.get} and {@code config.require} read. */
record ConfigFunction(ConfigSpec written, CallRecorder recorder) implements TemplateObject, TemplateCallable {
    private static final Signature CONFIG = Signature.of("config", "configs?", "**");
    private static final Signature SET = Signature.of("config.set", "name", "value");
    private static final Signature GET = Signature.of("config.get", "name", "default?", "validator?");

    @Override
    public String kind() {
        return "function";
    }

    @Override
    public List<String> attributeNames() {
        return List.of("get", "require", "set", "persist_relation_docs", "persist_column_docs");
    }

    @Override
    public Optional<Object> attribute(String name) {
        TemplateCallable function = switch (name) {
            case "get" -> this::get;
            case "require" -> this::require;
            case "set" -> this::setOne;
            case "persist_relation_docs", "persist_column_docs" -> call -> false;
            default -> null;
        };
        return Optional.ofNullable(function);
    }

    @Override
    public String print() {
        return "<config>";
    }

    @Override
    public Object call(CallArguments call) {
        BoundArguments arguments = CONFIG.bind(call);
        if (arguments.value("configs") instanceof Map<?, ?> configs) {
            configs.forEach((name, value) ->
                    set(String.valueOf(Values.toJava(name)), new Argument(value, arguments.span("configs"))));
        }
        for (Map.Entry<String, Argument> named : arguments.restNamed().entrySet()) {
            set(named.getKey(), named.getValue());
        }
        return "";
    }

    private Object setOne(CallArguments call) {
        BoundArguments arguments = SET.bind(call);
        set(
                arguments.text("name"),
                new Argument(arguments.value("value"), arguments.span("value"), arguments.span("name")));
        return "";
    }

    private void set(String name, Argument value) {
        recorder.config(new ConfigValue(
                name.toLowerCase(Locale.ROOT).replace('-', '_'),
                Optional.ofNullable(Values.toJava(value.value())),
                value.span(),
                value.nameSpan(),
                true));
    }

    private Object get(CallArguments call) {
        BoundArguments arguments = GET.bind(call);
        return find(arguments.text("name")).orElseGet(() -> arguments.value("default", None.NONE));
    }

    private Object require(CallArguments call) {
        BoundArguments arguments = GET.bind(call);
        String name = arguments.text("name");
        return find(name)
                .orElseThrow(() -> TemplateFailure.error("config `" + name + "` is not set")
                        .at(arguments.span("name")));
    }

    private Optional<Object> find(String name) {
        Optional<ConfigValue> called = recorder.config(name);
        return called.isPresent()
                ? called.get().value().map(Values::of)
                : written.value(name).map(YamlNode::toValue).map(Values::of);
    }
}
