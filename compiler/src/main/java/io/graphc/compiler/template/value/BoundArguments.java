package io.graphc.compiler.template.value;

import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call by the parameters of its {@link Signature}. Belongs to one call. */
public final class BoundArguments {
    private final Signature signature;
    private final @Nullable Argument[] bound;
    private final List<Argument> rest;
    private final Map<String, Argument> restNamed;
    private final CallArguments call;

    BoundArguments(
            Signature signature,
            @Nullable Argument[] bound,
            List<Argument> rest,
            Map<String, Argument> restNamed,
            CallArguments call) {
        this.signature = signature;
        this.bound = bound;
        this.rest = rest;
        this.restNamed = restNamed;
        this.call = call;
    }

    public CallArguments call() {
        return call;
    }

    public Rendering rendering() {
        return call.rendering();
    }

    /** Positional arguments beyond the named parameters. */
    public List<Argument> rest() {
        return rest;
    }

    /** Keyword arguments beyond the named parameters. */
    public Map<String, Argument> restNamed() {
        return restNamed;
    }

    /** Whether the function has such a parameter at all. */
    public boolean declares(String parameter) {
        return signature.declares(parameter);
    }

    public boolean has(String parameter) {
        return bound[signature.indexOf(parameter)] != null;
    }

    /** The place of the argument, or of the call where the argument was left out. */
    public SourceSpan span(String parameter) {
        Argument argument = bound[signature.indexOf(parameter)];
        return argument == null ? call.span() : argument.span();
    }

    /** The value of an argument, {@link None#NONE} where it was left out. */
    public Object value(String parameter) {
        return value(parameter, None.NONE);
    }

    public Object value(String parameter, Object fallback) {
        Argument argument = bound[signature.indexOf(parameter)];
        return argument == null ? fallback : argument.value();
    }

    /** An argument that must be text. */
    public String text(String parameter) {
        Object value = value(parameter);
        if (!Texts.isText(value)) {
            throw wrongKind(parameter, value, "text");
        }
        return Texts.of(value);
    }

    public String text(String parameter, String fallback) {
        return isGiven(parameter) ? text(parameter) : fallback;
    }

    /** An argument that must be an integer of 32 bits. */
    public int integer(String parameter) {
        Object value = value(parameter);
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (!(value instanceof Long number)) {
            throw wrongKind(parameter, value, "an integer");
        }
        if (number.intValue() != number) {
            throw TemplateFailure.error("`" + parameter + "` of `" + signature.function() + "` is too large")
                    .at(span(parameter));
        }
        return number.intValue();
    }

    public int integer(String parameter, int fallback) {
        return isGiven(parameter) ? integer(parameter) : fallback;
    }

    /** The truth of an argument. */
    public boolean flag(String parameter, boolean fallback) {
        return has(parameter) ? Values.isTrue(value(parameter)) : fallback;
    }

    /** Whether the argument is there and not none. */
    public boolean isGiven(String parameter) {
        return has(parameter) && value(parameter) != None.NONE;
    }

    /** The problem of an argument of a kind that the function does not take, at the argument. */
    public TemplateFailure wrongKind(String parameter, Object value, String expected) {
        if (value instanceof Undefined undefined) {
            return undefined.failure();
        }
        return TemplateFailure.error("`" + parameter + "` of `" + signature.function() + "` must be " + expected
                        + ", found " + Values.kind(value))
                .at(span(parameter));
    }
}
