package io.graphc.compiler.template.value;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The value of a name, attribute or element that does not exist. It can be tested ({@code is defined}), defaulted, compared
 * and handed on, prints nothing and has no elements, as in Jinja2; its attributes, calls and calculations are problems,
 * which are reported where the missing thing was named.
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

    /** The value of a condition that is false and has no {@code else}: meant to print nothing. */
    public static Undefined ofCondition() {
        return new Undefined("", "the condition is false and has no `else`", List::of, "values", Optional.empty());
    }

    /** Whether printing it is meant. */
    public boolean isMeant() {
        return name.isEmpty();
    }

    /** The problem of using it. */
    public TemplateFailure failure() {
        TemplateFailure failure =
                TemplateFailure.of(DiagnosticCode.TEMPLATE_ERROR, message).hint(name, candidates.get(), candidateKind);
        origin.ifPresent(failure::at);
        advice().ifPresent(failure::help);
        return failure;
    }

    /** What to do about the times of batches, which are no times of Python here, and outside of a batch nothing at all. */
    private Optional<String> advice() {
        return switch (name) {
            case "event_time_start", "event_time_end" ->
                message.startsWith("none ")
                        ? Optional.of("outside of a batch `model.batch` is none: put what uses it between"
                                + " `{% if model.batch %}` and `{% endif %}`")
                        : Optional.empty();
            case "strftime" ->
                message.startsWith("text ")
                        ? Optional.of("the times of a batch are text, into which a run puts the time: let SQL take them"
                                + " apart, as `date_format(timestamp '...', '%Y')` does")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /**
     * The doubt about printing it: it prints nothing.
     *
     * @param use where it is printed, for what has no place of its own
     */
    public Diagnostic warning(Origin use) {
        TemplateFailure doubt = TemplateFailure.of(
                        DiagnosticCode.UNDEFINED_IN_TEMPLATE, message + ", so nothing is printed")
                .at(origin.orElse(use))
                .hint(name, candidates.get(), candidateKind);
        advice().ifPresent(doubt::help);
        return doubt.toDiagnostic();
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
