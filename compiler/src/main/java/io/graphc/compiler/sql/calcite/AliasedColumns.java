package io.graphc.compiler.sql.calcite;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.AliasNamespace;
import org.apache.calcite.util.Static;

/**
 * A relation under an alias. Calcite would give an only column the name of the relation, and refuses two columns of one
 * name, which only matters when one of them is named.
 */
final class AliasedColumns extends AliasNamespace {
    private final QueryValidator queries;

    AliasedColumns(QueryValidator validator, SqlCall call, SqlNode enclosing) {
        super(validator, call, enclosing);
        this.queries = validator;
    }

    @Override
    protected RelDataType validateImpl(RelDataType targetRowType) {
        RelDataType row = queries.rowType(call.operand(0));
        List<SqlNode> names = call.getOperandList().subList(2, call.operandCount());
        if (names.isEmpty()) {
            return row;
        }
        if (names.size() != row.getFieldCount()) {
            SqlNodeList all = new SqlNodeList(names, SqlParserPos.sum(names));
            throw queries.newValidationError(
                    all, Static.RESOURCE.aliasListDegree(row.getFieldCount(), "", names.size()));
        }
        RelDataTypeFactory.Builder renamed = queries.getTypeFactory().builder();
        for (RelDataTypeField field : row.getFieldList()) {
            renamed.add(((SqlIdentifier) names.get(field.getIndex())).getSimple(), field.getType());
        }
        return renamed.build();
    }
}
