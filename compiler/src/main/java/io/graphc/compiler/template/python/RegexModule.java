package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Python's module {@code re}. Immutable. */
final class RegexModule {
    static final ModuleObject MODULE = new ModuleObject("re", members());

    private RegexModule() {}

    /** A function of the module that is a method of a compiled expression as well. */
    private interface Use {
        Object apply(RegexValue expression, BoundArguments arguments);
    }

    private static Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name : RegexValue.METHODS.keySet()) {
            RegexValue.Method method = Objects.requireNonNull(RegexValue.METHODS.get(name));
            List<String> parameters = new ArrayList<>(List.of("pattern"));
            parameters.addAll(method.parameters());
            parameters.add("flags?");
            Signature signature = Signature.of(name, sorted(parameters.toArray(String[]::new)));
            members.put(name, function(signature, method.body()::apply));
        }
        Signature compile = Signature.of("compile", "pattern", "flags?");
        members.put("compile", function(compile, (expression, arguments) -> expression));
        Signature escape = Signature.of("escape", "pattern");
        members.put(
                "escape",
                ModuleObject.function(call -> escaped(escape.bind(call).text("pattern"))));
        members.put("I", (long) RegexValue.IGNORE_CASE);
        members.put("IGNORECASE", (long) RegexValue.IGNORE_CASE);
        members.put("M", (long) RegexValue.MULTILINE);
        members.put("MULTILINE", (long) RegexValue.MULTILINE);
        members.put("S", (long) RegexValue.DOT_ALL);
        members.put("DOTALL", (long) RegexValue.DOT_ALL);
        return members;
    }

    /** Required parameters first, as they are in every function of the module. */
    private static String[] sorted(String[] parameters) {
        return Arrays.stream(parameters)
                .sorted(Comparator.comparing(name -> name.endsWith("?")))
                .toArray(String[]::new);
    }

    private static Object function(Signature signature, Use use) {
        EngineCallable function = (CallArguments call) -> {
            BoundArguments arguments = signature.bind(call);
            RegexValue expression = arguments.value("pattern") instanceof RegexValue compiled
                    ? compiled
                    : RegexValue.compile(arguments);
            return use.apply(expression, arguments);
        };
        return function;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if ("()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(text.charAt(i)) >= 0) {
                out.append('\\');
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    /** A text, or none where there is nothing. */
    static Object orNone(@Nullable String text) {
        return text == null ? None.NONE : text;
    }
}
