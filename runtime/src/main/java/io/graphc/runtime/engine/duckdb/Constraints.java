package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.ConstraintPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.runtime.engine.BrokenConstraintException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks the constraints of a model on the rows that its table has inside of a transaction. */
record Constraints(DuckDbSession.Connected connected, ModelPlan model) implements DuckDbSession.Check {
    @Override
    public void run() throws SQLException {
        Map<ConstraintPlan, Long> broken = new LinkedHashMap<>();
        for (ConstraintPlan constraint : model.build().constraints()) {
            long found = connected.queryLong(constraint.engineSql());
            if (found > 0) {
                broken.put(constraint, found);
            }
        }
        if (!broken.isEmpty()) {
            throw new BrokenConstraintException("model `" + model.name() + "`", broken);
        }
    }
}
