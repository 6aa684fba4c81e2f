package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates.Pass;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.TimeWindow;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether a run can put the time of a batch into the SQL of a model: what a template makes of it, other than
 * printing it or its day, would stay as it was compiled, and no row would be of that time.
 */
final class BatchTimes {
    private static final String DAY = "300[12]-\\d\\d-\\d\\d";
    private static final Pattern PRINTED = Pattern.compile(DAY);
    private static final Pattern NOT_ALONE = Pattern.compile(DAY + "(?:[ T]\\d\\d:\\d\\d:\\d\\d(?:\\+00:00)?+)?+(?!')");

    private BatchTimes() {}

    /** Renders a model for another time and reports where its SQL is not that of the first one with the time put in. */
    static void check(RenderedModel model, Function<Pass, RenderedQuery> render, DiagnosticSink sink) {
        model.firstBatch().ifPresent(first -> {
            check(first, Pass.FIRST_BATCH, render, sink);
            check(model.incremental().orElseThrow(), Pass.BATCH, render, sink);
        });
    }

    private static void check(
            RenderedQuery batch, Pass pass, Function<Pass, RenderedQuery> render, DiagnosticSink sink) {
        Optional<MappedText> text = batch.sql().filter(sql -> batch.awaited().isEmpty());
        if (text.isEmpty()) {
            return;
        }
        String filled = TimeWindow.OTHER.fill(text.get().text());
        Optional<String> other = render.apply(pass.atOtherTime()).sql().map(MappedText::text);
        if (other.isEmpty() || other.get().equals(filled)) {
            return;
        }
        int same = 0;
        while (same < Math.min(filled.length(), other.get().length())
                && filled.charAt(same) == other.get().charAt(same)) {
            same++;
        }
        // A time that is put in is as long as the one that it takes the place of, so offsets are the same in both.
        int start = Math.max(0, Math.min(same, text.get().text().length() - 1));
        changed(text.get().spanOf(start, start + 1))
                .note(
                        "a model is compiled once, and a run puts the time of each batch where it is printed as it is, or its"
                                + " first ten characters, the day")
                .help("print the whole time and let SQL take it apart: `date_format(date '{{"
                        + " model.batch.event_time_start[:10] }}', '%Y%m%d')`")
                .report(sink);
    }

    private static Diagnostic.Builder changed(SourceSpan place) {
        return Diagnostic.of(
                        DiagnosticCode.BATCH_TIME_CHANGED,
                        "the SQL depends on the time of the batch in a way that no run can put in")
                .at(place);
    }

    /**
     * Whether a run can put the times of its batches into the engine's statement, too: a constant that the statement has in
     * another form, an instant in UTC of a time in a zone, say, has lost them. Reported where it cannot.
     *
     * @param sent the engine's statement
     * @param translate makes the engine's statement of other text
     */
    static boolean areSent(
            MappedText text, String sent, Function<MappedText, Optional<String>> translate, DiagnosticSink sink) {
        if (!TimeWindow.isIn(text.text())) {
            return true;
        }
        SourceSpan place = place(text);
        MappedText other = MappedText.computed(TimeWindow.OTHER.fill(text.text()), place);
        if (translate.apply(other).equals(Optional.of(TimeWindow.OTHER.fill(sent)))) {
            return true;
        }
        changed(place)
                .note(
                        "the engine's statement has a constant that was reckoned from the time, so no run can put another there")
                .help("print the time alone, and let a function take it into its zone: `with_timezone(timestamp '{{"
                        + " model.batch.event_time_start[:10] }} 00:00:00', 'Europe/Berlin')`")
                .report(sink);
        return false;
    }

    /** The first time that stands in a constant with something else behind it, else the first one. */
    private static SourceSpan place(MappedText text) {
        Matcher reckoned = NOT_ALONE.matcher(text.text());
        Matcher printed = PRINTED.matcher(text.text());
        Matcher found = reckoned.find() ? reckoned : printed;
        int start = found == reckoned || printed.find() ? found.start() : 0;
        return text.spanOf(start, start + 1);
    }
}
