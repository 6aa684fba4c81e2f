package io.graphc.compiler.template.value;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Python's equality, order and membership. */
public final class Comparison {
    private static final int DEEPEST = 100;
    private static final int MOST_STEPS = 2_000_000;

    private int steps;

    private Comparison() {}

    public static boolean equal(Object left, Object right) {
        return new Comparison().equal(left, right, 0);
    }

    private boolean equal(Object left, Object right, int depth) {
        if (Texts.isText(left)) {
            return Texts.isText(right) && Texts.of(left).equals(Texts.of(right));
        }
        Object leftNumber = Numbers.asNumber(left);
        if (leftNumber != null) {
            Object rightNumber = Numbers.asNumber(right);
            return rightNumber != null
                    && !isNan(left)
                    && !isNan(right)
                    && Numbers.compare(leftNumber, rightNumber) == 0;
        }
        if (left == right) {
            return true;
        }
        guard(depth);
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return left instanceof Tuple == right instanceof Tuple && equalLists(a, b, depth);
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return equalMaps(a, b, depth);
        }
        if (left instanceof Set<?> || right instanceof Set<?>) {
            return left instanceof Set<?> && right instanceof Set<?> && left.equals(right);
        }
        return !(left instanceof List<?>) && !(left instanceof Map<?, ?>) && left.equals(right);
    }

    private static boolean isNan(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    private void guard(int depth) {
        if (depth > DEEPEST) {
            throw Values.tooDeep();
        }
        if (++steps > MOST_STEPS) {
            throw TemplateFailure.limit("comparing the values takes more than " + MOST_STEPS + " steps");
        }
    }

    private boolean equalLists(List<?> left, List<?> right, int depth) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean equalMaps(Map<?, ?> left, Map<?, ?> right, int depth) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = right.get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /** The order of two values of like kind; values without an order are a failure. */
    public static int compare(Object left, Object right) {
        return new Comparison().compare(left, right, 0);
    }

    private int compare(Object left, Object right, int depth) {
        if (Texts.isText(left) && Texts.isText(right)) {
            return Texts.of(left).compareTo(Texts.of(right));
        }
        Object leftNumber = Numbers.asNumber(left);
        Object rightNumber = Numbers.asNumber(right);
        if (leftNumber != null && rightNumber != null) {
            return Numbers.compare(leftNumber, rightNumber);
        }
        OptionalInt order = left instanceof TemplateOperand operand ? operand.order(right) : OptionalInt.empty();
        if (order.isPresent()) {
            return order.getAsInt();
        }
        guard(depth);
        if (left instanceof List<?> a
                && right instanceof List<?> b
                && left instanceof Tuple == right instanceof Tuple) {
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                if (!equal(a.get(i), b.get(i), depth + 1)) {
                    return compare(a.get(i), b.get(i), depth + 1);
                }
            }
            return Integer.compare(a.size(), b.size());
        }
        if (left instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.failure();
        }
        throw TemplateFailure.error(Values.kind(left) + " and " + Values.kind(right) + " have no order");
    }

    /** Whether an order comparison with a value that is not a number can only be false. */
    public static boolean isUnordered(Object left, Object right) {
        return isNan(left) || isNan(right);
    }

    /** Python's {@code in}. */
    public static boolean contains(Object container, Object value) {
        if (Texts.isText(container)) {
            if (!Texts.isText(value)) {
                if (value instanceof Undefined undefined) {
                    throw undefined.failure();
                }
                throw TemplateFailure.error("only text can be `in` text, found " + Values.kind(value));
            }
            return Texts.of(container).contains(Texts.of(value));
        }
        if (container instanceof Map<?, ?> map) {
            return map.containsKey(Values.key(value));
        }
        if (container instanceof Set<?> set) {
            return set.contains(Values.key(value));
        }
        if (container instanceof List<?> list) {
            Comparison comparison = new Comparison();
            for (Object element : list) {
                if (comparison.equal(element, value, 0)) {
                    return true;
                }
            }
            return false;
        }
        if (container instanceof TemplateSequence sequence) {
            return contains(sequence.elements(), value);
        }
        if (container instanceof Undefined) {
            return false;
        }
        throw TemplateFailure.error("`in` needs a list, a dict or text on its right, found " + Values.kind(container));
    }
}
