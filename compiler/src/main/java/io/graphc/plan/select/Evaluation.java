package io.graphc.plan.select;

import io.graphc.plan.select.SelectionExpression.Combination;
import io.graphc.plan.select.SelectionExpression.Criterion;
import io.graphc.plan.select.SelectionExpression.Named;
import io.graphc.plan.select.SelectionExpression.Operation;
import io.graphc.plan.select.SelectionExpression.Reach;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** One evaluation of an expression over the parts of a project. Not safe to share between threads. */
final class Evaluation {
    private final Parts parts;
    private final Matching matching;
    private final BitSet sources = new BitSet();
    private final List<Combination> unmatched = new ArrayList<>();

    Evaluation(Parts parts, Matching matching) {
        this.parts = parts;
        this.matching = matching;
        for (int number = 0; number < parts.size(); number++) {
            sources.set(number, parts.get(number).is("source"));
        }
    }

    /**
     * What an expression selects.
     *
     * @param indirect tests that read something of it and were left out because they read something else too; they may
     *     still come in when that is selected by another part of the expression
     */
    private record Selected(BitSet direct, BitSet indirect) {
        BitSet all() {
            BitSet all = copy(direct);
            all.or(indirect);
            return all;
        }
    }

    BitSet of(SelectionExpression expression) {
        return selected(expression).direct();
    }

    /** The expressions that were expected to select something and did not. */
    List<Combination> unmatched() {
        return unmatched;
    }

    private Selected selected(SelectionExpression expression) {
        if (expression instanceof Criterion criterion) {
            return reaching(named(criterion), criterion.reach(), criterion.indirect());
        }
        if (expression instanceof Named named) {
            return named(named);
        }
        if (expression instanceof Combination combination) {
            return combined(combination);
        }
        throw new AssertionError(expression);
    }

    /** The tests of what a name stands for are decided where it is defined, unless it is reached beyond that. */
    private Selected named(Named named) {
        Selected union = new Selected(new BitSet(), new BitSet());
        for (SelectionExpression definition : named.definitions()) {
            Selected found = selected(definition);
            union.direct().or(found.direct());
            union.indirect().or(found.indirect());
        }
        return named.reach().equals(Reach.NONE) ? union : reaching(union.direct(), named.reach(), named.indirect());
    }

    /** The parts that a selector names itself. */
    BitSet named(Criterion criterion) {
        Predicate<Part> matches = matching.of(criterion);
        BitSet named = new BitSet();
        for (int number = 0; number < parts.size(); number++) {
            if (matches.test(parts.get(number))) {
                named.set(number);
            }
        }
        return named;
    }

    private Selected reaching(BitSet named, Reach reach, IndirectSelection mode) {
        BitSet selected = copy(named);
        if (reach.childrensParents()) {
            BitSet made = parts.reached(named, Reach.ALL, false);
            made.or(named);
            selected.or(made);
            selected.or(parts.reached(made, Reach.ALL, true));
        }
        selected.or(parts.reached(named, reach.parents(), true));
        selected.or(parts.reached(named, reach.children(), false));
        return withTests(selected, mode);
    }

    private Selected withTests(BitSet selected, IndirectSelection mode) {
        BitSet direct = copy(selected);
        BitSet indirect = new BitSet();
        if (mode == IndirectSelection.EMPTY) {
            return new Selected(direct, indirect);
        }
        BitSet built = mode == IndirectSelection.BUILDABLE ? withParents(selected) : selected;
        if (mode == IndirectSelection.BUILDABLE) {
            built.or(sources);
        }
        for (int number = selected.nextSetBit(0); number >= 0; number = selected.nextSetBit(number + 1)) {
            for (int child : parts.childrenOf(number)) {
                if (parts.get(child).isTest()) {
                    boolean in = mode == IndirectSelection.EAGER || parts.isMadeOf(child, built);
                    (in ? direct : indirect).set(child);
                }
            }
        }
        return new Selected(direct, indirect);
    }

    private BitSet withParents(BitSet selected) {
        BitSet all = parts.reached(selected, Reach.ALL, true);
        all.or(selected);
        return all;
    }

    private Selected combined(Combination combination) {
        List<Selected> found = combination.parts().stream().map(this::selected).toList();
        if (found.isEmpty()) {
            return new Selected(new BitSet(), new BitSet());
        }
        BitSet direct = combine(
                combination.operation(), found.stream().map(Selected::direct).toList());
        BitSet all = combine(
                combination.operation(), found.stream().map(Selected::all).toList());
        BitSet selected = withWholeTests(direct, all, combination.indirect());
        if (combination.expected() && selected.isEmpty()) {
            unmatched.add(combination);
        }
        return new Selected(selected, all);
    }

    private static BitSet combine(Operation operation, List<BitSet> sets) {
        BitSet combined = copy(sets.get(0));
        for (BitSet other : sets.subList(1, sets.size())) {
            switch (operation) {
                case UNION -> combined.or(other);
                case INTERSECTION -> combined.and(other);
                case DIFFERENCE -> combined.andNot(other);
            }
        }
        return combined;
    }

    /** Takes in the tests that were left out as long as something that they read was missing, and is no more. */
    private BitSet withWholeTests(BitSet direct, BitSet all, IndirectSelection mode) {
        BitSet selected = copy(direct);
        if (mode == IndirectSelection.EAGER || mode == IndirectSelection.EMPTY || direct.equals(all)) {
            return selected;
        }
        BitSet built = mode == IndirectSelection.BUILDABLE ? withParents(direct) : direct;
        for (int number = all.nextSetBit(0); number >= 0; number = all.nextSetBit(number + 1)) {
            if (parts.isMadeOf(number, built) && parts.get(number).isTest()) {
                selected.set(number);
            }
        }
        return selected;
    }

    private static BitSet copy(BitSet set) {
        BitSet copy = new BitSet();
        copy.or(set);
        return copy;
    }
}
