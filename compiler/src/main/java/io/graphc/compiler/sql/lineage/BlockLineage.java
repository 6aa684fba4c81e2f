package io.graphc.compiler.sql.lineage;

import io.graphc.compiler.sql.calcite.QueryValidator;
import io.graphc.compiler.sql.calcite.TableIdentifier;
import io.graphc.compiler.sql.calcite.UnnestOperator;
import io.graphc.plan.LineageKind;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** The lineage of one SELECT block: its items make the columns, its other clauses decide the rows. */
final class BlockLineage {
    private final QueryValidator validator;
    private final ColumnLineage queries;
    private final ExpressionLineage expressions;

    BlockLineage(QueryValidator validator, ColumnLineage queries) {
        this.validator = validator;
        this.queries = queries;
        this.expressions = new ExpressionLineage(validator, queries);
    }

    Traced select(SqlSelect select) {
        SqlValidatorScope scope = validator.getWhereScope(select);
        Traced traced = Traced.empty();
        for (SqlNode item : validator.expandedSelectList(select)) {
            expressions.collect(
                    item,
                    scope,
                    LineageKind.COPIED,
                    traced.column(traced.columns().size()));
        }
        SourceSet rows = traced.rows();
        from(select.getFrom(), scope, rows);
        decide(select.getWhere(), scope, LineageKind.FILTERED, rows);
        for (SqlNode key : keys(select.getGroup())) {
            key(key, scope, LineageKind.GROUPED, traced);
        }
        decide(select.getHaving(), scope, LineageKind.FILTERED, rows);
        if (select.isDistinct()) {
            List.copyOf(traced.columns()).forEach(column -> rows.add(column, LineageKind.GROUPED));
        }
        if (select.getFetch() != null || select.getOffset() != null) {
            keys(select.getOrderList()).forEach(key -> sortKey(key, select, traced));
        }
        return traced;
    }

    Traced values(SqlCall call) {
        @Nullable SqlValidatorScope scope = validator.getOverScope(call);
        Traced traced = Traced.empty();
        for (SqlNode row : call.getOperandList()) {
            int index = 0;
            for (SqlNode item : ((SqlCall) row).getOperandList()) {
                expressions.collect(item, scope, LineageKind.COPIED, traced.column(index++));
            }
        }
        return traced;
    }

    private void decide(
            @Nullable SqlNode condition, @Nullable SqlValidatorScope scope, LineageKind kind, SourceSet rows) {
        if (condition != null) {
            expressions.collect(condition, scope, kind, rows);
        }
    }

    private static SqlNodeList keys(@Nullable SqlNodeList keys) {
        return keys == null ? SqlNodeList.EMPTY : keys;
    }

    /** A key of GROUP BY or ORDER BY, where a number is the place of a column. */
    private void key(SqlNode key, SqlValidatorScope scope, LineageKind kind, Traced traced) {
        if (key instanceof SqlLiteral place) {
            traced.rows().add(traced.column(Math.max(0, place.intValue(false) - 1)), kind);
        } else {
            expressions.collect(key, scope, kind, traced.rows());
        }
    }

    /** In a key of ORDER BY the names of the block's own columns come first. */
    private void sortKey(SqlNode key, SqlSelect select, Traced traced) {
        if (key instanceof SqlIdentifier name && name.isSimple()) {
            RelDataTypeField column = validator.getValidatedNodeType(select).getField(name.getSimple(), false, false);
            if (column != null) {
                traced.rows().add(traced.column(column.getIndex()), LineageKind.SORTED);
                return;
            }
        } else if (key instanceof SqlCall call && !call.isA(SqlKind.QUERY)) {
            call.getOperandList().forEach(part -> sortKey(part, select, traced));
            return;
        }
        key(key, validator.getOrderScope(select), LineageKind.SORTED, traced);
    }

    private void from(@Nullable SqlNode relation, SqlValidatorScope scope, SourceSet rows) {
        if (relation == null || relation instanceof TableIdentifier) {
            return;
        }
        if (relation instanceof SqlJoin join) {
            from(join.getLeft(), scope, rows);
            from(join.getRight(), scope, rows);
            condition(join, Objects.requireNonNullElse(validator.getJoinScope(join), scope), rows);
        } else if (relation.getKind() == SqlKind.UNNEST) {
            SqlCall unnest = (SqlCall) relation;
            unnest.getOperandList()
                    .forEach(collection -> expressions.collect(
                            collection, UnnestOperator.scopeOf(unnest, scope), LineageKind.JOINED, rows));
        } else if (relation instanceof SqlCall call
                && (call.getKind() == SqlKind.AS
                        || call.getKind() == SqlKind.LATERAL
                        || call.getKind() == SqlKind.TABLESAMPLE)) {
            from(call.operand(0), scope, rows);
        } else {
            rows.addAll(queries.trace(relation).rows());
        }
    }

    private void condition(SqlJoin join, SqlValidatorScope scope, SourceSet rows) {
        if (join.getConditionType() == JoinConditionType.USING && join.getCondition() instanceof SqlNodeList columns) {
            for (SqlNode column : columns) {
                String name = ((SqlIdentifier) column).getSimple();
                using(name, join.getLeft(), scope, rows);
                using(name, join.getRight(), scope, rows);
            }
        } else {
            decide(join.getCondition(), scope, LineageKind.JOINED, rows);
        }
    }

    /** The column of USING in each relation of one side that has it. */
    private void using(String name, SqlNode relation, SqlValidatorScope scope, SourceSet rows) {
        if (relation instanceof SqlJoin join) {
            using(name, join.getLeft(), scope, rows);
            using(name, join.getRight(), scope, rows);
            return;
        }
        SqlValidatorNamespace namespace = validator.getNamespace(relation);
        if (namespace != null) {
            expressions.column(namespace, name, scope, LineageKind.JOINED, rows);
        }
    }
}
