package io.graphc.compiler.context;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.RelationName;
import java.util.List;
import java.util.Optional;

/**
 * The part of dbt's {@code adapter} that needs no database: quoting, and the choice among a macro's forms. SQL is always
 * written in Trino's dialect, so the forms for Athena and Trino come first, whatever the engine.
 */
enum AdapterObject implements TemplateObject {
    INSTANCE;

    private static final List<String> DIALECTS = List.of("graphc", "athena", "trino", "default");
    private static final Signature QUOTE = Signature.of("quote", "identifier");
    private static final Signature DISPATCH = Signature.of("dispatch", "macro_name", "macro_namespace?", "packages?");

    @Override
    public String kind() {
        return "adapter";
    }

    @Override
    public List<String> attributeNames() {
        return List.of("quote", "dispatch", "get_relation", "type");
    }

    @Override
    public Optional<Object> attribute(String name) {
        TemplateCallable function = switch (name) {
            case "quote" -> call -> RelationName.quote(QUOTE.bind(call).text("identifier"));
            case "dispatch" -> AdapterObject::dispatch;
            case "type" -> call -> "athena";
            // Nothing is asked of the engine while compiling; dbt answers the same while parsing.
            case "get_relation", "load_relation" -> call -> None.NONE;
            case "get_columns_in_relation" -> AdapterObject::refuse;
            default -> null;
        };
        return Optional.ofNullable(function);
    }

    @Override
    public String print() {
        return "<adapter>";
    }

    private static Object dispatch(CallArguments call) {
        BoundArguments arguments = DISPATCH.bind(call);
        String name = arguments.text("macro_name");
        for (String dialect : DIALECTS) {
            Optional<TemplateCallable> macro = call.rendering().macro("", dialect + "__" + name);
            if (macro.isPresent()) {
                return macro.get();
            }
        }
        throw TemplateFailure.of(DiagnosticCode.UNKNOWN_MACRO, "macro `" + name + "` has no form for this engine")
                .at(arguments.span("macro_name"))
                .note("looked for `athena__" + name + "`, `trino__" + name + "` and `default__" + name + "`");
    }

    private static Object refuse(CallArguments call) {
        throw TemplateFailure.of(
                        DiagnosticCode.NOT_SUPPORTED,
                        "the columns of a relation are not known while templates are rendered")
                .at(call.span())
                .help("write the columns out, or use `select *`");
    }
}
