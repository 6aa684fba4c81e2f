package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import java.util.function.Supplier;

/** Names the queries of tests and checks where they fail. */
final class StepNames {
    /** Gives the queries of a step its name. */
    StepEnd named(String name, Supplier<StepEnd> work) {
        try {
            return work.get();
        } catch (GraphcException e) {
            Diagnostic diagnostic = e.diagnostic();
            throw new GraphcException(
                    new Diagnostic(
                            diagnostic.code(),
                            diagnostic.severity(),
                            renamed(diagnostic.message(), name),
                            diagnostic.primary(),
                            diagnostic.caption(),
                            diagnostic.labels(),
                            diagnostic.notes(),
                            diagnostic.helps()),
                    e);
        }
    }

    private static String renamed(String message, String name) {
        String unnamed = "a query ";
        return message.startsWith(unnamed) ? name + " " + message.substring(unnamed.length()) : message;
    }
}
