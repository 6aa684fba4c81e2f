package io.graphc.compiler.sql.lineage;

import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.FunctionOperator;
import io.graphc.compiler.sql.calcite.QueryValidator;
import io.graphc.compiler.sql.calcite.TableIdentifier;
import io.graphc.compiler.sql.calcite.UnnestOperator;
import io.graphc.plan.LineageKind;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** The columns that an expression depends on, through the queries that they come from. */
final class ExpressionLineage {
    private final QueryValidator validator;
    private final ColumnLineage queries;

    ExpressionLineage(QueryValidator validator, ColumnLineage queries) {
        this.validator = validator;
        this.queries = queries;
    }

    /**
     * Adds what an expression depends on.
     *
     * @param scope what its names mean; none where there is nothing that they could name
     * @param kind what the expression itself has to do with the result
     */
    void collect(SqlNode node, @Nullable SqlValidatorScope scope, LineageKind kind, SourceSet into) {
        if (node instanceof SqlIdentifier column) {
            if (scope != null && !column.isStar()) {
                column(scope, column, kind, into);
            }
        } else if (node.isA(SqlKind.QUERY)) {
            query(node, kind, true, into);
        } else if (node instanceof SqlNodeList list) {
            for (SqlNode part : list) {
                collect(part, scope, kind, into);
            }
        } else if (node instanceof SqlCall call) {
            call(call, scope, kind, into);
        }
    }

    private void query(SqlNode query, LineageKind kind, boolean readsColumns, SourceSet into) {
        Traced traced = queries.trace(query);
        if (readsColumns) {
            traced.columns().forEach(column -> into.add(column, kind));
        }
        into.add(traced.rows(), kind);
    }

    private void call(SqlCall call, @Nullable SqlValidatorScope scope, LineageKind kind, SourceSet into) {
        if (call.getKind() == SqlKind.AS) {
            collect(call.operand(0), scope, kind, into);
        } else if (isForm(call, Form.EXISTS)) {
            query(call.operand(0), kind, false, into);
        } else {
            LineageKind inner = kind.through(kindOf(call));
            for (SqlNode part : call.getOperandList()) {
                collect(part, scope, inner, into);
            }
        }
    }

    /** What a call makes of its operands. */
    private static LineageKind kindOf(SqlCall call) {
        if (call.getOperator() instanceof FunctionOperator function) {
            boolean ofManyRows =
                    function.isAggregator() || function.shape().window().isPresent();
            return ofManyRows ? LineageKind.AGGREGATED : LineageKind.TRANSFORMED;
        }
        boolean keeps = isForm(call, Form.SCALAR_QUERY) || isForm(call, Form.USING_COLUMN);
        return keeps ? LineageKind.COPIED : LineageKind.TRANSFORMED;
    }

    private static boolean isForm(SqlCall call, Form form) {
        return call.getOperator() instanceof FormOperator operator && operator.form() == form;
    }

    private void column(SqlValidatorScope scope, SqlIdentifier column, LineageKind kind, SourceSet into) {
        SqlQualified name = validator.qualified(scope, column);
        SqlValidatorNamespace relation = name.namespace;
        if (relation != null && !name.suffix().isEmpty()) {
            column(relation, name.suffix().get(0), scope, kind, into);
        }
    }

    /** Adds what a column of a relation depends on. */
    void column(
            SqlValidatorNamespace relation,
            String name,
            @Nullable SqlValidatorScope scope,
            LineageKind kind,
            SourceSet into) {
        RelDataTypeField field = relation.getRowType().getField(name, false, false);
        SqlNode node = relation.resolve().getNode();
        if (field == null || node == null) {
            return;
        }
        if (node instanceof TableIdentifier table) {
            into.add(table.table().id(), field.getName(), kind);
            return;
        }
        SqlNode inner = node instanceof SqlCall call && call.getKind() == SqlKind.AS ? call.operand(0) : node;
        if (inner.getKind() == SqlKind.UNNEST) {
            element((SqlCall) inner, field.getIndex(), scope, kind, into);
            return;
        }
        Traced traced = queries.trace(inner);
        if (field.getIndex() < traced.columns().size()) {
            into.add(traced.columns().get(field.getIndex()), kind);
        }
    }

    /** A column of UNNEST is an element of one of its collections. */
    private void element(
            SqlCall unnest, int column, @Nullable SqlValidatorScope scope, LineageKind kind, SourceSet into) {
        UnnestOperator operator = (UnnestOperator) unnest.getOperator();
        operator.collectionOf(column)
                .ifPresent(index -> collect(
                        unnest.operand(index),
                        UnnestOperator.scopeOf(unnest, scope),
                        kind.through(LineageKind.TRANSFORMED),
                        into));
    }
}
