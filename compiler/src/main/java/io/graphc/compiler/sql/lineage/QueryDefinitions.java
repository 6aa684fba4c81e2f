package io.graphc.compiler.sql.lineage;

import io.graphc.compiler.sql.calcite.LiteralOperator;
import io.graphc.compiler.sql.calcite.QueryValidator;
import io.graphc.compiler.sql.calcite.TableIdentifier;
import io.graphc.compiler.sql.calcite.UnnestOperator;
import io.graphc.plan.Column;
import io.graphc.plan.LineageSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlWithItemTableRef;
import org.jspecify.annotations.Nullable;

/**
 * What the columns and the rows of a query mean, as numbers that are the same for two queries where they mean the same but
 * for their layout: names of common table expressions and aliases, blanks, comments and quotes play no part; the columns
 * of tables, operators, constants and the order of operands do. Not safe to share between threads.
 */
final class QueryDefinitions {
    private static final long COLLECTION = Fingerprint.of("collection");
    private static final long COLUMN = Fingerprint.of("column");
    private static final long DISTINCT = Fingerprint.of("distinct");
    private static final long GROUP = Fingerprint.of("group");
    private static final long HAVING = Fingerprint.of("having");
    private static final long ITEM = Fingerprint.of("item");
    private static final long KEY = Fingerprint.of("key");
    private static final long LIST = Fingerprint.of("list");
    private static final long ON = Fingerprint.of("on");
    private static final long OPERAND = Fingerprint.of("operand");
    private static final long QUERY = Fingerprint.of("query");
    private static final long ROW = Fingerprint.of("row");
    private static final long WHERE = Fingerprint.of("where");

    private final QueryValidator validator;
    private final Map<SqlNode, Defined> known = new IdentityHashMap<>();

    /**
     * The definitions of one query.
     *
     * @param validator the validator that checked the query
     */
    QueryDefinitions(QueryValidator validator) {
        this.validator = validator;
    }

    private record Defined(List<Long> columns, long rows) {
        static final Defined UNKNOWN = new Defined(List.of(), 0);

        long column(int index) {
            return index < columns.size() ? columns.get(index) : Fingerprint.of("column " + index);
        }
    }

    /** The definitions of the columns of a validated query under their names, and of its rows under {@link LineageSource#EVERY}. */
    Map<String, String> of(SqlNode query, List<String> names) {
        Defined defined = define(query);
        Map<String, String> definitions = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            definitions.putIfAbsent(names.get(i), Fingerprint.text(defined.column(i)));
        }
        definitions.put(LineageSource.EVERY, Fingerprint.text(defined.rows()));
        return definitions;
    }

    private Defined define(SqlNode query) {
        Defined found = known.get(query);
        if (found == null) {
            // What reads itself sees nothing of itself.
            known.put(query, Defined.UNKNOWN);
            found = compute(query);
            known.put(query, found);
        }
        return found;
    }

    private Defined compute(SqlNode query) {
        if (query instanceof SqlWith with) {
            return define(with.body);
        }
        if (query instanceof SqlOrderBy ordered) {
            return define(ordered.query);
        }
        if (query instanceof SqlWithItem item) {
            return define(item.query);
        }
        if (query instanceof SqlWithItemTableRef itself) {
            return define(itself.getWithItem());
        }
        if (query instanceof SqlSelect select) {
            return select(select);
        }
        if (query instanceof TableIdentifier table) {
            return table(table);
        }
        if (query instanceof SqlIdentifier) {
            SqlValidatorNamespace namespace = validator.getNamespace(query);
            @Nullable
            SqlNode node = namespace == null ? null : namespace.resolve().getNode();
            return node == null || node.equals(query) ? Defined.UNKNOWN : define(node);
        }
        SqlCall call = (SqlCall) query;
        return switch (call.getKind()) {
            case UNION, INTERSECT, EXCEPT -> merged(call);
            case VALUES -> values(call);
            case AS, LATERAL -> define(call.operand(0));
            case TABLESAMPLE -> sample(call);
            default -> Defined.UNKNOWN;
        };
    }

    private static Defined table(TableIdentifier table) {
        List<Long> columns = new ArrayList<>();
        for (Column column : table.table().columns()) {
            columns.add(Fingerprint.of(table.table().id() + "." + column.name() + table.moment()));
        }
        return new Defined(columns, Fingerprint.of(table.table().id() + table.moment()));
    }

    private Defined sample(SqlCall call) {
        Defined inner = define(call.operand(0));
        return new Defined(inner.columns(), Fingerprint.of(call.operand(1).toString(), inner.rows()));
    }

    private Defined merged(SqlCall call) {
        Defined left = define(call.operand(0));
        Defined right = define(call.operand(1));
        String name = call.getOperator().getName();
        List<Long> columns = new ArrayList<>();
        long rows = Fingerprint.of(name, left.rows(), right.rows());
        for (int i = 0; i < left.columns().size(); i++) {
            columns.add(Fingerprint.of(name, left.column(i), right.column(i)));
            if (!name.equals("UNION ALL")) {
                rows = Fingerprint.with(DISTINCT, rows, columns.get(i));
            }
        }
        return new Defined(columns, rows);
    }

    private Defined values(SqlCall call) {
        @Nullable SqlValidatorScope scope = validator.getOverScope(call);
        List<Long> columns = new ArrayList<>();
        for (SqlNode row : call.getOperandList()) {
            int index = 0;
            for (SqlNode item : ((SqlCall) row).getOperandList()) {
                long value = expression(item, scope);
                if (index == columns.size()) {
                    columns.add(value);
                } else {
                    columns.set(index, Fingerprint.with(ROW, columns.get(index), value));
                }
                index++;
            }
        }
        return new Defined(columns, Fingerprint.of("values " + call.operandCount()));
    }

    private Defined select(SqlSelect select) {
        SqlValidatorScope scope = validator.getWhereScope(select);
        List<Long> columns = new ArrayList<>();
        for (SqlNode item : validator.expandedSelectList(select)) {
            columns.add(expression(item, scope));
        }
        long rows = from(select.getFrom(), scope);
        if (select.getWhere() != null) {
            rows = Fingerprint.with(WHERE, rows, expression(select.getWhere(), scope));
        }
        if (select.getGroup() != null) {
            rows = Fingerprint.with(GROUP, rows, list(select.getGroup(), scope, select, columns));
        }
        if (select.getHaving() != null) {
            rows = Fingerprint.with(HAVING, rows, expression(select.getHaving(), scope));
        }
        if (select.isDistinct()) {
            for (long column : columns) {
                rows = Fingerprint.with(DISTINCT, rows, column);
            }
        }
        if (select.getFetch() != null || select.getOffset() != null) {
            SqlNodeList orders = select.getOrderList() == null ? SqlNodeList.EMPTY : select.getOrderList();
            String counts = select.getOffset() + " " + select.getFetch();
            SqlValidatorScope sorted = orders.isEmpty() ? scope : validator.getOrderScope(select);
            rows = Fingerprint.of(counts, rows, list(orders, sorted, select, columns));
        }
        return new Defined(columns, rows);
    }

    /** Keys of GROUP BY or ORDER BY, among which a number or a name may be one of the block's own columns. */
    private long list(SqlNodeList keys, SqlValidatorScope scope, SqlSelect select, List<Long> columns) {
        long all = keys.size();
        for (SqlNode key : keys) {
            all = Fingerprint.with(KEY, all, key(key, scope, select, columns));
        }
        return all;
    }

    private long key(SqlNode key, SqlValidatorScope scope, SqlSelect select, List<Long> columns) {
        if (key instanceof SqlLiteral place) {
            int index = place.intValue(false) - 1;
            return index >= 0 && index < columns.size() ? columns.get(index) : index;
        }
        if (key instanceof SqlCall call && (call.getKind() == SqlKind.DESCENDING || isNullsOrder(call))) {
            return Fingerprint.of(call.getKind().name(), key(call.operand(0), scope, select, columns));
        }
        if (key instanceof SqlIdentifier name && name.isSimple()) {
            RelDataTypeField own = validator.getValidatedNodeType(select).getField(name.getSimple(), false, false);
            if (own != null && own.getIndex() < columns.size()) {
                return columns.get(own.getIndex());
            }
        }
        return expression(key, scope);
    }

    private static boolean isNullsOrder(SqlCall call) {
        return call.getKind() == SqlKind.NULLS_FIRST || call.getKind() == SqlKind.NULLS_LAST;
    }

    private long from(@Nullable SqlNode relation, SqlValidatorScope scope) {
        if (relation == null) {
            return Fingerprint.of("no table");
        }
        if (relation instanceof SqlJoin join) {
            long sides = Fingerprint.of(
                    join.getJoinType().name(), from(join.getLeft(), scope), from(join.getRight(), scope));
            @Nullable SqlNode condition = join.getCondition();
            if (condition == null) {
                return sides;
            }
            SqlValidatorScope names = Objects.requireNonNullElse(validator.getJoinScope(join), scope);
            return condition instanceof SqlNodeList using
                    ? Fingerprint.of("using " + using, sides)
                    : Fingerprint.with(ON, sides, expression(condition, names));
        }
        if (relation.getKind() == SqlKind.UNNEST) {
            return unnest((SqlCall) relation, scope);
        }
        boolean wrapped = relation.getKind() == SqlKind.AS || relation.getKind() == SqlKind.LATERAL;
        return wrapped
                ? from(((SqlCall) relation).operand(0), scope)
                : define(relation).rows();
    }

    private long unnest(SqlCall call, @Nullable SqlValidatorScope scope) {
        long all = Fingerprint.of("unnest " + ((UnnestOperator) call.getOperator()).definition());
        for (SqlNode collection : call.getOperandList()) {
            all = Fingerprint.with(COLLECTION, all, expression(collection, UnnestOperator.scopeOf(call, scope)));
        }
        return all;
    }

    private long expression(SqlNode node, @Nullable SqlValidatorScope scope) {
        if (node instanceof SqlIdentifier column) {
            return scope == null || column.isStar() ? Fingerprint.of(column.toString()) : column(scope, column);
        }
        if (node.isA(SqlKind.QUERY)) {
            Defined query = define(node);
            long all = Fingerprint.with(QUERY, query.rows());
            for (long column : query.columns()) {
                all = Fingerprint.with(COLUMN, all, column);
            }
            return all;
        }
        if (node instanceof SqlCall call && call.getKind() == SqlKind.AS) {
            return expression(call.operand(0), scope);
        }
        if (node instanceof SqlCall call) {
            boolean clock = call.getOperator() instanceof LiteralOperator literal && literal.isClock();
            long all = Fingerprint.of(clock ? "clock" : call.getOperator().getName());
            for (SqlNode operand : call.getOperandList()) {
                all = Fingerprint.with(OPERAND, all, operand == null ? 0 : expression(operand, scope));
            }
            return all;
        }
        if (node instanceof SqlNodeList list) {
            long all = LIST;
            for (SqlNode item : list) {
                all = Fingerprint.with(ITEM, all, expression(item, scope));
            }
            return all;
        }
        return Fingerprint.of(node.toString());
    }

    private long column(SqlValidatorScope scope, SqlIdentifier column) {
        SqlQualified name = validator.qualified(scope, column);
        SqlValidatorNamespace relation = name.namespace;
        if (relation == null || name.suffix().isEmpty()) {
            return Fingerprint.of(column.toString());
        }
        RelDataTypeField field = relation.getRowType().getField(name.suffix().get(0), false, false);
        @Nullable SqlNode node = relation.resolve().getNode();
        if (field == null || node == null) {
            return Fingerprint.of(column.toString());
        }
        SqlNode inner = node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
        if (inner.getKind() == SqlKind.UNNEST) {
            return Fingerprint.of("element " + field.getIndex(), unnest((SqlCall) inner, scope));
        }
        Defined defined = define(inner);
        return inner instanceof TableIdentifier table
                ? Fingerprint.of(table.table().id() + "." + field.getName() + table.moment())
                : defined.column(field.getIndex());
    }
}
