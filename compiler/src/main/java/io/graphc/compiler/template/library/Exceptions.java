package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.Optional;

/** dbt's {@code exceptions}: lets a template end with an error, or warn. */
final class Exceptions implements TemplateObject {
    /** The names that dbt offers ("About exceptions namespace"); all of them end the rendering. */
    private static final List<String> RAISING = List.of(
            "raise_compiler_error",
            "raise_not_implemented",
            "raise_parsing_error",
            "raise_fail_fast_error",
            "raise_database_error",
            "raise_dependency_error",
            "raise_contract_error",
            "raise_invalid_property_yml_version",
            "raise_ambiguous_alias",
            "raise_ambiguous_catalog_match",
            "raise_duplicate_resource_name",
            "raise_dep_not_found",
            "missing_config",
            "missing_materialization",
            "missing_relation",
            "relation_wrong_type",
            "column_type_missing");

    private static final Signature MESSAGE = Signature.of("exceptions", "msg", "*", "**");

    @Override
    public String kind() {
        return "collection of errors";
    }

    @Override
    public List<String> attributeNames() {
        return List.of("raise_compiler_error", "raise_not_implemented", "warn");
    }

    @Override
    public Optional<Object> attribute(String name) {
        if (name.equals("warn")) {
            EngineCallable warn = Exceptions::warn;
            return Optional.of(warn);
        }
        if (RAISING.contains(name)) {
            EngineCallable raise = Exceptions::raise;
            return Optional.of(raise);
        }
        return Optional.empty();
    }

    @Override
    public String print() {
        return "<exceptions>";
    }

    private static Object raise(CallArguments call) {
        List<String> lines = lines(call);
        TemplateFailure failure = TemplateFailure.of(DiagnosticCode.RAISED_BY_TEMPLATE, lines.get(0));
        lines.subList(1, lines.size()).forEach(failure::note);
        throw failure.at(call.origin());
    }

    private static Object warn(CallArguments call) {
        List<String> lines = lines(call);
        Diagnostic.Builder builder =
                Diagnostic.of(DiagnosticCode.WARNED_BY_TEMPLATE, lines.get(0)).at(call.origin());
        lines.subList(1, lines.size()).forEach(builder::note);
        call.rendering().report(builder.build());
        return "";
    }

    private static List<String> lines(CallArguments call) {
        BoundArguments bound = MESSAGE.bind(call);
        List<String> lines = Printer.print(bound.value("msg"))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.isEmpty() ? List.of("the template ends here without a message") : lines;
    }
}
