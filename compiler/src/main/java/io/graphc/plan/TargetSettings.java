package io.graphc.plan;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads settings of a graph output; what is wrong with one is thrown as a diagnostic. Immutable. */
public record TargetSettings(GraphTarget target) {
    /** Refuses a key that is not among those that are known. */
    public void refuseUnknown(List<String> known) {
        refuseUnknown(known, known);
    }

    /**
     * Refuses a key that is not among those that are known.
     *
     * @param told those of them that are the type's own
     */
    public void refuseUnknown(Collection<String> known, List<String> told) {
        for (String key : target.settings().keySet()) {
            if (!known.contains(key)) {
                throw new GraphcException(
                        Diagnostic.of(DiagnosticCode.UNKNOWN_KEY, words() + " has no key `" + key + "`")
                                .hint(key, told, "keys of type " + target.type())
                                .build());
            }
        }
    }

    /** A text, without blanks around it; empty where nothing is left. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(target.settings().get(key))
                .map(Object::toString)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** A text that must be there. */
    public String required(String key, String help) {
        return text(key)
                .orElseThrow(() -> new GraphcException(
                        Diagnostic.of(DiagnosticCode.MISSING_KEY, words() + " lacks the key `" + key + "`")
                                .help(help)
                                .build()));
    }

    /** A text that must be one of several. */
    public String oneOf(List<String> values, String key, String written) {
        if (values.contains(written)) {
            return written;
        }
        throw new GraphcException(
                Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, words() + ": `" + key + "` is `" + written + "`")
                        .hint(written, values, "values")
                        .build());
    }

    /** Whether a key is true. */
    public boolean flag(String key, boolean usual) {
        Object value = target.settings().getOrDefault(key, usual);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw notAllowed(key, value, "true or false");
    }

    /** A number from 1 to some other. */
    public int number(String key, int usual, int most) {
        Object value = target.settings().getOrDefault(key, usual);
        if (value instanceof Number number && number.longValue() >= 1 && number.longValue() <= most) {
            return number.intValue();
        }
        throw notAllowed(key, value, "a number from 1 to " + most);
    }

    /** A value is not what the key takes. */
    public GraphcException notAllowed(String key, Object value, String expected) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        words() + ": `" + key + "` is `" + value + "`, expected " + expected)
                .build());
    }

    private String words() {
        return "graph output `" + target.name() + "`";
    }
}
