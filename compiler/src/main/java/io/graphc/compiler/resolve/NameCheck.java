package io.graphc.compiler.resolve;

import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.Located;
import java.util.Optional;

/** Looks up what {@code ref()} and {@code source()} name, and reports names that are not there. */
public final class NameCheck {
    private final ProjectNames names;
    private final DiagnosticSink sink;

    public NameCheck(ProjectNames names, DiagnosticSink sink) {
        this.names = names;
        this.sink = sink;
    }

    /** A model or seed of the project or package that is named, if one is. */
    public Optional<Entry> model(Optional<Located<String>> packageName, Located<String> name) {
        if (packageName.isEmpty()) {
            return model(name);
        }
        String owner = packageName.get().value();
        Optional<Entry> entry =
                names.model(name.value()).filter(found -> found.packageName().equals(owner));
        if (entry.isPresent()) {
            return entry.filter(found -> isEnabled(found, DiagnosticCode.UNKNOWN_MODEL, "model", name));
        }
        if (names.packageNames().contains(owner)) {
            Diagnostic.of(DiagnosticCode.UNKNOWN_MODEL, "`" + owner + "` has no model `" + name.value() + "`")
                    .at(name.span())
                    .hint(name.value(), names.modelNames(owner), "its models and seeds")
                    .report(sink);
        } else {
            Diagnostic.of(DiagnosticCode.UNKNOWN_MODEL, "no project or package `" + owner + "` with models found")
                    .at(packageName.get().span())
                    .hint(owner, names.packageNames(), "here are")
                    .report(sink);
        }
        return Optional.empty();
    }

    private Optional<Entry> model(Located<String> name) {
        Optional<Entry> entry = names.model(name.value());
        if (entry.isEmpty()) {
            Diagnostic.of(DiagnosticCode.UNKNOWN_MODEL, "model `" + name.value() + "` not found")
                    .at(name.span())
                    .hint(name.value(), names.modelNames(), "models and seeds")
                    .report(sink);
        }
        return entry.filter(found -> isEnabled(found, DiagnosticCode.UNKNOWN_MODEL, "model", name));
    }

    /** A table of a source. */
    public Optional<Entry> source(Located<String> source, Located<String> table) {
        Optional<Entry> entry = names.source(source.value(), table.value());
        if (entry.isPresent()) {
            return entry.filter(found -> isEnabled(found, DiagnosticCode.UNKNOWN_SOURCE, "source", table));
        }
        if (names.sourceNames().contains(source.value())) {
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_SOURCE,
                            "source `" + source.value() + "` has no table `" + table.value() + "`")
                    .at(table.span())
                    .hint(table.value(), names.tableNames(source.value()), "tables of `" + source.value() + "`")
                    .report(sink);
        } else {
            Diagnostic.Builder unknown = Diagnostic.of(
                            DiagnosticCode.UNKNOWN_SOURCE, "source `" + source.value() + "` not found")
                    .at(source.span());
            if (names.source(table.value(), source.value()).isPresent()) {
                unknown.help("the source comes first: `source('" + table.value() + "', '" + source.value() + "')`");
            } else {
                unknown.hint(source.value(), names.sourceNames(), "sources");
            }
            unknown.report(sink);
        }
        return Optional.empty();
    }

    private boolean isEnabled(Entry entry, DiagnosticCode code, String kind, Located<String> name) {
        entry.disabled()
                .ifPresent(reason -> Diagnostic.of(code, kind + " `" + entry.label() + "` " + reason)
                        .at(name.span())
                        .help(
                                reason.equals(Entry.WITHOUT_COLUMNS)
                                        ? "list its columns with their types, under `snapshots:` in YAML"
                                        : "enable it, or leave out what reads it")
                        .report(sink));
        return entry.disabled().isEmpty();
    }
}
