package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.Signature;

/** A filter, a test or a method: something done to a value, with further arguments. Immutable. */
public final class Operation {
    private final Signature signature;
    private final Body body;

    /** What an operation does. */
    @FunctionalInterface
    interface Body {
        Object apply(Object value, BoundArguments arguments);
    }

    Operation(Signature signature, Body body) {
        this.signature = signature;
        this.body = body;
    }

    public Object apply(Object value, CallArguments call) {
        return body.apply(value, signature.bind(call));
    }

    /** The operation as a method of one value. */
    EngineCallable on(Object value) {
        return call -> apply(value, call);
    }
}
