package io.graphc.compiler.context;

import io.graphc.compiler.resolve.NameCheck;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.RelationName;
import io.graphc.source.Located;
import java.util.Optional;

/**
 * {@code ref()} and {@code source()} for one rendering. A name that is not there is reported and rendering goes on, so that
 * all such names of a model are told at once.
 */
final class ReferenceFunctions {
    private static final Signature REF = Signature.of("ref", "name", "second?", "version?", "v?");
    private static final Signature SOURCE = Signature.of("source", "source_name", "table_name");

    private final String project;
    private final ProjectNames names;
    private final CallRecorder recorder;

    ReferenceFunctions(String project, ProjectNames names, CallRecorder recorder) {
        this.project = project;
        this.names = names;
        this.recorder = recorder;
    }

    Object ref(CallArguments call) {
        BoundArguments arguments = REF.bind(call);
        if (arguments.isGiven("version") || arguments.isGiven("v")) {
            throw TemplateFailure.of(DiagnosticCode.NOT_SUPPORTED, "versions of models are not supported");
        }
        String name = "name";
        if (arguments.isGiven("second")) {
            name = "second";
            if (!arguments.text("name").equals(project)) {
                throw TemplateFailure.of(DiagnosticCode.NOT_SUPPORTED, "models of other projects are not supported")
                        .at(arguments.span("name"));
            }
        }
        Located<String> model = Located.of(arguments.text(name), arguments.span(name));
        NameCheck check = new NameCheck(names, recorder.calledFrom(call.origin().calls()));
        return relation(check.model(model), model);
    }

    Object source(CallArguments call) {
        BoundArguments arguments = SOURCE.bind(call);
        Located<String> source = Located.of(arguments.text("source_name"), arguments.span("source_name"));
        Located<String> table = Located.of(arguments.text("table_name"), arguments.span("table_name"));
        NameCheck check = new NameCheck(names, recorder.calledFrom(call.origin().calls()));
        return relation(check.source(source, table), table);
    }

    private RelationValue relation(Optional<Entry> found, Located<String> name) {
        found.ifPresent(entry -> recorder.reads(entry, name.span()));
        return new RelationValue(found.orElseGet(
                () -> new Entry("", name.value(), RelationName.of("unknown", name.value()), false, Optional.empty())));
    }
}
