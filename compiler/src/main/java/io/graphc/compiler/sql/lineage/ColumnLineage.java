package io.graphc.compiler.sql.lineage;

import io.graphc.compiler.sql.ColumnOrigin;
import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.QueryValidator;
import io.graphc.compiler.sql.calcite.TableIdentifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * The source columns of every output column of a query, through joins, common table expressions, set operations, UNNEST and
 * queries inside of expressions. A column that only decides which rows there are (in WHERE, JOIN, EXISTS) is not among
 * them. Not safe to share between threads.
 */
public final class ColumnLineage {
    private final QueryValidator validator;
    private final Map<SqlNode, List<Set<ColumnOrigin>>> known = new IdentityHashMap<>();

    /** @param validator the validator that checked the query */
    public ColumnLineage(QueryValidator validator) {
        this.validator = validator;
    }

    /** For each output column of a validated query the columns it is computed from, in order of first use. */
    public List<List<ColumnOrigin>> of(SqlNode query) {
        return outputs(query).stream().map(List::copyOf).toList();
    }

    private List<Set<ColumnOrigin>> outputs(SqlNode query) {
        List<Set<ColumnOrigin>> found = known.get(query);
        if (found == null) {
            found = compute(query);
            known.put(query, found);
        }
        return found;
    }

    private List<Set<ColumnOrigin>> compute(SqlNode query) {
        if (query instanceof SqlWith with) {
            return outputs(with.body);
        }
        if (query instanceof SqlOrderBy ordered) {
            return outputs(ordered.query);
        }
        if (query instanceof SqlWithItem item) {
            return outputs(item.query);
        }
        if (query instanceof SqlSelect select) {
            SqlValidatorScope scope = validator.getWhereScope(select);
            return validator.expandedSelectList(select).stream()
                    .map(item -> origins(item, scope))
                    .toList();
        }
        SqlCall call = (SqlCall) query;
        return switch (call.getKind()) {
            case UNION, INTERSECT, EXCEPT -> merged(call);
            case VALUES -> values(call);
            case AS, LATERAL, TABLESAMPLE -> outputs(call.operand(0));
            default -> List.of();
        };
    }

    private List<Set<ColumnOrigin>> merged(SqlCall call) {
        List<Set<ColumnOrigin>> result = new ArrayList<>();
        for (SqlNode branch : call.getOperandList()) {
            add(outputs(branch), result);
        }
        return result;
    }

    private List<Set<ColumnOrigin>> values(SqlCall call) {
        List<Set<ColumnOrigin>> result = new ArrayList<>();
        for (SqlNode row : call.getOperandList()) {
            List<Set<ColumnOrigin>> items = new ArrayList<>();
            for (SqlNode item : ((SqlCall) row).getOperandList()) {
                items.add(origins(item, null));
            }
            add(items, result);
        }
        return result;
    }

    private static void add(List<Set<ColumnOrigin>> more, List<Set<ColumnOrigin>> result) {
        for (int i = 0; i < more.size(); i++) {
            if (i == result.size()) {
                result.add(new LinkedHashSet<>());
            }
            result.get(i).addAll(more.get(i));
        }
    }

    private Set<ColumnOrigin> origins(SqlNode expression, @Nullable SqlValidatorScope scope) {
        Set<ColumnOrigin> found = new LinkedHashSet<>();
        collect(expression, scope, found);
        return found;
    }

    private void collect(SqlNode node, @Nullable SqlValidatorScope scope, Set<ColumnOrigin> into) {
        if (node instanceof SqlIdentifier column) {
            if (scope != null && !column.isStar()) {
                column(scope.fullyQualify(column), scope, into);
            }
        } else if (node.isA(SqlKind.QUERY)) {
            outputs(node).forEach(into::addAll);
        } else if (node instanceof SqlNodeList list) {
            list.forEach(part -> collect(part, scope, into));
        } else if (node instanceof SqlCall call && !isExists(call)) {
            List<SqlNode> parts = call.getKind() == SqlKind.AS ? List.of(call.operand(0)) : call.getOperandList();
            parts.forEach(part -> collect(part, scope, into));
        }
    }

    private static boolean isExists(SqlCall call) {
        return call.getOperator() instanceof FormOperator operator && operator.form() == Form.EXISTS;
    }

    private void column(SqlQualified name, SqlValidatorScope scope, Set<ColumnOrigin> into) {
        SqlValidatorNamespace relation = name.namespace;
        if (relation == null || name.suffix().isEmpty()) {
            return;
        }
        RelDataTypeField field = relation.getRowType().getField(name.suffix().get(0), false, false);
        SqlNode node = relation.resolve().getNode();
        if (field == null || node == null) {
            return;
        }
        if (node instanceof TableIdentifier table) {
            into.add(new ColumnOrigin(table.table().label(), field.getName()));
            return;
        }
        SqlNode inner = node instanceof SqlCall call && call.getKind() == SqlKind.AS ? call.operand(0) : node;
        if (inner.getKind() == SqlKind.UNNEST) {
            ((SqlCall) inner).getOperandList().forEach(collection -> collect(collection, scope, into));
            return;
        }
        List<Set<ColumnOrigin>> columns = relationOutputs(inner);
        if (field.getIndex() < columns.size()) {
            into.addAll(columns.get(field.getIndex()));
        }
    }

    /** A relation under an alias with column names can be a table or a common table expression. */
    private List<Set<ColumnOrigin>> relationOutputs(SqlNode relation) {
        if (relation instanceof TableIdentifier table) {
            List<Set<ColumnOrigin>> columns = new ArrayList<>();
            table.table()
                    .columns()
                    .forEach(column ->
                            columns.add(Set.of(new ColumnOrigin(table.table().label(), column.name()))));
            return columns;
        }
        if (relation instanceof SqlIdentifier) {
            SqlValidatorNamespace namespace = validator.getNamespace(relation);
            SqlNode node = namespace == null ? null : namespace.resolve().getNode();
            return node == null ? List.of() : outputs(node);
        }
        return outputs(relation);
    }
}
