package io.graphc.cli.source;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import io.graphc.project.ColumnSpec;
import io.graphc.project.SourceTableSpec;
import io.graphc.runtime.catalog.CatalogColumn;
import io.graphc.runtime.catalog.SourceChange;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells how a source table differs from its declaration, each difference where it is declared.
 *
 * @param spec the table as written
 * @param tellsAdded whether columns that are not declared are told of
 */
public record SourceChangeReport(
        Optional<String> tenant, SourceTableSpec spec, DiagnosticSink sink, boolean tellsAdded) {
    private static final int MOST_NAMED = 20;

    /** Reports all differences of the table. */
    public void report(SourceChange change) {
        String label = change.table().label();
        SourceSpan place = spec.name().span();
        if (change.missing()) {
            String where = change.table()
                    .files()
                    .map(files -> "`" + files.path() + "`")
                    .orElseGet(() -> change.table().relation().quoted());
            say(Diagnostic.of(DiagnosticCode.SOURCE_CHANGED, "source `" + label + "` does not exist")
                    .at(place)
                    .note("it was looked for as " + where));
        }
        change.removed().forEach(column -> removed(change, label, column));
        change.changed().forEach(column -> retyped(label, column));
        for (String column : change.hidden()) {
            say(Diagnostic.of(
                            DiagnosticCode.COLUMN_NOT_VISIBLE,
                            "column `" + column + "` of source `" + label + "` is not visible")
                    .at(place(column))
                    .note(
                            "Lake Formation guards the table and may hide it from whoever asks, so nothing says that it is"
                                    + " gone"));
        }
        for (String problem : change.unread()) {
            say(Diagnostic.of(
                            DiagnosticCode.COLUMN_TYPE_UNREAD,
                            "the type of a column of source `" + label + "` is not known")
                    .at(place)
                    .note(problem));
        }
        if (tellsAdded && !change.added().isEmpty()) {
            added(change, label, place);
        }
    }

    private void removed(SourceChange change, String label, String column) {
        say(Diagnostic.of(
                        DiagnosticCode.SOURCE_CHANGED,
                        "column `" + column + "` of source `" + label + "` is declared and not there")
                .at(place(column))
                .hint(
                        column,
                        change.added().stream().map(CatalogColumn::name).toList(),
                        "columns that are there and not declared"));
    }

    private void retyped(String label, SourceChange.Retyped column) {
        say(Diagnostic.of(
                        DiagnosticCode.SOURCE_CHANGED,
                        "column `" + column.column() + "` of source `" + label + "` is declared " + column.declared()
                                + ", but it is " + column.actual())
                .at(column(column.column())
                        .map(found -> found.dataType().orElse(found.name()))
                        .map(Located::span)
                        .orElse(spec.name().span())));
    }

    private void added(SourceChange change, String label, SourceSpan place) {
        String columns = change.added().stream()
                .limit(MOST_NAMED)
                .map(column -> "`" + column.name() + "` " + column.type())
                .collect(Collectors.joining(", "));
        say(Diagnostic.of(DiagnosticCode.SOURCE_CHANGED, "source `" + label + "` has columns that are not declared")
                .severity(Severity.WARNING)
                .at(place)
                .note(columns + (change.added().size() > MOST_NAMED ? ", .." : ""))
                .help("`graphc source generate " + change.table().source() + " --output FILE` adds them to its file"));
    }

    /** Where a column is declared. */
    private SourceSpan place(String column) {
        return column(column).map(ColumnSpec::name).orElse(spec.name()).span();
    }

    private Optional<ColumnSpec> column(String name) {
        return spec.columns().stream()
                .filter(column -> column.name().value().equals(name))
                .findFirst();
    }

    private void say(Diagnostic.Builder problem) {
        tenant.ifPresent(name -> problem.note("for tenant `" + name + "`"));
        problem.report(sink);
    }
}
