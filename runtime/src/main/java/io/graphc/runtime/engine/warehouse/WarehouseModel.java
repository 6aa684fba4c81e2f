package io.graphc.runtime.engine.warehouse;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.IncrementalSql;
import io.graphc.runtime.engine.StatementResult;
import java.util.List;
import java.util.Optional;

/** A model on a warehouse. */
final class WarehouseModel {
    private final Warehouse warehouse;
    private final ModelPlan model;

    WarehouseModel(Warehouse warehouse, ModelPlan model) {
        this.warehouse = warehouse;
        this.model = model;
    }

    StatementResult materialize(boolean fullRefresh) {
        StatementResult made = make(fullRefresh);
        if (model.opaque()) {
            warehouse.describe(model.relation()).ifPresent(this::check);
        }
        return made;
    }

    private StatementResult make(boolean fullRefresh) {
        Statement query = new Statement(model.id(), "model `" + model.name() + "`", model.engineSql());
        if (model.materialization() == Materialization.VIEW) {
            warehouse.replaceWithView(query, model.relation());
            return new StatementResult(-1, "CREATE VIEW");
        }
        Optional<TableDescription> there = there(fullRefresh);
        if (there.isPresent()) {
            IncrementalPlan plan = model.incremental().orElseThrow();
            long taken = new IncrementalTable(warehouse, model, plan, there.get()).take();
            return new StatementResult(taken, "INSERT (" + WarehouseEngine.rows(taken) + ")");
        }
        StatementResult made = model.openBatches().isPresent()
                ? firstBatch(query)
                : warehouse.replaceWithTable(query, model.relation(), model.columns(), model.table());
        return new StatementResult(made.rows(), "CREATE TABLE (" + WarehouseEngine.rows(made.rows()) + ")");
    }

    /** Its rows are looked at before they take the place of what is there. */
    private StatementResult firstBatch(Statement query) {
        RelationName rows = IncrementalTable.rowsOf(model.relation());
        warehouse.replaceWithTable(query, rows, model.columns(), model.table().undivided());
        IncrementalTable.checkWindow(warehouse, model, rows);
        String columns = new IncrementalSql(model, model.incremental().orElseThrow()).columns();
        StatementResult made = warehouse.replaceWithTable(
                query.withSql("SELECT " + columns + " FROM " + rows.quoted()),
                model.relation(),
                model.columns(),
                model.table());
        warehouse.drop(rows);
        return made;
    }

    /** The table of an incremental model that takes in rows. */
    Optional<TableDescription> there(boolean fullRefresh) {
        return model.incremental()
                .filter(plan -> !plan.isRefreshed(fullRefresh))
                .flatMap(plan -> warehouse.describe(model.relation()))
                .filter(found -> found.kind() == TableDescription.Kind.TABLE);
    }

    /** The columns of a model that could not be analysed are only declared. */
    private void check(TableDescription made) {
        List<Column> wanted = model.columns();
        for (Column column : wanted) {
            Optional<Column> found = made.column(column.name());
            if (found.isEmpty() || !TypeFit.holds(found.get().type(), column.type())) {
                throw new GraphcException(Diagnostic.of(
                                DiagnosticCode.RESULT_DIFFERS,
                                "model `" + model.name() + "` has other columns on " + warehouse.name()
                                        + " than it was compiled with")
                        .note(
                                found.isEmpty()
                                        ? "it has no column `" + column.name() + "`"
                                        : "column `" + column.name() + "` is "
                                                + found.get().type() + ", not " + column.type())
                        .help("correct the columns that are declared for the model")
                        .build());
            }
        }
    }
}
