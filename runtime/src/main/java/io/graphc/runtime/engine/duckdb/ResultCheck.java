package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.SourceColumnsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the columns that DuckDB gives with those that were compiled: names in order, ignoring letter case, and types by
 * {@link ColumnFit}. A difference means that graphc's idea of the statement and DuckDB's are not the same, and nothing may
 * be built on that.
 */
final class ResultCheck {
    private final ModelPlan model;
    private final List<Column> wanted;

    /** @param wanted the columns of its query */
    ResultCheck(ModelPlan model, List<Column> wanted) {
        this.model = model;
        this.wanted = List.copyOf(wanted);
    }

    /** A statement of the model, wrapped in casts where DuckDB gives another type that can be cast without loss. */
    String fit(String engineSql, List<DescribedColumn> actual) {
        if (wanted.size() != actual.size()) {
            throw differs("it has " + actual.size() + " columns, not " + wanted.size());
        }
        List<String> columns = new ArrayList<>();
        boolean same = true;
        for (int i = 0; i < wanted.size(); i++) {
            Column column = wanted.get(i);
            DescribedColumn found = actual.get(i);
            if (!column.name().equalsIgnoreCase(found.name())) {
                throw differs("column " + (i + 1) + " is `" + found.name() + "`, not `" + column.name() + "`");
            }
            if (ColumnFit.of(found.type(), column.type()) == ColumnFit.DIFFERS) {
                throw differs("column `" + column.name() + "` is " + found.type() + ", not " + column.type());
            }
            String name = RelationName.quote(found.name());
            String cast = ColumnFit.cast(name, found.type(), column.type());
            same &= cast.equals(name);
            columns.add(cast + " AS " + RelationName.quote(column.name()));
        }
        return same ? engineSql : "SELECT " + String.join(", ", columns) + " FROM (\n" + engineSql + "\n)";
    }

    private GraphcException differs(String how) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.RESULT_DIFFERS,
                        "model `" + model.name() + "` has other columns on DuckDB than it was compiled with")
                .note(how)
                .help(
                        model.opaque()
                                ? "correct the columns that are declared for the model"
                                : "compile the project again; where that does not help, please report it")
                .build());
    }

    /** Compares a table that the project reads with its declared columns; it may have more. */
    static void ofSource(SourceTable source, List<DescribedColumn> there) {
        String what = "source `" + source.label() + "`";
        List<String> missing = source.columns().stream()
                .map(Column::name)
                .filter(name -> ParquetFiles.find(there, name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw SourceColumnsException.missing(
                    what,
                    missing,
                    source.relation().quoted(),
                    there.stream().map(DescribedColumn::name).toList());
        }
        for (Column column : source.columns()) {
            Optional<DescribedColumn> found = ParquetFiles.find(there, column.name());
            if (found.isPresent() && ColumnFit.of(found.get().type(), column.type()) == ColumnFit.DIFFERS) {
                throw SourceColumnsException.otherType(what, column, found.get().type(), "the database");
            }
        }
    }
}
