package io.graphc.compiler;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.query.SqlText;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Column;
import io.graphc.plan.ConstraintPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.ColumnSpec;
import io.graphc.project.ConstraintSpec;
import io.graphc.project.DescriptionSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans the constraints of a contract (docs.getdbt.com, "constraints"): what DuckDB checks in the transaction that makes the
 * rows count, and what nothing enforces, which is told.
 */
final class ModelConstraints {
    private static final Set<String> CHECKED = Set.of("not_null", "unique", "primary_key", "check");

    private final RenderedModel model;
    private final BoundRelation relation;
    private final String engine;
    private final QueryChecker checker;
    private final DiagnosticSink sink;

    /** @param relation the model as those see it who read it */
    ModelConstraints(
            RenderedModel model, BoundRelation relation, String engine, QueryChecker checker, DiagnosticSink sink) {
        this.model = model;
        this.relation = relation;
        this.engine = engine;
        this.checker = checker;
        this.sink = sink;
    }

    /** Those that are checked; without an enforced contract there are none, as in dbt. */
    List<ConstraintPlan> plan() {
        List<ConstraintPlan> plans = new ArrayList<>();
        if (!model.config().isContractEnforced() || model.spec().snapshot().isPresent()) {
            return plans;
        }
        for (ConstraintSpec constraint :
                model.spec().description().map(DescriptionSpec::constraints).orElse(List.of())) {
            plan(constraint, constraint.columns()).ifPresent(plans::add);
        }
        for (ColumnSpec column : model.spec().columns()) {
            column.constraints()
                    .forEach(constraint ->
                            plan(constraint, List.of(column.name())).ifPresent(plans::add));
        }
        return plans;
    }

    private Optional<ConstraintPlan> plan(ConstraintSpec constraint, List<Located<String>> written) {
        Optional<List<String>> columns = columns(constraint, written);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        String type = constraint.type().value();
        boolean table = model.materialization() == Materialization.TABLE
                || model.materialization() == Materialization.INCREMENTAL;
        if (!table || !engine.equals("duckdb") || !CHECKED.contains(type)) {
            unenforced(constraint, table);
            return Optional.empty();
        }
        return query(constraint, columns.get())
                .flatMap(sql -> checker.check(model.spec().name(), sql.build(), List.of(relation), sink))
                .map(TypedQuery::engineSql)
                .map(sql -> new ConstraintPlan(
                        type,
                        columns.get(),
                        sql,
                        WrittenPlace.of(constraint.type().span())));
    }

    /** The columns as the model spells them; empty when one is not there, which is reported. */
    private Optional<List<String>> columns(ConstraintSpec constraint, List<Located<String>> written) {
        List<String> columns = new ArrayList<>();
        for (Located<String> name : written) {
            Optional<Column> found = relation.column(name.value());
            found.ifPresent(column -> columns.add(column.name()));
            if (found.isEmpty() && !constraint.columns().isEmpty()) {
                Diagnostic.of(
                                DiagnosticCode.UNKNOWN_COLUMN,
                                "column `" + name.value() + "` not found in `"
                                        + model.spec().name() + "`")
                        .at(name.span())
                        .hint(name.value(), relation.columnNames(), "its columns")
                        .report(sink);
            }
        }
        boolean needed = !constraint.type().value().equals("check")
                && !constraint.type().value().equals("custom");
        if (written.isEmpty() && needed) {
            missing(constraint, "columns");
            return Optional.empty();
        }
        return columns.size() == written.size() ? Optional.of(columns) : Optional.empty();
    }

    private void missing(ConstraintSpec constraint, String key) {
        Diagnostic.of(
                        DiagnosticCode.MISSING_KEY,
                        "`" + key + "` is missing in the `" + constraint.type().value() + "` constraint of `"
                                + model.spec().name() + "`")
                .at(constraint.type().span())
                .report(sink);
    }

    private Optional<SqlText> query(ConstraintSpec constraint, List<String> columns) {
        SqlText sql = new SqlText(constraint.type().span());
        String from = " FROM " + relation.sql();
        String list = columns.stream().map(RelationName::quote).collect(Collectors.joining(", "));
        String nulls = columns.stream()
                .map(column -> RelationName.quote(column) + " IS NULL")
                .collect(Collectors.joining(" OR "));
        switch (constraint.type().value()) {
            case "not_null" -> sql.add("SELECT count(*) AS \"failures\"" + from + " WHERE " + nulls);
            case "unique" ->
                sql.add("SELECT count(*) AS \"failures\" FROM (SELECT " + list + from + " WHERE NOT (" + nulls
                        + ") GROUP BY " + list + " HAVING count(*) > 1) doubled");
            case "primary_key" ->
                sql.add("SELECT count(*) AS \"failures\" FROM (SELECT " + list + from + " GROUP BY " + list
                        + " HAVING count(*) > 1 OR " + nulls + ") wrong");
            default -> {
                if (constraint.expression().isEmpty()) {
                    missing(constraint, "expression");
                    return Optional.empty();
                }
                sql.add("SELECT count(*) AS \"failures\"" + from + " WHERE NOT ")
                        .addWritten(constraint.expression().get().value());
            }
        }
        return Optional.of(sql);
    }

    private void unenforced(ConstraintSpec constraint, boolean table) {
        if (constraint.warned()) {
            String type = constraint.type().value();
            Diagnostic.of(
                            DiagnosticCode.CONSTRAINT_NOT_ENFORCED,
                            "nothing enforces the `" + type + "` constraint of `"
                                    + model.spec().name() + "`")
                    .at(constraint.type().span())
                    .note(
                            !table
                                    ? "a " + model.materialization().word() + " model has no rows of its own"
                                    : CHECKED.contains(type)
                                            ? "an engine of type " + engine + " checks no constraints"
                                            : "graphc checks `not_null`, `unique`, `primary_key` and `check`")
                    .help("test it: `data_tests`; or set `warn_unenforced: false`")
                    .report(sink);
        }
    }
}
