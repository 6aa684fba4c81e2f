package io.graphc.compiler.template.value;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Label;
import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ends a rendering: a problem on its way to the engine, which turns it into a diagnostic. Never seen outside of the
 * engine and the functions that it calls. Without a place of its own it is reported at the expression that caused it.
 */
public final class TemplateFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CALLS = 6;

    private final DiagnosticCode code;
    private final String text;
    private final transient List<Label> labels = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> helps = new ArrayList<>();
    private final transient List<Hint> hints = new ArrayList<>();
    private boolean reported;
    private transient @Nullable SourceSpan span;
    private transient @Nullable List<SourceSpan> calls;

    private record Hint(String written, Iterable<String> candidates, String kind) {}

    private TemplateFailure(DiagnosticCode code, String text) {
        super(text, null, false, false);
        this.code = code;
        this.text = text;
    }

    /** A failure with a message worded as {@link Diagnostic.Builder} asks for. */
    public static TemplateFailure of(DiagnosticCode code, String message) {
        return new TemplateFailure(code, message);
    }

    /** A failure of the template's own logic. */
    public static TemplateFailure error(String message) {
        return of(DiagnosticCode.TEMPLATE_ERROR, message);
    }

    /** A limit of the engine was met. */
    public static TemplateFailure limit(String message) {
        return of(DiagnosticCode.TEMPLATE_LIMIT, message);
    }

    /** An end without a message, for what follows from a problem that was reported elsewhere. */
    public static TemplateFailure reported() {
        TemplateFailure failure = error("");
        failure.reported = true;
        return failure;
    }

    /** Whether it is only the consequence of a problem that was reported. */
    public boolean isReported() {
        return reported;
    }

    /** Whether nothing behind it can be looked at: a limit was met, or the template itself gave up. */
    public boolean isFinal() {
        return code == DiagnosticCode.TEMPLATE_LIMIT || code == DiagnosticCode.RAISED_BY_TEMPLATE;
    }

    /** Places it at an argument or another part of the expression that caused it. */
    public TemplateFailure at(SourceSpan place) {
        this.span = place;
        return this;
    }

    /** Places it, with the calls that led there. */
    public TemplateFailure at(Origin origin) {
        this.span = origin.written();
        this.calls = origin.calls();
        return this;
    }

    /** Fills in what is missing of its place. */
    public TemplateFailure orAt(SourceSpan place, List<SourceSpan> callsToPlace) {
        if (span == null) {
            span = place;
        }
        if (calls == null) {
            calls = callsToPlace;
        }
        return this;
    }

    /** Where it is, once it has been placed. */
    public Origin origin() {
        if (span == null || calls == null) {
            throw new IllegalStateException("the failure has no place yet");
        }
        return new Origin(span, calls);
    }

    /** Whether its place and the calls that led there are known. */
    public boolean isPlaced() {
        return span != null && calls != null;
    }

    /** See {@link Diagnostic.Builder#hint}. */
    public TemplateFailure hint(String written, Iterable<String> candidates, String kind) {
        hints.add(new Hint(written, candidates, kind));
        return this;
    }

    public TemplateFailure note(String note) {
        notes.add(note);
        return this;
    }

    public TemplateFailure help(String help) {
        helps.add(help);
        return this;
    }

    public TemplateFailure label(SourceSpan place, String label) {
        labels.add(new Label(place, label));
        return this;
    }

    /** Of a deep chain the innermost calls, and the outermost, which tells the file that is rendered. */
    private static List<SourceSpan> shown(List<SourceSpan> chain) {
        if (chain.size() <= MOST_CALLS) {
            return chain;
        }
        List<SourceSpan> shown = new ArrayList<>(chain.subList(0, MOST_CALLS - 1));
        shown.add(chain.get(chain.size() - 1));
        return shown;
    }

    /** The problem as a value; of a deep chain of calls only a part is shown. */
    public Diagnostic toDiagnostic() {
        Diagnostic.Builder builder = Diagnostic.of(code, text);
        if (span != null) {
            builder.at(span);
        }
        labels.forEach(label -> builder.label(label.span(), label.text()));
        List<SourceSpan> chain = calls == null ? List.of() : calls;
        shown(chain).forEach(builder::call);
        if (chain.size() > MOST_CALLS) {
            builder.note((chain.size() - MOST_CALLS) + " more calls lead there");
        }
        notes.forEach(builder::note);
        helps.forEach(builder::help);
        hints.forEach(hint -> builder.hint(hint.written(), hint.candidates(), hint.kind()));
        return builder.build();
    }
}
