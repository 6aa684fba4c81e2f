package io.graphc.compiler.template;

import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.Signature;
import java.util.List;
import java.util.function.Function;

/** The variable {@code loop} of a recursive loop: called with a list, it runs the loop over that. Belongs to one rendering. */
final class RecursiveLoop extends LoopValue implements EngineCallable {
    private static final Signature SIGNATURE = Signature.of("loop", "iterable");

    private final Function<Object, Object> again;

    RecursiveLoop(List<Object> elements, int depth, Function<Object, Object> again) {
        super(elements, depth);
        this.again = again;
    }

    @Override
    public Object call(CallArguments call) {
        return again.apply(SIGNATURE.bind(call).value("iterable"));
    }
}
