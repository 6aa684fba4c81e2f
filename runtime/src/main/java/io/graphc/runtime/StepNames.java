package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Names the queries of tests and checks where they fail. */
final class StepNames {
    private final RunOptions options;

    StepNames(RunOptions options) {
        this.options = options;
    }

    /** Gives the queries of a step its name, and in a test run the way out of relations that are not there. */
    StepEnd named(String name, Supplier<StepEnd> work) {
        try {
            return work.get();
        } catch (GraphcException e) {
            Diagnostic diagnostic = e.diagnostic();
            List<String> helps = new ArrayList<>(diagnostic.helps());
            if (options.mode() == RunMode.TEST && diagnostic.code() == DiagnosticCode.QUERY_FAILED) {
                helps.add("`graphc test` looks at what is there; `graphc build` builds and tests");
            }
            throw new GraphcException(
                    new Diagnostic(
                            diagnostic.code(),
                            diagnostic.severity(),
                            renamed(diagnostic.message(), name),
                            diagnostic.primary(),
                            diagnostic.caption(),
                            diagnostic.labels(),
                            diagnostic.notes(),
                            helps),
                    e);
        }
    }

    private static String renamed(String message, String name) {
        String unnamed = "a query ";
        return message.startsWith(unnamed) ? name + " " + message.substring(unnamed.length()) : message;
    }
}
