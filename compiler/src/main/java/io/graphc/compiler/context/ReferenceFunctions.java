package io.graphc.compiler.context;

import io.graphc.compiler.resolve.NameCheck;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Text;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.RelationName;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code ref()} and {@code source()} for one rendering. A name that is not there is reported and rendering goes on, so that
 * all such names of a model are told at once.
 */
final class ReferenceFunctions {
    private static final Signature REF = Signature.of("ref", "name", "second?", "version?", "v?");
    private static final Signature SOURCE = Signature.of("source", "source_name", "table_name");

    private final ProjectNames names;
    private final Function<Entry, Optional<String>> rows;
    private final CallRecorder recorder;

    /** @param rows what rows of a relation are read; empty for all */
    ReferenceFunctions(ProjectNames names, Function<Entry, Optional<String>> rows, CallRecorder recorder) {
        this.names = names;
        this.rows = rows;
        this.recorder = recorder;
    }

    Object ref(CallArguments call) {
        BoundArguments arguments = REF.bind(call);
        if (arguments.isGiven("version") || arguments.isGiven("v")) {
            throw TemplateFailure.of(DiagnosticCode.NOT_SUPPORTED, "versions of models are not supported");
        }
        boolean two = arguments.isGiven("second");
        Located<String> model = located(arguments, two ? "second" : "name");
        Optional<Located<String>> packageName = two ? Optional.of(located(arguments, "name")) : Optional.empty();
        return relation(new NameCheck(names, sink(call, model)).model(packageName, model), model);
    }

    Object source(CallArguments call) {
        BoundArguments arguments = SOURCE.bind(call);
        Located<String> source = located(arguments, "source_name");
        Located<String> table = located(arguments, "table_name");
        return relation(new NameCheck(names, sink(call, table)).source(source, table), table);
    }

    /** An argument at the place where its text was written, which may be far from the call that it was handed to. */
    private static Located<String> located(BoundArguments arguments, String parameter) {
        if (arguments.value(parameter) instanceof Undefined undefined) {
            throw undefined.failure().help("a name stands in quotes: `'" + undefined.name() + "'`");
        }
        String text = arguments.text(parameter);
        SourceSpan argument = arguments.span(parameter);
        if (arguments.value(parameter) instanceof Text written && !text.isEmpty()) {
            SourceSpan place = written.mapped().spanOf(0, text.length());
            if (!isInside(place, argument)) {
                return Located.of(text, place);
            }
        }
        return Located.of(text, argument);
    }

    private static boolean isInside(SourceSpan inner, SourceSpan outer) {
        return inner.file().equals(outer.file())
                && inner.startOffset() >= outer.startOffset()
                && inner.endOffset() <= outer.endOffset();
    }

    /** Problems tell the macro calls that led to a call, unless they stand where those calls were written. */
    private DiagnosticSink sink(CallArguments call, Located<String> name) {
        boolean atCall = isInside(name.span(), call.span());
        return recorder.calledFrom(atCall ? call.origin().calls() : List.of(call.span()));
    }

    private RelationValue relation(Optional<Entry> found, Located<String> name) {
        found.ifPresent(entry -> recorder.reads(entry, name.span()));
        RelationValue relation = RelationValue.of(found.orElseGet(
                () -> new Entry("", name.value(), RelationName.of("unknown", name.value()), false, Optional.empty())));
        return found.flatMap(rows).map(relation::where).orElse(relation);
    }
}
