package io.graphc.compiler.template;

import io.graphc.compiler.template.library.Builtins;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * dbt's {@code builtins} and {@code context}: the functions and values of the host by name, even where a macro has the same
 * name. Belongs to one rendering.
 */
record ContextObject(Render render, TemplateScope scope) implements TemplateObject {
    private static final Signature GET = Signature.of("get", "key", "default?");

    @Override
    public String kind() {
        return "context";
    }

    @Override
    public Optional<Object> attribute(String name) {
        Optional<Object> global = render.global(name);
        if (global.isEmpty() && name.equals("get")) {
            EngineCallable get = call -> {
                var arguments = GET.bind(call);
                return render.global(arguments.text("key"))
                        .map(Values::of)
                        .orElse(arguments.value("default", None.NONE));
            };
            return Optional.of(get);
        }
        return global.isPresent() ? global : render.macro("", name).map(macro -> (Object) macro);
    }

    @Override
    public List<String> attributeNames() {
        List<String> names = new ArrayList<>(scope.globalNames());
        names.addAll(Builtins.names());
        return names;
    }

    @Override
    public String print() {
        return "<context>";
    }
}
