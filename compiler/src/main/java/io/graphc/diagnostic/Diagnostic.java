package io.graphc.diagnostic;

import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One problem, as a value. Immutable and safe to share between threads.
 *
 * @param caption a few words under the marked range, or empty
 */
public record Diagnostic(
        DiagnosticCode code,
        Severity severity,
        String message,
        Optional<SourceSpan> primary,
        String caption,
        List<Label> labels,
        List<String> notes,
        List<String> helps) {
    public Diagnostic {
        labels = List.copyOf(labels);
        notes = List.copyOf(notes);
        helps = List.copyOf(helps);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The same with a further note. */
    public Diagnostic noted(String note) {
        List<String> told = new ArrayList<>(notes);
        told.add(note);
        return new Diagnostic(code, severity, message, primary, caption, labels, told, helps);
    }

    /** The same at a place, unless it has one. */
    public Diagnostic placed(SourceSpan place) {
        return primary.isPresent()
                ? this
                : new Diagnostic(code, severity, message, Optional.of(place), caption, labels, notes, helps);
    }

    /** The same as an error, with a note that tells why. */
    Diagnostic raised(String why) {
        return new Diagnostic(
                code,
                Severity.ERROR,
                message,
                primary,
                caption,
                labels,
                noted(why).notes(),
                helps);
    }

    public static Builder of(DiagnosticCode code, String message) {
        return new Builder(code, message);
    }

    /**
     * Collects the parts of a diagnostic.
     *
     * <p>How to word one: lower case, no full stop, one line, present tense, understandable without the code frame. Say
     * what is wrong, then what was expected; never "illegal", "invalid input" or "failed to". Names stand in backticks,
     * spelt as the user spelt them. Mark the smallest range that shows the fault; the other place involved is a label.
     * Facts go to notes, actions to helps. One mistake is one error. No value of arbitrary length in the message, no
     * class name of Java, no vocabulary of a library.
     */
    public static final class Builder {
        private final DiagnosticCode code;
        private final String message;
        private Severity severity;
        private @Nullable SourceSpan primary;
        private String caption = "";
        private final List<Label> labels = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> helps = new ArrayList<>();

        private Builder(DiagnosticCode code, String message) {
            this.code = code;
            this.message = message;
            this.severity = code.severity();
        }

        public Builder at(SourceSpan span) {
            this.primary = span;
            return this;
        }

        /** The written place, and a label for every call that led there. */
        public Builder at(Origin origin) {
            origin.calls().forEach(this::call);
            return at(origin.written());
        }

        public Builder caption(String text) {
            this.caption = text;
            return this;
        }

        public Builder severity(Severity value) {
            this.severity = value;
            return this;
        }

        public Builder label(SourceSpan span, String text) {
            labels.add(new Label(span, text));
            return this;
        }

        /** A call that led to the problem; the innermost comes first. */
        public Builder call(SourceSpan span) {
            labels.add(Label.call(span));
            return this;
        }

        public Builder note(String text) {
            notes.add(text);
            return this;
        }

        public Builder help(String text) {
            helps.add(text);
            return this;
        }

        /**
         * Adds "did you mean" for the names nearest to the one written, or, where none is near and they are few, a note
         * that lists them.
         *
         * @param kind what the names are, in the plural, for the list
         */
        public Builder hint(String written, Iterable<String> candidates, String kind) {
            List<String> near = Spelling.nearest(written, candidates);
            if (!near.isEmpty()) {
                return help("did you mean " + Spelling.alternatives(near) + "?");
            }
            List<String> all = new ArrayList<>();
            candidates.forEach(all::add);
            if (!all.isEmpty() && all.size() <= 8) {
                note(kind + ": " + Spelling.listing(all));
            }
            return this;
        }

        public Diagnostic build() {
            return new Diagnostic(code, severity, message, Optional.ofNullable(primary), caption, labels, notes, helps);
        }

        /** Builds it and hands it to the sink. */
        public void report(DiagnosticSink sink) {
            sink.report(build());
        }
    }
}
