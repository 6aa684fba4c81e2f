package io.graphc.compiler.resolve;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.Spelling;
import io.graphc.plan.Column;
import io.graphc.plan.ColumnDifference;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.ColumnSpec;
import io.graphc.project.SourceTableSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the columns of source tables: as declared, and where no types are declared, as the catalog knows them. */
public final class SourceColumns {
    private static final List<String> COMMON_TYPES =
            List.of("varchar", "boolean", "integer", "bigint", "double", "decimal", "date", "timestamp");

    private final Optional<SourceCatalog> catalog;
    private final DiagnosticSink sink;

    public SourceColumns(Optional<SourceCatalog> catalog, DiagnosticSink sink) {
        this.catalog = catalog;
        this.sink = sink;
    }

    /** What was found; absent where an optional table turned out not to exist. */
    record Found(List<Column> columns, boolean absent) {}

    /** The columns; empty when they cannot be known, which is reported. */
    Optional<Found> of(SourceTable table, SourceTableSpec spec) {
        Map<String, SqlType> declared = declaredTypes(spec.columns());
        boolean complete = !spec.columns().isEmpty()
                && spec.columns().stream().allMatch(column -> column.dataType().isPresent());
        if (complete) {
            List<Column> columns = declaredColumns(spec.columns(), declared);
            boolean absent = doesNotExist(table, spec);
            if (!absent && !table.absent()) {
                catalog.ifPresent(asked -> compare(asked, table, spec, columns));
            }
            return Optional.of(new Found(columns, absent));
        }
        if (table.absent()) {
            unknownColumns(table, spec, "the tenant has no such table that could be asked");
            return Optional.empty();
        }
        if (catalog.isEmpty()) {
            unknownColumns(table, spec, "no engine was asked");
            return Optional.empty();
        }
        return ask(catalog.get(), table, spec, declared);
    }

    /** The columns as they are declared. */
    List<Column> declared(List<ColumnSpec> specs) {
        return declaredColumns(specs, declaredTypes(specs));
    }

    /** Whether an optional table of the engine is not there; files were looked for before. */
    private boolean doesNotExist(SourceTable table, SourceTableSpec spec) {
        if (!spec.optional() || table.absent() || table.files().isPresent() || catalog.isEmpty()) {
            return false;
        }
        try {
            // Where nobody can be asked, the run finds out.
            return catalog.get().knows(table) && catalog.get().columnsOf(table).isEmpty();
        } catch (GraphcException e) {
            sink.report(e.diagnostic());
            return false;
        }
    }

    private Optional<Found> ask(
            SourceCatalog asked, SourceTable table, SourceTableSpec spec, Map<String, SqlType> declared) {
        Optional<List<Column>> real;
        try {
            real = asked.columnsOf(table);
        } catch (GraphcException e) {
            sink.report(e.diagnostic());
            return Optional.empty();
        }
        if (real.isEmpty()) {
            Diagnostic.of(DiagnosticCode.UNKNOWN_TABLE, "source `" + table.label() + "` does not exist")
                    .at(spec.name().span())
                    .note("it was looked for as " + table.relation().quoted())
                    .help("correct its schema or identifier, or mark it `optional: true` and declare its columns")
                    .report(sink);
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : real.get()) {
            SqlType type = declared.getOrDefault(column.name().toLowerCase(Locale.ROOT), column.type());
            columns.add(new Column(column.name(), type, column.nullable()));
        }
        checkNames(table.label(), spec.columns(), columns);
        compare(
                asked,
                table,
                spec,
                columns.stream()
                        .filter(column -> declared.containsKey(lower(column)))
                        .toList());
        return Optional.of(new Found(columns, false));
    }

    private static String lower(Column column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    /** Reports described columns that a relation lacks. */
    public void checkNames(String label, List<ColumnSpec> described, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        for (ColumnSpec column : described) {
            Located<String> name = column.name();
            if (names.stream().noneMatch(name.value()::equalsIgnoreCase)) {
                Diagnostic.of(
                                DiagnosticCode.UNKNOWN_COLUMN,
                                "column `" + name.value() + "` not found in `" + label + "`")
                        .at(name.span())
                        .hint(name.value(), names, "columns of `" + label + "`")
                        .report(sink);
            }
        }
    }

    /** The declared types by column name in lower case; a type that is none is reported and taken as unknown. */
    public Map<String, SqlType> declaredTypes(List<ColumnSpec> columns) {
        Map<String, SqlType> types = new LinkedHashMap<>();
        for (ColumnSpec column : columns) {
            column.dataType().ifPresent(type -> types.put(column.name().value().toLowerCase(Locale.ROOT), parse(type)));
        }
        return types;
    }

    /** A type as written; one that is none is reported and taken as unknown, so that nothing else is said of it. */
    public SqlType parse(Located<String> written) {
        Optional<SqlType> type = SqlTypeParser.parse(written.value());
        if (type.isEmpty()) {
            List<String> near = Spelling.nearest(written.value(), COMMON_TYPES);
            Diagnostic.of(DiagnosticCode.UNKNOWN_TYPE, "`" + written.value() + "` is no type")
                    .at(written.span())
                    .hint(written.value(), COMMON_TYPES, "common types")
                    .report(sink);
            // What is likely meant, so that nothing follows from the mistake.
            return near.isEmpty()
                    ? SqlTypes.ANY
                    : SqlTypeParser.parse(near.get(0)).orElse(SqlTypes.ANY);
        }
        return type.get();
    }

    /** Where a relation and its columns are declared. */
    static DeclaredPlaces places(Located<String> relation, List<ColumnSpec> columns) {
        Map<String, WrittenPlace> places = new LinkedHashMap<>();
        for (ColumnSpec column : columns) {
            Located<String> declared = column.dataType().orElse(column.name());
            places.put(column.name().value(), WrittenPlace.of(declared.span()));
        }
        return new DeclaredPlaces(Optional.of(WrittenPlace.of(relation.span())), places);
    }

    /** Reports declared columns that are otherwise where the rows are, each where it is declared. */
    private void compare(SourceCatalog asked, SourceTable table, SourceTableSpec spec, List<Column> columns) {
        Optional<String> obstacle = asked.obstacleTo(table);
        if (obstacle.isPresent()) {
            Diagnostic.of(DiagnosticCode.MISSING_DATA, obstacle.get())
                    .at(spec.name().span())
                    .help("a file without rows has its header line, too; `header: false` is for files that have none")
                    .report(sink);
            return;
        }
        SourceTable declared = new SourceTable(
                table.id(),
                table.source(),
                table.name(),
                table.relation(),
                table.files(),
                table.absent(),
                columns,
                table.places());
        for (ColumnDifference difference : asked.differencesOf(declared)) {
            ColumnSpec column = spec.columns().stream()
                    .filter(candidate -> candidate.name().value().equalsIgnoreCase(difference.column()))
                    .findFirst()
                    .orElseThrow();
            String name = "column `" + column.name().value() + "` of source `" + table.label() + "`";
            if (difference.actual().isEmpty()) {
                Diagnostic.of(DiagnosticCode.RESULT_DIFFERS, name + " is not in " + difference.where())
                        .at(column.name().span())
                        .hint(column.name().value(), difference.there(), "the columns there are")
                        .report(sink);
            } else {
                Located<String> type = column.dataType().orElse(column.name());
                Diagnostic.of(
                                DiagnosticCode.RESULT_DIFFERS,
                                name + " is declared "
                                        + SqlTypeParser.parse(type.value()).orElse(SqlTypes.ANY) + ", but it is "
                                        + difference.actual().get() + " in " + difference.where())
                        .at(type.span())
                        .help("declare it as `" + difference.actual().get() + "` and convert it in a model")
                        .report(sink);
            }
        }
    }

    private static List<Column> declaredColumns(List<ColumnSpec> specs, Map<String, SqlType> types) {
        return specs.stream()
                .map(column -> Column.of(
                        column.name().value(),
                        types.getOrDefault(column.name().value().toLowerCase(Locale.ROOT), SqlTypes.ANY)))
                .toList();
    }

    private void unknownColumns(SourceTable table, SourceTableSpec spec, String reason) {
        Diagnostic.of(DiagnosticCode.MISSING_KEY, "the columns of source `" + table.label() + "` are not known")
                .at(spec.name().span())
                .note("not every column is declared with its type, and " + reason)
                .help("list all its columns with their types: `columns: [{name: id, data_type: bigint}]`")
                .report(sink);
    }
}
