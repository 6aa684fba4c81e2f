package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.BatchPlan;
import io.graphc.plan.Column;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.IncrementalPlan.SchemaChange;
import io.graphc.plan.IncrementalPlan.Strategy;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Plans what an incremental model does when its table is there: its query, rendered with {@code is_incremental()} true, is
 * checked as well, and may read the model's own table.
 */
final class IncrementalModels {
    private final QueryChecker checker;
    private final ProjectNames names;
    private final DiagnosticSink sink;

    IncrementalModels(QueryChecker checker, ProjectNames names, DiagnosticSink sink) {
        this.checker = checker;
        this.names = names;
        this.sink = sink;
    }

    /**
     * The plan of a model that is rendered twice.
     *
     * @param full the model's query, as it builds the whole table
     * @param own the model's own table
     * @param reads the relations that the query reads
     * @return empty when something is wrong, which is reported
     */
    Optional<IncrementalPlan> plan(RenderedModel model, TypedQuery full, BoundRelation own, List<BoundRelation> reads) {
        Optional<Strategy> strategy = strategy(model.config());
        boolean inBatches = model.firstBatch().isPresent();
        // All of it is looked at before anything is given up, so that all mistakes are told at once; but a query that
        // compares
        // a time that is none would only say so again.
        boolean timed = !inBatches || new BatchedModels(model, names, sink).readsTimes(reads);
        Function<Optional<RenderedQuery>, Optional<TypedQuery>> checked =
                rendering -> timed ? query(model, rendering, full, own, reads) : Optional.empty();
        Optional<TypedQuery> query = checked.apply(model.incremental());
        Optional<BatchPlan> batches = inBatches ? batches(model, checked.apply(model.firstBatch())) : Optional.empty();
        Optional<List<String>> columns = strategy.flatMap(chosen -> columns(model, chosen, own.columns()));
        boolean same = query.isEmpty() || sameColumns(model, query.get(), own.columns());
        if (!same || query.isEmpty()) {
            return Optional.empty();
        }
        return columns.filter(found -> batches.isPresent() == inBatches)
                .map(found -> new IncrementalPlan(
                        // dbt-athena appends where a table has no parts to overwrite.
                        strategy.orElseThrow() == Strategy.INSERT_OVERWRITE && found.isEmpty()
                                ? Strategy.APPEND
                                : strategy.get(),
                        found,
                        schemaChange(model.config()),
                        model.config()
                                .text("full_refresh")
                                .map(text -> text.value().equalsIgnoreCase("true")),
                        query.get().compiledSql(),
                        query.get().engineSql(),
                        batches));
    }

    /** The settings are looked at whatever is wrong with the query of the first batch. */
    private Optional<BatchPlan> batches(RenderedModel model, Optional<TypedQuery> first) {
        return new BatchedModels(model, names, sink)
                .plan(first.map(TypedQuery::engineSql).orElse(""), checker.asOf())
                .filter(plan -> first.isPresent());
    }

    private Optional<TypedQuery> query(
            RenderedModel model,
            Optional<RenderedQuery> rendering,
            TypedQuery full,
            BoundRelation own,
            List<BoundRelation> reads) {
        Optional<MappedText> text = rendering.flatMap(rendered -> rendered.sql());
        boolean same = text.map(MappedText::text).equals(model.query().sql().map(MappedText::text));
        if (same) {
            return Optional.of(full);
        }
        List<BoundRelation> scope = new ArrayList<>(reads);
        scope.add(own);
        String name = model.spec().name();
        return text.flatMap(sql -> checker.checkModel(name, sql, scope, sink)
                .filter(query -> model.firstBatch().isEmpty()
                        || BatchTimes.areSent(
                                sql,
                                query.engineSql(),
                                other -> checker.checkModel(name, other, scope, new DiagnosticBag())
                                        .map(TypedQuery::engineSql),
                                sink)));
    }

    /** What is written, else what fits the keys that are: dbt-athena's choice, and a merge where there is a key. */
    private static Optional<Strategy> strategy(ResourceConfig config) {
        String word = config.text("incremental_strategy")
                .map(text -> text.value().toLowerCase(Locale.ROOT))
                .orElse(config.said("unique_key").isPresent() ? "merge" : "insert_overwrite");
        return switch (word) {
            case "append" -> Optional.of(Strategy.APPEND);
            case "merge" -> Optional.of(Strategy.MERGE);
            case "delete+insert" -> Optional.of(Strategy.DELETE_INSERT);
            case "insert_overwrite" -> Optional.of(Strategy.INSERT_OVERWRITE);
            case "microbatch" -> Optional.of(Strategy.MICROBATCH);
            // Other words were reported with the configs.
            default -> Optional.empty();
        };
    }

    private static SchemaChange schemaChange(ResourceConfig config) {
        return switch (config.text("on_schema_change").map(Located::value).orElse("fail")) {
            case "append_new_columns" -> SchemaChange.APPEND_NEW_COLUMNS;
            case "sync_all_columns" -> SchemaChange.SYNC_ALL_COLUMNS;
            default -> SchemaChange.FAIL;
        };
    }

    private Optional<List<String>> columns(RenderedModel model, Strategy strategy, List<Column> columns) {
        return switch (strategy) {
            case APPEND -> Optional.of(List.of());
            case INSERT_OVERWRITE -> named(model, "partitioned_by", columns);
            case MERGE, DELETE_INSERT -> {
                if (model.config().said("unique_key").isPresent()) {
                    yield named(model, "unique_key", columns);
                }
                missing(model, "unique_key", "new rows take the place of those with the same key", sink);
                yield Optional.empty();
            }
            case MICROBATCH ->
                new BatchedModels(model, names, sink).ownTime(columns).map(time -> List.of(time.name()));
        };
    }

    /** Reports that a model of its strategy must have a config. */
    static void missing(RenderedModel model, String config, String why, DiagnosticSink sink) {
        Diagnostic.of(
                        DiagnosticCode.MISSING_KEY,
                        "`" + config + "` is missing in the configs of `"
                                + model.spec().name() + "`")
                .at(model.placeOf("incremental_strategy"))
                .note(why)
                .report(sink);
    }

    /** The columns that a config names, which the model must have. */
    private Optional<List<String>> named(RenderedModel model, String config, List<Column> columns) {
        Optional<ConfigValue> value = model.config().value(config);
        if (value.isEmpty()) {
            return Optional.of(List.of());
        }
        List<String> known = columns.stream().map(Column::name).toList();
        List<String> found = new ArrayList<>();
        boolean sound = true;
        for (String name : texts(value.get().value().orElseThrow())) {
            Optional<String> column =
                    known.stream().filter(name::equalsIgnoreCase).findFirst();
            column.ifPresent(found::add);
            if (column.isEmpty()) {
                sound = false;
                Diagnostic.of(
                                DiagnosticCode.UNKNOWN_COLUMN,
                                "column `" + name + "` of `" + config + "` not found in `"
                                        + model.spec().name() + "`")
                        .at(value.get().span())
                        .hint(name, known, "columns of `" + model.spec().name() + "`")
                        .report(sink);
            }
        }
        return sound ? Optional.of(found) : Optional.empty();
    }

    /** dbt takes one name, a list, and several names with commas in one text. */
    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Collection<?> several) {
            several.forEach(item -> texts.addAll(texts(String.valueOf(item))));
        } else {
            for (String part : value.toString().split(",", -1)) {
                String name = part.strip().replaceAll("^[\"`]|[\"`]$", "");
                if (!name.isEmpty()) {
                    texts.add(name);
                }
            }
        }
        return texts;
    }

    private boolean sameColumns(RenderedModel model, TypedQuery query, List<Column> columns) {
        if (query.opaque() || names(query.schema()).equals(names(columns))) {
            return true;
        }
        Diagnostic.of(
                        DiagnosticCode.CONTRACT_DIFFERS,
                        "`" + model.spec().name() + "` has other columns when its table is there than when it is built")
                .at(model.spec().file().top())
                .note("built: " + String.join(", ", names(columns)))
                .note("with `is_incremental()`: " + String.join(", ", names(query.schema())))
                .report(sink);
        return false;
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
