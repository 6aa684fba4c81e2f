package io.graphc.cli.command;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.GraphcException;
import java.util.List;

/** What somebody wrote behind an option is wrong, at places that can be shown. */
public final class WrongOption extends GraphcException {
    private static final long serialVersionUID = 1L;

    private WrongOption(Diagnostic first) {
        super(first);
    }

    /** Ends the command if there are errors, and tells all of them. */
    static void refuse(DiagnosticBag bag) {
        List<Diagnostic> problems = bag.sorted();
        bag.firstError().ifPresent(first -> {
            WrongOption refusal = new WrongOption(first);
            problems.stream()
                    .filter(problem -> !problem.equals(first))
                    .map(GraphcException::new)
                    .forEach(refusal::addSuppressed);
            throw refusal;
        });
    }
}
