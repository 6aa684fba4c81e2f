package io.graphc.plan.select;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.select.SelectionExpression.Combination;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The parts of a compiled project that a command is about. Immutable. */
public final class Selection {
    private final SortedSet<String> ids;
    private final List<Combination> unmatched;

    private Selection(SortedSet<String> ids, List<Combination> unmatched) {
        this.ids = Collections.unmodifiableSortedSet(ids);
        this.unmatched = List.copyOf(unmatched);
    }

    /** The ids of all selected parts, sorted. */
    public SortedSet<String> ids() {
        return ids;
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /** The parts of the expression that were expected to select something and did not. */
    public List<Combination> unmatched() {
        return unmatched;
    }

    /** The same without what a condition on ids refuses. */
    public Selection only(Predicate<String> condition) {
        SortedSet<String> left = new TreeSet<>(ids);
        left.removeIf(condition.negate());
        return new Selection(left, unmatched);
    }

    /** Everything. */
    public static Selection all(CompiledProject project) {
        Parts parts = Parts.of(project);
        BitSet every = new BitSet();
        every.set(0, parts.size());
        return new Selection(parts.ids(every), List.of());
    }

    /** What an expression selects of a project. What it asks of earlier runs must be in the context. */
    public static Selection of(CompiledProject project, SelectionExpression expression, SelectionContext context) {
        Parts parts = Parts.of(project);
        Evaluation evaluation = new Evaluation(parts, new Matching(project.name(), project.tenant(), context));
        SortedSet<String> ids = parts.ids(evaluation.of(expression));
        return new Selection(ids, evaluation.unmatched());
    }
}
