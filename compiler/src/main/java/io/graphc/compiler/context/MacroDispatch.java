package io.graphc.compiler.context;

import io.graphc.compiler.template.MacroLibrary;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Rendering;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code adapter.dispatch}: the form of a macro for this engine (docs.getdbt.com, "About dispatch config"). SQL is always
 * written in Trino's dialect, so the forms for Athena and Trino come first, whatever the engine. Immutable.
 *
 * @param project the root project, whose macros come before those of the package that dispatches
 * @param searchOrder what the project file says of packages: where to look instead
 */
record MacroDispatch(String project, Map<String, List<String>> searchOrder) {
    private static final List<String> DIALECTS = List.of("graphc", "athena", "trino", "default");
    private static final Signature SIGNATURE = Signature.of("dispatch", "macro_name", "macro_namespace?", "packages?");

    Object call(CallArguments call) {
        BoundArguments arguments = SIGNATURE.bind(call);
        String name = arguments.text("macro_name");
        if (name.indexOf('.') >= 0) {
            throw TemplateFailure.error("the package of a dispatched macro is not part of its name")
                    .at(arguments.span("macro_name"))
                    .help("write `adapter.dispatch('" + name.substring(name.indexOf('.') + 1) + "', '"
                            + name.substring(0, name.indexOf('.')) + "')`");
        }
        List<String> packages = packages(arguments);
        for (String packageName : packages) {
            Optional<TemplateCallable> macro = form(name, packageName, call.rendering());
            if (macro.isPresent()) {
                return macro.get();
            }
        }
        throw TemplateFailure.of(DiagnosticCode.UNKNOWN_MACRO, "macro `" + name + "` has no form for this engine")
                .at(arguments.span("macro_name"))
                .note("looked for `athena__" + name + "`, `trino__" + name + "` and `default__" + name + "`"
                        + where(packages));
    }

    private static Optional<TemplateCallable> form(String name, String packageName, Rendering rendering) {
        Optional<TemplateCallable> own =
                packageName.isEmpty() ? Optional.empty() : rendering.macro(MacroLibrary.DBT, packageName + "__" + name);
        if (own.isPresent()) {
            // a macro of a well-known package that asks the engine, in a form that need not ask
            return own;
        }
        for (String dialect : DIALECTS) {
            Optional<TemplateCallable> macro = rendering.macro(packageName, dialect + "__" + name);
            if (macro.isPresent()) {
                return macro;
            }
        }
        return Optional.empty();
    }

    /** The packages to look in; the empty name is the order in which plain names are looked up. */
    private List<String> packages(BoundArguments arguments) {
        if (!arguments.isGiven("macro_namespace")) {
            return List.of("");
        }
        String namespace = arguments.text("macro_namespace");
        return searchOrder.getOrDefault(namespace, List.of(project, namespace));
    }

    private static String where(List<String> packages) {
        return packages.equals(List.of("")) ? "" : " in " + String.join(", ", packages);
    }
}
