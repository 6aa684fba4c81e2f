package io.graphc.compiler.sql.fact;

import io.graphc.compiler.sql.calcite.QueryValidator;
import io.graphc.compiler.sql.calcite.RelTypes;
import io.graphc.compiler.sql.calcite.TableIdentifier;
import io.graphc.compiler.sql.fact.ExpressionFacts.Grouping;
import io.graphc.plan.Proof;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.fact.AcceptedValues;
import io.graphc.plan.fact.ColumnFacts;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.plan.fact.RowBounds;
import io.graphc.plan.fact.UniqueKey;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Derives what is known of the rows of a validated query from what is known of the relations it reads: through joins,
 * grouping, DISTINCT, set operations, conditions and {@code row_number()}. What it does not understand it knows nothing of.
 * Not safe to share between threads.
 */
public final class FactFinder {
    private final QueryValidator validator;
    private final Map<SqlNode, QueryFacts> known = new IdentityHashMap<>();

    /** @param validator the validator that checked the query */
    public FactFinder(QueryValidator validator) {
        this.validator = validator;
    }

    /**
     * What is known of a query's rows.
     *
     * @param names the names of its columns, in order
     */
    public RelationFacts of(SqlNode query, List<String> names) {
        QueryFacts facts = facts(query);
        List<SqlType> types = types(query);
        Map<String, ColumnFacts> columns = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            ColumnFacts column = facts.column(i);
            boolean plain = i < types.size() && hasPlainValues(types.get(i));
            ColumnFacts kept = plain ? column : column.withAccepted(Optional.empty());
            if (!kept.equals(ColumnFacts.NONE)) {
                columns.put(names.get(i).toLowerCase(Locale.ROOT), kept);
            }
        }
        List<UniqueKey> keys = facts.keys().stream()
                .filter(key -> key.columns().stream().allMatch(column -> column < names.size()))
                .map(key -> new UniqueKey(
                        key.columns().stream()
                                .map(column -> names.get(column).toLowerCase(Locale.ROOT))
                                .toList(),
                        key.proof()))
                .toList();
        return new RelationFacts(columns, keys, facts.rows());
    }

    private static boolean hasPlainValues(SqlType type) {
        return type instanceof SqlType.Varchar || Slots.isInteger(type) || type == SqlTypes.BOOLEAN;
    }

    private List<SqlType> types(SqlNode query) {
        SqlValidatorNamespace namespace = validator.getNamespace(query);
        return namespace == null
                ? List.of()
                : namespace.getRowType().getFieldList().stream()
                        .map(field -> RelTypes.toSqlType(field.getType()))
                        .toList();
    }

    private QueryFacts facts(SqlNode query) {
        QueryFacts found = known.get(query);
        if (found == null) {
            // What a query says of itself, as a recursive one may, is not known yet.
            known.put(query, QueryFacts.NONE);
            found = compute(query);
            known.put(query, found);
        }
        return found;
    }

    private QueryFacts compute(SqlNode query) {
        if (query instanceof SqlWith with) {
            return facts(with.body);
        }
        if (query instanceof SqlOrderBy ordered) {
            return BlockFacts.limited(facts(ordered.query), ordered.fetch, ordered.offset);
        }
        if (query instanceof SqlWithItem item) {
            return isRecursive(item) ? QueryFacts.NONE : facts(item.query);
        }
        if (query instanceof SqlSelect select) {
            return block(select);
        }
        if (query instanceof TableIdentifier table) {
            return table(table);
        }
        if (query instanceof SqlIdentifier name) {
            SqlValidatorNamespace namespace = validator.getNamespace(name);
            SqlNode node = namespace == null ? null : namespace.resolve().getNode();
            return node == null || node == name ? QueryFacts.NONE : facts(node);
        }
        return query instanceof SqlCall call ? call(call) : QueryFacts.NONE;
    }

    private static boolean isRecursive(SqlWithItem item) {
        return item.recursive.booleanValue();
    }

    private QueryFacts call(SqlCall call) {
        return switch (call.getKind()) {
            case AS, LATERAL -> facts(call.operand(0));
            case TABLESAMPLE -> {
                QueryFacts all = facts(call.operand(0));
                yield all.withRows(all.rows().filtered());
            }
            case UNION, INTERSECT, EXCEPT -> setOperation(call);
            case VALUES -> values(call);
            case UNNEST -> unnest(call);
            default -> QueryFacts.NONE;
        };
    }

    private static QueryFacts table(TableIdentifier table) {
        // Tests say how a table is, not how it was.
        if (!table.moment().isEmpty()) {
            return QueryFacts.NONE;
        }
        RelationFacts facts = table.table().facts();
        List<String> names = table.table().columns().stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        List<QueryFacts.Key> keys = facts.keys().stream()
                .filter(key -> names.containsAll(key.columns()))
                .map(key -> QueryFacts.Key.of(
                        key.columns().stream().map(names::indexOf).collect(Collectors.toSet()), key.proof()))
                .toList();
        return new QueryFacts(names.stream().map(facts::column).toList(), keys, facts.rows());
    }

    private QueryFacts block(SqlSelect select) {
        SqlValidatorScope scope = validator.getWhereScope(select);
        if (!(scope instanceof ListScope list)) {
            return QueryFacts.NONE;
        }
        Slots slots = new Slots(validator, list);
        Conditions conditions = new Conditions(slots, this::facts);
        return new FromFacts(slots, conditions, this::facts)
                .find(select.getFrom())
                .map(rows -> block(select, rows, slots, conditions))
                .orElse(QueryFacts.NONE);
    }

    private QueryFacts block(SqlSelect select, JoinedRows rows, Slots slots, Conditions conditions) {
        SqlNode where = select.getWhere();
        if (where != null) {
            SlotRange all = rows.slots();
            Conditions.conjuncts(where).forEach(conjunct -> conditions.apply(conjunct, rows, all));
            rows.rows(rows.rows().filtered());
        }
        List<SqlNode> items = new ArrayList<>();
        for (SqlNode item : validator.expandedSelectList(select)) {
            items.add(item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item);
        }
        return new BlockFacts(select, rows, slots, items, validator.isAggregate(select)).find();
    }

    private QueryFacts setOperation(SqlCall call) {
        QueryFacts left = facts(call.operand(0));
        QueryFacts right = facts(call.operand(1));
        List<SqlType> types = types(call);
        int count = types.size();
        boolean all = ((SqlSetOperator) call.getOperator()).isAll();
        List<QueryFacts.Key> keys = new ArrayList<>();
        if (!all) {
            keys.add(BlockFacts.allColumns(count, call.getKind().name()));
        }
        if (call.getKind() != SqlKind.UNION) {
            keys.addAll(left.keys());
            return new QueryFacts(left.columns(), keys, left.rows().filtered());
        }
        keys.addAll(apart(left, right, types));
        List<ColumnFacts> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(left.column(i).or(right.column(i)));
        }
        RowBounds sum = left.rows().plus(right.rows());
        return new QueryFacts(columns, keys, all ? sum : new RowBounds(Math.min(1, sum.least()), sum.most()));
    }

    /** A column whose values differ between the branches makes a key of both a key of the whole. */
    private static List<QueryFacts.Key> apart(QueryFacts left, QueryFacts right, List<SqlType> types) {
        List<QueryFacts.Key> keys = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            Optional<AcceptedValues> mine = left.column(i).accepted();
            Optional<AcceptedValues> theirs = right.column(i).accepted();
            // Values that are written differently may be equal in another type.
            if (hasPlainValues(types.get(i))
                    && mine.isPresent()
                    && theirs.isPresent()
                    && mine.get().isApartFrom(theirs.get())) {
                Proof proof = mine.get()
                        .proof()
                        .and(theirs.get().proof())
                        .and(Proof.byRule("the branches of UNION differ in a column"));
                for (QueryFacts.Key one : left.keys()) {
                    for (QueryFacts.Key other : right.keys()) {
                        keys.add(one.with(other).with(QueryFacts.Key.of(Set.of(i), proof)));
                    }
                }
            }
        }
        return keys;
    }

    private QueryFacts values(SqlCall call) {
        List<ColumnFacts> columns = new ArrayList<>();
        ExpressionFacts constants =
                new ExpressionFacts(new JoinedRows(QueryFacts.NONE, 0, 0), Slots.none(), Grouping.NONE);
        for (int row = 0; row < call.operandCount(); row++) {
            List<SqlNode> items = ((SqlCall) call.operand(row)).getOperandList();
            for (int i = 0; i < items.size(); i++) {
                ColumnFacts item = constants.of(items.get(i));
                if (row == 0) {
                    columns.add(item);
                } else if (i < columns.size()) {
                    columns.set(i, columns.get(i).or(item));
                }
            }
        }
        RowBounds rows = new RowBounds(call.operandCount(), call.operandCount());
        List<QueryFacts.Key> keys =
                rows.most() <= 1 ? List.of(QueryFacts.Key.of(Set.of(), Proof.byRule("VALUES"))) : List.of();
        return new QueryFacts(columns, keys, rows);
    }

    private QueryFacts unnest(SqlCall call) {
        int count = types(call).size();
        if (count == 0 || !((SqlUnnestOperator) call.getOperator()).withOrdinality) {
            return QueryFacts.NONE;
        }
        List<ColumnFacts> columns = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            columns.add(ColumnFacts.NONE);
        }
        Proof rule = Proof.byRule("WITH ORDINALITY");
        columns.add(ColumnFacts.NONE.withNotNull(Optional.of(rule)));
        return new QueryFacts(columns, List.of(QueryFacts.Key.of(Set.of(count - 1), rule)), RowBounds.ANY);
    }
}
