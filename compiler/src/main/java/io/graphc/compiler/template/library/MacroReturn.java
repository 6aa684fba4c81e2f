package io.graphc.compiler.template.library;

import io.graphc.source.Origin;

/** Carries the value of {@code return(...)} to the macro that it ends. Never leaves the engine. */
public final class MacroReturn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object value;
    private final transient Origin origin;

    MacroReturn(Object value, Origin origin) {
        super(null, null, false, false);
        this.value = value;
        this.origin = origin;
    }

    public Object value() {
        return value;
    }

    /** Where it was called. */
    public Origin origin() {
        return origin;
    }
}
