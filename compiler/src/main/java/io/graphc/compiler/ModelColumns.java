package io.graphc.compiler;

import io.graphc.compiler.resolve.SourceColumns;
import io.graphc.compiler.sql.OutputColumn;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.plan.Column;
import io.graphc.plan.Materialization;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.project.ColumnSpec;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns of a model: what its SQL yields, compared with what YAML says. */
final class ModelColumns {
    private final RenderedModel model;
    private final DiagnosticSink sink;
    private final SourceColumns declarations;

    ModelColumns(RenderedModel model, DiagnosticSink sink) {
        this.model = model;
        this.sink = sink;
        this.declarations = new SourceColumns(Optional.empty(), sink);
    }

    /** The columns; empty when they are not known or differ from the contract, which is reported. */
    Optional<List<Column>> of(TypedQuery query) {
        List<ColumnSpec> described = model.spec().columns();
        Map<String, SqlType> declared = declarations.declaredTypes(described);
        if (query.opaque()) {
            return declaredOnly(described, declared);
        }
        if (model.materialization() != Materialization.SNAPSHOT) {
            declarations.checkNames(model.spec().name(), described, query.schema());
        }
        boolean contract = model.config().isContractEnforced();
        List<Column> columns = new ArrayList<>();
        for (OutputColumn output : query.columns()) {
            if (canBeStored(output, declared)) {
                (contract ? contracted(output, declared) : Optional.of(output.column())).ifPresent(columns::add);
            }
        }
        return columns.size() == query.columns().size() ? Optional.of(columns) : Optional.empty();
    }

    /** Trino has NULLs without a type in queries, but not in tables and views. */
    private boolean canBeStored(OutputColumn output, Map<String, SqlType> declared) {
        Column column = output.column();
        boolean stored = model.isTable();
        boolean refused = column.type() == SqlTypes.UNKNOWN
                ? stored || model.materialization() == Materialization.VIEW
                : stored && holdsUnknown(column.type());
        if (refused) {
            SqlType wanted = declared.getOrDefault(lower(column.name()), example(column.type()));
            Diagnostic.of(
                            DiagnosticCode.COLUMN_WITHOUT_TYPE,
                            "column `" + column.name() + "` has no type that a " + (stored ? "table" : "view")
                                    + " can have")
                    .at(output.place())
                    .caption(column.type().toString())
                    .help("say which: `cast(... as " + wanted + ")`")
                    .report(sink);
        }
        return !refused;
    }

    private static boolean holdsUnknown(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return holdsUnknown(array.element());
        }
        if (type instanceof SqlType.Map map) {
            return holdsUnknown(map.key()) || holdsUnknown(map.value());
        }
        if (type instanceof SqlType.Row row) {
            return row.fields().stream().anyMatch(field -> holdsUnknown(field.type()));
        }
        return type == SqlTypes.UNKNOWN;
    }

    private static SqlType example(SqlType type) {
        if (type instanceof SqlType.Array array) {
            return SqlTypes.array(example(array.element()));
        }
        if (type instanceof SqlType.Map map) {
            return new SqlType.Map(example(map.key()), example(map.value()));
        }
        return type == SqlTypes.UNKNOWN ? SqlTypes.VARCHAR : type;
    }

    private Optional<List<Column>> declaredOnly(List<ColumnSpec> described, Map<String, SqlType> declared) {
        if (described.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.MISSING_KEY,
                            "the columns of `" + model.spec().name() + "` cannot be told from its SQL")
                    .at(model.spec().file().top())
                    .help("list them in YAML with their types: `columns: [{name: id, data_type: bigint}]`")
                    .report(sink);
            return Optional.empty();
        }
        return Optional.of(described.stream()
                .map(column -> Column.of(
                        column.name().value(),
                        declared.getOrDefault(lower(column.name().value()), SqlTypes.ANY)))
                .toList());
    }

    private Optional<Column> contracted(OutputColumn output, Map<String, SqlType> declared) {
        Column column = output.column();
        Optional<ColumnSpec> spec = model.spec().columns().stream()
                .filter(candidate -> candidate.name().value().equalsIgnoreCase(column.name()))
                .findFirst();
        SourceSpan written = output.place().written();
        String model = this.model.spec().name();
        if (spec.isEmpty() && isMisspelt(column.name())) {
            return Optional.empty();
        }
        if (spec.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.CONTRACT_DIFFERS,
                            "column `" + column.name() + "` is not in the contract of `" + model + "`")
                    .at(written)
                    .help("add it to the columns in YAML, or take it out of the query")
                    .report(sink);
            return Optional.empty();
        }
        SqlType promised = declared.get(lower(column.name()));
        if (promised == null) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "column `" + column.name() + "` of a contract has no `data_type`")
                    .at(spec.get().name().span())
                    .help("add `data_type: " + column.type() + "`")
                    .report(sink);
            return Optional.empty();
        }
        if (!keeps(promised, column.type())) {
            Diagnostic.of(
                            DiagnosticCode.CONTRACT_DIFFERS,
                            "column `" + column.name() + "` of `" + model + "` is `" + column.type()
                                    + "`, its contract says `" + promised + "`")
                    .at(spec.get().dataType().orElseThrow().span())
                    .label(written, column.type().toString())
                    .help("cast it in the query: `cast(... as " + promised + ")`")
                    .report(sink);
            return Optional.empty();
        }
        boolean unknown = column.type() == SqlTypes.ANY || column.type() == SqlTypes.UNKNOWN;
        return Optional.of(unknown ? new Column(column.name(), promised, column.nullable()) : column);
    }

    /** A described column that the query lacks was reported; where its name is near, it is this one. */
    private boolean isMisspelt(String name) {
        List<String> described =
                model.spec().columns().stream().map(spec -> spec.name().value()).toList();
        return !Spelling.nearest(name, described).isEmpty();
    }

    /** Lengths of text and digits of a second do not matter, as in dbt's contracts. */
    private static boolean keeps(SqlType promised, SqlType found) {
        if (promised == SqlTypes.ANY || found == SqlTypes.ANY || found == SqlTypes.UNKNOWN) {
            return true;
        }
        if (promised instanceof SqlType.Timestamp one && found instanceof SqlType.Timestamp other) {
            return one.withZone() == other.withZone();
        }
        return promised.equals(found) || (SqlTypes.isText(promised) && SqlTypes.isText(found));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
