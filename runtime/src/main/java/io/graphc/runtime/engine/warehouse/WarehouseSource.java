package io.graphc.runtime.engine.warehouse;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.SourceColumnsException;
import java.util.List;
import java.util.stream.Collectors;

/** A table that a project reads and did not make, on a warehouse. */
final class WarehouseSource {
    private final Warehouse warehouse;
    private final SourceTable source;
    private final String what;

    WarehouseSource(Warehouse warehouse, SourceTable source) {
        this.warehouse = warehouse;
        this.source = source;
        this.what = "source `" + source.label() + "`";
    }

    /** Looks whether it is as declared; one that is absent becomes an empty view. */
    void provide() {
        if (source.absent()) {
            warehouse.replaceWithView(
                    new Statement(source.id(), "absent " + what, emptyRows(source.columns())), source.relation());
        } else if (source.files().isPresent()) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.FILES_NOT_ON_ENGINE,
                            what + " lies in files of the project, which " + warehouse.name() + " does not read")
                    .note("the files are " + source.files().get().path())
                    .help("make a table of the files there, and give the source a location for targets of type"
                            + " `duckdb` alone")
                    .build());
        } else {
            check(warehouse.describe(source.relation()).orElseThrow(this::missing));
        }
    }

    /** A query that gives columns and no row. */
    static String emptyRows(List<Column> columns) {
        return columns.stream()
                        .map(column -> "CAST(NULL AS " + column.type() + ") AS " + RelationName.quote(column.name()))
                        .collect(Collectors.joining(", ", "SELECT ", ""))
                + " WHERE false";
    }

    private GraphcException missing() {
        Diagnostic.Builder missing = Diagnostic.of(DiagnosticCode.MISSING_DATA, what + " is not on " + warehouse.name())
                .note("looked for " + source.relation().quoted());
        warehouse.wordsOfAbsence(source.relation()).ifPresent(missing::note);
        return new GraphcException(
                missing.help("create the table, or make the source optional").build());
    }

    private void check(TableDescription there) {
        String where = source.relation().quoted();
        List<String> missing = source.columns().stream()
                .map(Column::name)
                .filter(name -> there.column(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw SourceColumnsException.missing(
                    what,
                    missing,
                    where,
                    there.columns().stream().map(Column::name).toList());
        }
        for (Column declared : source.columns()) {
            Column found = there.column(declared.name()).orElseThrow();
            if (!TypeFit.reads(found.type(), declared.type())) {
                throw SourceColumnsException.otherType(what, declared, found.type(), where);
            }
        }
    }
}
