package io.graphc.runtime.engine.warehouse;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
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
            StatementResult made = warehouse.replaceWithView(query, model.relation());
            return new StatementResult(-1, "CREATE VIEW", made.cost());
        }
        Optional<TableDescription> there = there(fullRefresh);
        if (there.isPresent()) {
            IncrementalPlan plan = model.incremental().orElseThrow();
            StatementResult taken = new IncrementalTable(warehouse, model, plan, there.get()).take();
            return new StatementResult(
                    taken.rows(), "INSERT (" + WarehouseEngine.rows(taken.rows()) + ")", taken.cost());
        }
        StatementResult made = warehouse.replaceWithTable(query, model.relation(), model.columns(), model.table());
        return new StatementResult(
                made.rows(), "CREATE TABLE (" + WarehouseEngine.rows(made.rows()) + ")", made.cost());
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
