package io.graphc.compiler;

import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.SourceColumns;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Column;
import io.graphc.plan.Lineage;
import io.graphc.plan.LineageSource;
import io.graphc.plan.SnapshotPlan;
import io.graphc.plan.SnapshotPlan.HardDeletes;
import io.graphc.plan.SnapshotPlan.Names;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plans what a snapshot keeps: how it tells changes, and the columns of its table. */
final class SnapshotModels {
    private static final int MICROSECONDS = 6;

    private final RenderedModel snapshot;
    private final QueryChecker checker;
    private final DiagnosticSink sink;
    private boolean sound = true;

    SnapshotModels(RenderedModel snapshot, QueryChecker checker, DiagnosticSink sink) {
        this.snapshot = snapshot;
        this.checker = checker;
        this.sink = sink;
    }

    /**
     * A snapshot's plan.
     *
     * @param columns those of its table: those of the query, then those that are added
     */
    record Planned(SnapshotPlan plan, List<Column> columns) {}

    /**
     * The plan.
     *
     * @param columns those of its query
     * @return empty when something is wrong, which is reported
     */
    Optional<Planned> plan(List<Column> columns) {
        Optional<String> strategy = required("strategy", "`timestamp` or `check`");
        Optional<String> key = required("unique_key", "the columns that identify a row");
        boolean byTime = strategy.filter("timestamp"::equals).isPresent();
        List<String> keys = key.isPresent() ? named("unique_key", columns) : List.of();
        Optional<String> updatedAt = Optional.empty();
        List<String> compared = List.of();
        if (byTime) {
            updatedAt = required("updated_at", "the column with the time of a row's last change")
                    .flatMap(written -> named("updated_at", columns).stream().findFirst());
        } else if (strategy.filter("check"::equals).isPresent()) {
            compared = compared(columns);
            if (snapshot.config().value("updated_at").isPresent()) {
                updatedAt = named("updated_at", columns).stream().findFirst();
            }
        } else {
            // Another word was reported with the configs.
            sound = false;
        }
        Names names = names();
        HardDeletes deletes = hardDeletes();
        SqlType time = timeType(updatedAt, columns, deletes);
        Optional<String> current = current();
        if (!sound) {
            return Optional.empty();
        }
        SnapshotPlan plan = new SnapshotPlan(columns, keys, updatedAt, compared, time, deletes, names, current);
        List<Column> all = new ArrayList<>(columns);
        all.addAll(added(plan));
        new SourceColumns(Optional.empty(), sink)
                .checkNames(snapshot.spec().name(), snapshot.spec().columns(), all);
        return unique(plan, columns) ? Optional.of(new Planned(plan, all)) : Optional.empty();
    }

    private static List<Column> added(SnapshotPlan plan) {
        List<Column> added = new ArrayList<>();
        added.add(Column.of(plan.names().scdId(), SqlTypes.VARCHAR));
        added.add(Column.of(plan.names().updatedAt(), plan.timeType()));
        added.add(Column.of(plan.names().validFrom(), plan.timeType()));
        added.add(Column.of(plan.names().validTo(), plan.timeType()));
        if (plan.tellsDeleted()) {
            added.add(Column.of(plan.names().isDeleted(), SqlTypes.VARCHAR));
        }
        return added;
    }

    private boolean unique(SnapshotPlan plan, List<Column> columns) {
        boolean unique = true;
        for (Column column : added(plan)) {
            if (columns.stream().anyMatch(own -> own.name().equalsIgnoreCase(column.name()))) {
                unique = false;
                Diagnostic.of(
                                DiagnosticCode.DUPLICATE_OUTPUT_COLUMN,
                                "the query of snapshot `" + snapshot.spec().name() + "` has a column `" + column.name()
                                        + "`, which the snapshot adds")
                        .at(snapshot.spec().file().top())
                        .help("leave it out of the query, or name the snapshot's own by `snapshot_meta_column_names`")
                        .report(sink);
            }
        }
        return unique;
    }

    /** What the columns of the table depend on: those that are added on the row's time, or on what is compared. */
    static Lineage lineage(Lineage query, SnapshotPlan plan) {
        Map<String, List<LineageSource>> columns = new LinkedHashMap<>(query.columns());
        List<LineageSource> time = plan.updatedAt()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .map(query::of)
                .orElse(List.of());
        for (Column column : added(plan)) {
            boolean timed = column.name().equals(plan.names().updatedAt())
                    || column.name().equals(plan.names().validFrom());
            columns.put(column.name().toLowerCase(Locale.ROOT), timed ? time : List.of());
        }
        return new Lineage(columns, query.rows(), query.definitions());
    }

    private Optional<String> required(String config, String meaning) {
        Optional<ConfigValue> value = snapshot.config().said(config);
        if (value.isEmpty()) {
            sound = false;
            Diagnostic.of(
                            DiagnosticCode.MISSING_KEY,
                            "`" + config + "` is missing in the configs of snapshot `"
                                    + snapshot.spec().name() + "`")
                    .at(snapshot.config()
                            .value("strategy")
                            .map(ConfigValue::span)
                            .orElseGet(this::place))
                    .note("it says " + meaning)
                    .report(sink);
        }
        return value.map(found -> String.valueOf(found.value().orElseThrow()));
    }

    /** Where the snapshot is defined. */
    private SourceSpan place() {
        return snapshot.spec()
                .description()
                .map(described -> described.name().span())
                .orElse(snapshot.spec().file().top());
    }

    private static List<String> texts(Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(value.toString());
    }

    /** The columns that a config names, as the query spells them. */
    private List<String> named(String config, List<Column> columns) {
        ConfigValue value = snapshot.config().value(config).orElseThrow();
        List<String> known = columns.stream().map(Column::name).toList();
        List<String> found = new ArrayList<>();
        for (String name : texts(value.value().orElseThrow())) {
            Optional<String> column =
                    known.stream().filter(name.strip()::equalsIgnoreCase).findFirst();
            column.ifPresent(found::add);
            if (column.isEmpty()) {
                sound = false;
                Diagnostic.of(
                                DiagnosticCode.UNKNOWN_COLUMN,
                                "column `" + name + "` of `" + config + "` not found in `"
                                        + snapshot.spec().name() + "`")
                        .at(value.span())
                        .hint(name, known, "its columns")
                        .report(sink);
            }
        }
        return found;
    }

    private List<String> compared(List<Column> columns) {
        Optional<String> written = required("check_cols", "the columns whose changes count, or `all`");
        if (written.isEmpty()) {
            return List.of();
        }
        if (written.get().equalsIgnoreCase("all")) {
            return columns.stream().map(Column::name).toList();
        }
        return named("check_cols", columns);
    }

    private HardDeletes hardDeletes() {
        boolean older = snapshot.config()
                .text("invalidate_hard_deletes")
                .filter(text -> text.value().equalsIgnoreCase("true"))
                .isPresent();
        return switch (snapshot.config()
                .text("hard_deletes")
                .map(Located::value)
                .orElse("")) {
            case "invalidate" -> HardDeletes.INVALIDATE;
            case "new_record" -> HardDeletes.NEW_RECORD;
            case "ignore" -> HardDeletes.IGNORE;
            default -> older ? HardDeletes.INVALIDATE : HardDeletes.IGNORE;
        };
    }

    private Names names() {
        Map<?, ?> written = snapshot.config()
                .value("snapshot_meta_column_names")
                .flatMap(ConfigValue::value)
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(Map.class::cast)
                .orElse(Map.of());
        Names usual = Names.USUAL;
        return new Names(
                name(written, usual.scdId()),
                name(written, usual.updatedAt()),
                name(written, usual.validFrom()),
                name(written, usual.validTo()),
                name(written, usual.isDeleted()));
    }

    private static String name(Map<?, ?> written, String usual) {
        Object name = written.get(usual);
        return name == null ? usual : name.toString();
    }

    /** The times of a table are those of its rows, or the instants of runs. */
    private SqlType timeType(Optional<String> updatedAt, List<Column> columns, HardDeletes deletes) {
        SqlType usual = SqlTypes.timestamp(MICROSECONDS);
        Optional<SqlType> type = updatedAt.flatMap(name -> columns.stream()
                .filter(column -> column.name().equals(name))
                .map(Column::type)
                .findFirst());
        if (type.isEmpty() || type.get() == SqlTypes.ANY) {
            return usual;
        }
        if (type.get() instanceof SqlType.Timestamp timestamp) {
            return new SqlType.Timestamp(MICROSECONDS, timestamp.withZone());
        }
        if (type.get() == SqlTypes.DATE || (SqlTypes.isText(type.get()) && deletes == HardDeletes.IGNORE)) {
            return type.get() == SqlTypes.DATE ? SqlTypes.DATE : SqlTypes.VARCHAR;
        }
        if (deletes == HardDeletes.IGNORE && SqlTypes.isInteger(type.get())) {
            return type.get();
        }
        sound = false;
        Diagnostic.of(
                        DiagnosticCode.TYPE_MISMATCH,
                        "`updated_at` of snapshot `" + snapshot.spec().name() + "` is `" + type.get()
                                + "`, which is no time")
                .at(snapshot.config().value("updated_at").orElseThrow().span())
                .note("rows are valid from it, and what is gone ends at the time of a run")
                .help("give a timestamp or a date, or compare columns with `strategy: check` and no `updated_at`")
                .report(sink);
        return usual;
    }

    /** The end of rows in force, as a scalar query for the engine. */
    private Optional<String> current() {
        Optional<ConfigValue> value = snapshot.config().value("dbt_valid_to_current");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Origin origin = Origin.of(value.get().span());
        MappedText written = snapshot.spec()
                .config()
                .value("dbt_valid_to_current")
                .filter(node -> node instanceof YamlScalar scalar
                        && !scalar.isTemplate()
                        && scalar.span().equals(value.get().span()))
                .map(node -> ((YamlScalar) node).content())
                .orElseGet(() -> MappedText.computed(
                        String.valueOf(value.get().value().orElseThrow()),
                        value.get().span()));
        MappedText query = new MappedText.Builder()
                .computed("select ", origin)
                .append(written)
                .computed(" as dbt_valid_to", origin)
                .build();
        Optional<TypedQuery> checked = checker.checkModel(snapshot.spec().name(), query, List.of(), sink);
        sound &= checked.isPresent();
        return checked.map(TypedQuery::engineSql);
    }
}
