package io.graphc.compiler.template.value;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.Origin;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The value of a name, attribute or element that does not exist. It can be tested ({@code is defined}), defaulted, compared
 * and handed on; any other use is a problem, which is reported where the missing thing was named.
 *
 * @param message what is missing, worded as a diagnostic
 * @param candidates names that may have been meant
 * @param candidateKind what the candidates are, in the plural
 * @param origin where it was named; empty for a parameter that the caller left out
 */
public record Undefined(
        String name,
        String message,
        Supplier<? extends Iterable<String>> candidates,
        String candidateKind,
        Optional<Origin> origin) {

    /** The problem of using it. */
    public TemplateFailure failure() {
        TemplateFailure failure =
                TemplateFailure.of(DiagnosticCode.TEMPLATE_ERROR, message).hint(name, candidates.get(), candidateKind);
        origin.ifPresent(failure::at);
        return failure;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Undefined;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
