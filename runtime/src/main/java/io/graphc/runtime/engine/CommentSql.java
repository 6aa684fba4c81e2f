package io.graphc.runtime.engine;

import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.List;

/** The statements that keep descriptions on an engine, in the SQL that DuckDB and Trino share. */
public final class CommentSql {
    private CommentSql() {}

    /** None where nothing is to be kept. */
    public static List<String> of(ModelPlan model) {
        List<String> statements = new ArrayList<>();
        String relation = model.relation().quoted();
        String kind = model.materialization() == Materialization.VIEW ? "VIEW " : "TABLE ";
        model.build()
                .docs()
                .relation()
                .ifPresent(
                        text -> statements.add("COMMENT ON " + kind + relation + " IS " + SqlLiterals.literal(text)));
        model.build()
                .docs()
                .columns()
                .forEach((column, text) -> statements.add("COMMENT ON COLUMN " + relation + "."
                        + RelationName.quote(column) + " IS " + SqlLiterals.literal(text)));
        return statements;
    }
}
