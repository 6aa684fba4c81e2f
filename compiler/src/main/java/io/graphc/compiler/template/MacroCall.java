package io.graphc.compiler.template;

import io.graphc.compiler.template.library.MacroReturn;
import io.graphc.compiler.template.syntax.MacroDefinition;
import io.graphc.compiler.template.syntax.MacroDefinition.Parameter;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Text;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A macro, or the body of a {@code call} tag, as a value that can be called. Belongs to one rendering.
 *
 * @param frame where it is defined; null for a macro of the library, which sees no variables of the caller
 * @param caller whether it is the body of a {@code call} tag, which runs at its own place, not at that of the call
 */
record MacroCall(
        MacroDefinition definition, Render render, @Nullable Frame frame, String packageName, boolean caller)
        implements EngineCallable {

    static MacroCall of(Macro macro, Render render) {
        return new MacroCall(macro.definition(), render, null, macro.packageName(), false);
    }

    static MacroCall inline(MacroDefinition definition, Render render, Frame frame) {
        return new MacroCall(definition, render, frame, frame.packageName(), false);
    }

    static MacroCall body(MacroDefinition definition, Render render, Frame frame) {
        return new MacroCall(definition, render, frame, frame.packageName(), true);
    }

    @Override
    public Object call(CallArguments call) {
        if (!definition.sound()) {
            throw TemplateFailure.reported();
        }
        int depth = render.depth();
        int failures = render.failures();
        render.enterMacro(definition.name());
        try {
            Frame inner = bind(call);
            Text text = new Text(render.runner().capture(definition.body(), inner));
            render.runner().requireSound(failures);
            return text;
        } catch (MacroReturn result) {
            render.runner().requireSound(failures);
            if (caller) {
                // as in dbt, `return` ends the macro, not just the body that the macro called back
                throw result;
            }
            render.restoreDepth(depth);
            return result.value();
        } finally {
            render.leaveMacro();
        }
    }

    private Frame bind(CallArguments call) {
        List<SourceSpan> calls = new ArrayList<>();
        if (caller && frame != null) {
            calls.addAll(frame.calls());
        } else {
            calls.add(call.span());
            calls.addAll(call.origin().calls());
        }
        Frame inner = Frame.ofMacro(frame, List.copyOf(calls), packageName);
        Map<String, Argument> named = new LinkedHashMap<>(call.named());
        List<Parameter> parameters = definition.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Argument argument = named.remove(parameter.name());
            if (i < call.positional().size()) {
                if (argument != null) {
                    throw TemplateFailure.error(
                                    "`" + definition.name() + "` is given two values for `" + parameter.name() + "`")
                            .at(argument.span());
                }
                argument = call.positional().get(i);
            }
            inner.set(parameter.name(), argument == null ? fallback(parameter, inner) : argument.value());
        }
        bindRest(call, inner, named);
        return inner;
    }

    private Object fallback(Parameter parameter, Frame inner) {
        if (parameter.fallback().isPresent()) {
            return render.evaluator().evaluate(parameter.fallback().get(), inner);
        }
        String message =
                "`" + definition.name() + "` is called without a value for its parameter `" + parameter.name() + "`";
        return new Undefined(parameter.name(), message, List::of, "parameters", Optional.empty());
    }

    private void bindRest(CallArguments call, Frame inner, Map<String, Argument> named) {
        int fixed = definition.parameters().size();
        List<Argument> rest = call.positional()
                .subList(
                        Math.min(fixed, call.positional().size()),
                        call.positional().size());
        if (definition.usesRest()) {
            inner.set("varargs", Tuple.of(rest.stream().map(Argument::value).toList()));
        } else if (!rest.isEmpty()) {
            throw TemplateFailure.error(
                            "`" + definition.name() + "` takes " + fixed + (fixed == 1 ? " argument" : " arguments")
                                    + ", found " + call.positional().size())
                    .at(rest.get(0).span())
                    .label(definition.nameSpan(), "defined here");
        }
        Argument callerBody = named.remove("caller");
        if (definition.usesCaller()) {
            inner.set("caller", callerBody == null ? noCaller() : callerBody.value());
        } else if (callerBody != null) {
            throw TemplateFailure.error("`" + definition.name() + "` does not call `caller`, so it cannot take a body")
                    .at(callerBody.span())
                    .label(definition.nameSpan(), "defined here");
        }
        if (definition.usesRestNamed()) {
            Map<Object, Object> values = new LinkedHashMap<>();
            named.forEach((name, argument) -> values.put(name, argument.value()));
            inner.set("kwargs", values);
        } else if (!named.isEmpty()) {
            Map.Entry<String, Argument> first = named.entrySet().iterator().next();
            List<String> names =
                    definition.parameters().stream().map(Parameter::name).toList();
            throw TemplateFailure.error("`" + definition.name() + "` has no parameter `" + first.getKey() + "`")
                    .at(first.getValue().span())
                    .label(definition.nameSpan(), "defined here")
                    .hint(first.getKey(), names, "parameters");
        }
    }

    private Object noCaller() {
        String message = "`" + definition.name() + "` is not called with a body for `caller`";
        return new Undefined("caller", message, List::of, "names", Optional.empty());
    }

    @Override
    public String toString() {
        return "<Macro '" + definition.name() + "'>";
    }
}
