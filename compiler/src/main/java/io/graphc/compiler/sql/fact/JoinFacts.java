package io.graphc.compiler.sql.fact;

import io.graphc.compiler.sql.fact.Conditions.Equality;
import io.graphc.plan.Proof;
import io.graphc.plan.fact.RowBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlNode;

/**
 * What is known of the rows of a join. A side whose key is fixed by the other side's row adds no rows to it, so that the
 * other side's keys stay keys.
 */
final class JoinFacts {
    private final Conditions conditions;
    private final JoinedRows left;
    private final JoinedRows right;
    private final boolean lateral;

    /** @param lateral whether the right side is made anew for each row of the left */
    JoinFacts(Conditions conditions, JoinedRows left, JoinedRows right, boolean lateral) {
        this.conditions = conditions;
        this.left = left;
        this.right = right;
        this.lateral = lateral;
    }

    /**
     * Joins the sides; the left one is changed and becomes the result.
     *
     * @param crossed whether there is no condition at all
     * @param pairs columns that must be equal because USING names them, of those that are known to be compared exactly
     */
    JoinedRows join(JoinType type, boolean crossed, List<SqlNode> conjuncts, List<Equality> pairs) {
        List<Equality> equalities = new ArrayList<>(pairs);
        conjuncts.forEach(conjunct -> conditions.equality(conjunct).ifPresent(equalities::add));
        Optional<Proof> rightOnce = once(right, equalities);
        Optional<Proof> leftOnce = lateral ? Optional.empty() : once(left, equalities);
        List<QueryFacts.Key> keys = keys(type, rightOnce, leftOnce);
        RowBounds rows = rows(type, crossed, rightOnce.isPresent(), leftOnce.isPresent());
        SlotRange leftSlots = left.slots();
        SlotRange rightSlots = right.slots();
        left.absorb(right);
        left.keys(keys);
        left.rows(rows);
        SlotRange gaining = gaining(type, leftSlots, rightSlots);
        for (SqlNode conjunct : conjuncts) {
            conditions.apply(conjunct, left, gaining);
        }
        pairs.forEach(pair -> conditions.apply(pair, left, gaining));
        if (type == JoinType.LEFT || type == JoinType.FULL) {
            left.extendWithNulls(rightSlots);
        }
        if (type == JoinType.RIGHT || type == JoinType.FULL) {
            left.extendWithNulls(leftSlots);
        }
        return left;
    }

    private static SlotRange gaining(JoinType type, SlotRange left, SlotRange right) {
        return switch (type) {
            case LEFT -> right;
            case RIGHT -> left;
            case FULL -> SlotRange.NONE;
            default -> new SlotRange(left.first(), right.end());
        };
    }

    /** Why a row of the other side meets at most one row of this one. */
    private static Optional<Proof> once(JoinedRows side, List<Equality> equalities) {
        Set<Integer> fixed = new TreeSet<>();
        IntPredicate own = side::has;
        for (Equality equality : equalities) {
            boolean first = own.test(equality.slot());
            if (equality.other().isEmpty()) {
                if (first) {
                    fixed.add(equality.slot());
                }
            } else {
                boolean second = own.test(equality.other().getAsInt());
                if (first != second) {
                    fixed.add(first ? equality.slot() : equality.other().getAsInt());
                }
            }
        }
        return side.keys().stream()
                .filter(key -> key.columns().stream().allMatch(slot -> isFixed(side, slot, fixed)))
                .map(QueryFacts.Key::proof)
                .findFirst();
    }

    private static boolean isFixed(JoinedRows side, int slot, Set<Integer> fixed) {
        return side.isConstant(slot) || side.standIns(slot).stream().anyMatch(fixed::contains);
    }

    private List<QueryFacts.Key> keys(JoinType type, Optional<Proof> rightOnce, Optional<Proof> leftOnce) {
        boolean leftStays = type != JoinType.RIGHT && type != JoinType.FULL;
        boolean rightStays = type != JoinType.LEFT && type != JoinType.FULL;
        List<QueryFacts.Key> keys = new ArrayList<>();
        rightOnce.ifPresent(proof -> left.keys().stream()
                .filter(key -> leftStays || !key.columns().isEmpty())
                .forEach(key -> keys.add(key.and(proof))));
        leftOnce.ifPresent(proof -> right.keys().stream()
                .filter(key -> rightStays || !key.columns().isEmpty())
                .forEach(key -> keys.add(key.and(proof))));
        for (QueryFacts.Key one : left.keys()) {
            for (QueryFacts.Key other : right.keys()) {
                boolean told = (leftStays || !one.columns().isEmpty())
                        && (rightStays || !other.columns().isEmpty());
                if (told) {
                    keys.add(one.with(other));
                }
            }
        }
        return keys;
    }

    private RowBounds rows(JoinType type, boolean crossed, boolean rightOnce, boolean leftOnce) {
        RowBounds all = left.rows().times(right.rows());
        long most = all.most();
        if (rightOnce) {
            most = Math.min(most, left.rows().most());
        }
        if (leftOnce) {
            most = Math.min(most, right.rows().most());
        }
        return switch (type) {
            case LEFT -> new RowBounds(left.rows().least(), outer(left, right, rightOnce));
            case RIGHT -> new RowBounds(right.rows().least(), outer(right, left, leftOnce));
            case FULL ->
                new RowBounds(
                        Math.max(left.rows().least(), right.rows().least()),
                        all.plus(left.rows()).plus(right.rows()).most());
            default -> crossed ? all : new RowBounds(0, most);
        };
    }

    private static long outer(JoinedRows kept, JoinedRows other, boolean once) {
        long each = once ? 1 : Math.max(1, other.rows().most());
        return kept.rows().times(new RowBounds(0, each)).most();
    }
}
