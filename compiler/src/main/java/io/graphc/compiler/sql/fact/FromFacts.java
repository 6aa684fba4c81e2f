package io.graphc.compiler.sql.fact;

import io.graphc.compiler.sql.fact.Conditions.Equality;
import io.graphc.plan.Proof;
import io.graphc.plan.fact.RowBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** What is known of the rows of a FROM clause. Good for one clause. */
final class FromFacts {
    private static final Set<SqlKind> LATERAL = Set.of(SqlKind.LATERAL, SqlKind.UNNEST);

    private final Slots slots;
    private final Conditions conditions;
    private final Function<SqlNode, QueryFacts> relations;
    private int next;

    FromFacts(Slots slots, Conditions conditions, Function<SqlNode, QueryFacts> relations) {
        this.slots = slots;
        this.conditions = conditions;
        this.relations = relations;
    }

    /** Empty where the clause has another form than the scope says. */
    Optional<JoinedRows> find(@Nullable SqlNode from) {
        if (from == null) {
            QueryFacts one = new QueryFacts(
                    List.of(), List.of(QueryFacts.Key.of(Set.of(), Proof.byRule("there is no FROM"))), RowBounds.ONE);
            return Optional.of(new JoinedRows(one, 0, 0));
        }
        if (leaves(from) != slots.relations()) {
            return Optional.empty();
        }
        return Optional.of(relation(from));
    }

    private static int leaves(SqlNode node) {
        return node instanceof SqlJoin join ? leaves(join.getLeft()) + leaves(join.getRight()) : 1;
    }

    private JoinedRows relation(SqlNode node) {
        if (!(node instanceof SqlJoin join)) {
            int relation = next++;
            int first = slots.first(relation);
            return new JoinedRows(relations.apply(node), first, slots.first(relation + 1) - first);
        }
        int start = next;
        JoinedRows left = relation(join.getLeft());
        int middle = next;
        JoinedRows right = relation(join.getRight());
        List<SqlNode> conjuncts = new ArrayList<>();
        List<Equality> pairs = new ArrayList<>();
        SqlNode condition = join.getCondition();
        if (condition != null && join.getConditionType() == JoinConditionType.USING) {
            pairs.addAll(pairs((SqlNodeList) condition, start, middle));
        } else if (condition != null) {
            conjuncts.addAll(Conditions.conjuncts(condition));
        }
        return new JoinFacts(conditions, left, right, isLateral(join.getRight()))
                .join(join.getJoinType(), condition == null, conjuncts, pairs);
    }

    private static boolean isLateral(SqlNode node) {
        SqlNode inner = node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
        return LATERAL.contains(inner.getKind());
    }

    private List<Equality> pairs(SqlNodeList columns, int start, int middle) {
        List<Equality> pairs = new ArrayList<>();
        for (SqlNode column : columns) {
            String name = ((SqlIdentifier) column).getSimple();
            OptionalInt left = named(name, start, middle);
            OptionalInt right = named(name, middle, next);
            if (left.isPresent()
                    && right.isPresent()
                    && Slots.comparesExactly(slots.type(left.getAsInt()), slots.type(right.getAsInt()))) {
                pairs.add(new Equality(left.getAsInt(), right, Optional.empty(), false));
            }
        }
        return pairs;
    }

    /** The one column of a name in some relations; empty where several have it. */
    private OptionalInt named(String name, int from, int to) {
        OptionalInt found = OptionalInt.empty();
        for (int relation = from; relation < to; relation++) {
            List<String> names = slots.columnNames(relation);
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(name)) {
                    if (found.isPresent()) {
                        return OptionalInt.empty();
                    }
                    found = OptionalInt.of(slots.first(relation) + i);
                }
            }
        }
        return found;
    }
}
