package io.graphc.compiler.context;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.project.DocSpec;
import java.util.List;
import java.util.Optional;

/**
 * {@code doc('name')} and {@code doc('package', 'name')}: a text for descriptions. A plain name is one of the project, else
 * one of the package that what is described belongs to, else one of any (docs.getdbt.com, "About doc function"; this order
 * is that of dbt-core's lookup).
 *
 * @param packages the names of the project and of that package
 */
record DocFunction(List<String> packages, List<DocSpec> docs) implements TemplateCallable {
    private static final Signature DOC = Signature.of("doc", "name", "second?");

    @Override
    public Object call(CallArguments call) {
        BoundArguments arguments = DOC.bind(call);
        boolean two = arguments.isGiven("second");
        String name = arguments.text(two ? "second" : "name");
        List<DocSpec> searched = two
                ? docs.stream()
                        .filter(doc -> doc.packageName().equals(arguments.text("name")))
                        .toList()
                : docs;
        return find(name, searched)
                .map(DocSpec::text)
                .orElseThrow(() -> TemplateFailure.of(
                                DiagnosticCode.UNKNOWN_DOC, "there is no text `" + name + "` for descriptions")
                        .at(arguments.span(two ? "second" : "name"))
                        .hint(
                                name,
                                searched.stream().map(doc -> doc.name().value()).toList(),
                                "texts"));
    }

    private Optional<DocSpec> find(String name, List<DocSpec> searched) {
        List<DocSpec> named =
                searched.stream().filter(doc -> doc.name().value().equals(name)).toList();
        Optional<DocSpec> own = packages.stream()
                .flatMap(owner -> named.stream().filter(doc -> doc.packageName().equals(owner)))
                .findFirst();
        return own.or(() -> named.stream().findFirst());
    }
}
