package io.graphc.compiler;

import io.graphc.compiler.context.IntrospectiveQueries;
import io.graphc.compiler.context.RelationColumns;
import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.template.Macro;
import io.graphc.compiler.template.MacroLibrary;
import io.graphc.compiler.template.TemplateLog;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls macros of a compiled project by themselves, with queries that are answered, as dbt's {@code run-operation} does
 * (docs.getdbt.com, "About dbt run-operation command"). Safe to share between threads.
 */
public final class MacroCalls {
    private final TenantTemplates templates;
    private final ProjectNames names;
    private final RelationColumns columns;

    MacroCalls(TenantTemplates templates, ProjectNames names, RelationColumns columns) {
        this.templates = templates;
        this.names = names;
        this.columns = columns;
    }

    /**
     * A call as it was typed.
     *
     * @param command what messages show the macro's name in, as if it were a file
     */
    public record Call(String command, String macro, List<YamlEntry> arguments) {
        public Call {
            arguments = List.copyOf(arguments);
        }

        private SourceSpan place() {
            return new SourceFile(command, macro).span(0, macro.length());
        }
    }

    /** What the macro returns, or its text; empty with mistakes, which are reported. */
    public Optional<String> run(Call call, IntrospectiveQueries queries, TemplateLog log, DiagnosticSink sink) {
        Optional<Macro> macro = templates.macros().find(call.macro());
        if (macro.isEmpty()) {
            String packageName = call.macro().replaceFirst("\\..*", "");
            Diagnostic.of(DiagnosticCode.UNKNOWN_MACRO, "macro `" + call.macro() + "` not found")
                    .at(call.place())
                    .hint(call.macro(), templates.macros().names(), "there are")
                    .note(
                            packageName.equals(MacroLibrary.DBT)
                                    ? "of dbt's own macros those are there that models can call"
                                    : "macros lie below `macro-paths`; those of a package are called `package.macro`")
                    .report(sink);
            return Optional.empty();
        }
        Map<String, Argument> arguments = new LinkedHashMap<>();
        for (YamlEntry entry : call.arguments()) {
            arguments.put(
                    entry.name(),
                    new Argument(Values.of(entry.value().toValue()), entry.key().span()));
        }
        RenderedQuery done = templates.callMacro(
                macro.get(), arguments, new TenantTemplates.Workplace(names, columns, queries, log), call.place());
        done.diagnostics().forEach(sink::report);
        boolean failed = done.diagnostics().stream().anyMatch(Diagnostic::isError);
        return failed
                ? Optional.empty()
                : Optional.of(done.sql().map(MappedText::text).orElse(""));
    }
}
