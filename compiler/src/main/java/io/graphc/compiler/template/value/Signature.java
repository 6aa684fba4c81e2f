package io.graphc.compiler.template.value;

import io.graphc.compiler.template.value.CallArguments.Argument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function, against which a call is bound. Immutable and safe to share between threads.
 *
 * <p>Example: {@code Signature.of("source", "source_name", "table_name")}.
 */
public final class Signature {
    private final String function;
    private final List<String> parameters = new ArrayList<>();
    private final int required;
    private final boolean rest;
    private final boolean restNamed;

    private Signature(String function, String... declared) {
        this.function = function;
        int count = 0;
        boolean hasRest = false;
        boolean hasRestNamed = false;
        for (String parameter : declared) {
            if (parameter.equals("**")) {
                hasRestNamed = true;
            } else if (parameter.equals("*")) {
                hasRest = true;
            } else if (parameter.endsWith("?")) {
                parameters.add(parameter.substring(0, parameter.length() - 1));
            } else {
                parameters.add(parameter);
                count++;
            }
        }
        this.required = count;
        this.rest = hasRest;
        this.restNamed = hasRestNamed;
    }

    /**
     * A signature; required parameters come first.
     *
     * @param declared {@code name} for a required parameter, {@code name?} for an optional one, {@code *} when further
     *     positional arguments are taken, {@code **} when further keyword arguments are taken
     */
    public static Signature of(String function, String... declared) {
        return new Signature(function, declared);
    }

    String function() {
        return function;
    }

    boolean declares(String parameter) {
        return parameters.contains(parameter);
    }

    int indexOf(String parameter) {
        int index = parameters.indexOf(parameter);
        if (index < 0) {
            throw new IllegalArgumentException(function + " has no parameter " + parameter);
        }
        return index;
    }

    /** Gives every argument its parameter; a call that does not fit is a {@link TemplateFailure} at the argument. */
    public BoundArguments bind(CallArguments call) {
        @Nullable Argument[] bound = new @Nullable Argument[parameters.size()];
        List<Argument> positional = call.positional();
        int fixed = Math.min(positional.size(), bound.length);
        for (int i = 0; i < fixed; i++) {
            bound[i] = positional.get(i);
        }
        if (positional.size() > fixed && !rest) {
            throw TemplateFailure.error(
                            "`" + function + "` takes " + count(bound.length) + ", found " + positional.size())
                    .at(positional.get(fixed).span());
        }
        Map<String, Argument> others = bindNamed(call, bound);
        for (int i = 0; i < required; i++) {
            if (bound[i] == null) {
                throw TemplateFailure.error("`" + function + "` needs a value for `" + parameters.get(i) + "`")
                        .at(call.span());
            }
        }
        return new BoundArguments(this, bound, positional.subList(fixed, positional.size()), others, call);
    }

    private Map<String, Argument> bindNamed(CallArguments call, @Nullable Argument[] bound) {
        Map<String, Argument> others = new LinkedHashMap<>();
        for (Map.Entry<String, Argument> entry : call.named().entrySet()) {
            String name = entry.getKey();
            int index = parameters.indexOf(name);
            if (index < 0 && !restNamed) {
                throw TemplateFailure.error("`" + function + "` has no parameter `" + name + "`")
                        .at(entry.getValue().span())
                        .hint(name, parameters, "parameters");
            }
            if (index < 0) {
                others.put(name, entry.getValue());
            } else if (bound[index] != null) {
                throw TemplateFailure.error("`" + function + "` is given two values for `" + name + "`")
                        .at(entry.getValue().span());
            } else {
                bound[index] = entry.getValue();
            }
        }
        return others;
    }

    private static String count(int number) {
        if (number == 0) {
            return "no arguments";
        }
        return number == 1 ? "one argument" : "at most " + number + " arguments";
    }
}
