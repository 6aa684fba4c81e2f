package io.graphc.compiler.sql.calcite;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.AliasNamespace;

/** A relation under an alias without column names. Calcite would give its only column the name of the relation. */
final class UnnamedColumns extends AliasNamespace {
    private final QueryValidator queries;

    UnnamedColumns(QueryValidator validator, SqlCall call, SqlNode enclosing) {
        super(validator, call, enclosing);
        this.queries = validator;
    }

    @Override
    protected RelDataType validateImpl(RelDataType targetRowType) {
        return queries.rowType(call.operand(0));
    }
}
